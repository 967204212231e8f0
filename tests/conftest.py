"""What many tests share: the model and the knowledge base, loaded once; a site on loopback."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.analysis import Analyser, Analysis, load_analyser

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return load_analyser("fr")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def parse(analyser: Analyser) -> Callable[[str], Analysis]:
    return analyser


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles beside the checkout; skips where it is absent."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("real articles are not beside this checkout (../shared)")
    return SHARED


Answer = tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web site on loopback.

    Attributes:
        pages: what stands at each path: status, headers and body, or what answers.
        asked: paths in the order they were asked for, with the headers of the request.
    """

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[tuple[str, dict[str, str], bytes]] = []

    def put(self, path: str, body: bytes | str, kind: str = "text/html", **headers: str) -> str:
        """Put a page at `path`; return its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, {"Content-Type": kind, **named}, data)
        return self.url + path

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.split("?")[0]
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.asked.append((request.path, headers))
        if request.command == "POST":
            length = int(request.headers["Content-Length"])
            self.posted.append((request.path, headers, request.rfile.read(length)))
        found = self.pages.get(path, (404, {}, b"no such page"))
        if callable(found):
            found(request)
            return
        status, named, body = found
        etag = named.get("ETag")
        if etag and headers.get("if-none-match") == etag:
            status, body = 304, b""
        request.send_response(status)
        for name, value in named.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with contextlib.suppress(ConnectionError):
                made.answer(self)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    with Quiet(("127.0.0.1", 0), Handler) as server:
        made = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield made
        server.shutdown()
        thread.join()
