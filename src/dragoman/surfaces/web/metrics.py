"""What the application counts of itself, in the text form that Prometheus reads."""

import threading
import time
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.record.views import Counts

_BOUNDS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0)  # seconds
_HELD = ("documents", "events", "quotations", "agreements", "claims", "entities", "failures")


class Metrics:
    """Counts of answers and of the time they took, since the application began."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._within: Counter[float] = Counter()
        self._seconds = 0.0
        self._lock = threading.Lock()

    def note(self, method: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._answers[method, status] += 1
            self._seconds += seconds
            self._within.update(bound for bound in _BOUNDS if seconds <= bound)

    def tell(self, counts: Counts) -> str:
        """Return everything that is counted, with how much the record holds."""
        with self._lock:
            answers, within = dict(self._answers), dict(self._within)
            seconds = self._seconds
        lines = ["# TYPE dragoman_http_requests_total counter"]
        lines += [
            f'dragoman_http_requests_total{{method="{method}",status="{status}"}} {count}'
            for (method, status), count in sorted(answers.items())
        ]
        total = sum(answers.values())
        lines.append("# TYPE dragoman_http_request_seconds histogram")
        lines += [
            f'dragoman_http_request_seconds_bucket{{le="{bound}"}} {within.get(bound, 0)}'
            for bound in _BOUNDS
        ]
        lines += [
            f'dragoman_http_request_seconds_bucket{{le="+Inf"}} {total}',
            f"dragoman_http_request_seconds_sum {seconds:.6f}",
            f"dragoman_http_request_seconds_count {total}",
            "# TYPE dragoman_record gauge",
        ]
        lines += [f'dragoman_record{{of="{name}"}} {getattr(counts, name)}' for name in _HELD]
        return "\n".join(lines) + "\n"


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Measured:
    """Notes every answer of the application it wraps."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and note how."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.metrics.note(method, status, time.perf_counter() - began)
