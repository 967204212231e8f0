"""Where work is done: processes of this machine, or a cluster. Thin, so that others can be added.

An engine takes functions that pickle by name and calls them elsewhere. A worker that dies
is replaced and its work done again, so that work must be such that doing it twice is
doing it once.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol

from dragoman.errors import DragomanError

_MOST_TRIES = 3


class EngineError(DragomanError):
    """The workers cannot be reached, or one piece of work kills them again and again."""


class Pending(Protocol):
    """Work that was given away."""

    def result(self) -> Any:
        """Wait for what it returns, or raise what it raises."""

    def cancel(self) -> object:
        """Let it not be done if it has not begun."""


class Engine(Protocol):
    """Does work elsewhere.

    Attributes:
        workers: how many pieces of work are done at once.
    """

    workers: int

    def submit(self, work: Callable[..., Any], *given: Any) -> Pending:
        """Let `work` be done on what is `given`."""

    def close(self) -> None:
        """Let the workers go."""


class LocalPool:
    """Processes of this machine, each with one thread of arithmetic."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._executor = self._start()

    def submit(self, work: Callable[..., Any], *given: Any) -> Pending:
        """Let `work` be done by a process."""
        return _Again(self, work, given)

    def close(self) -> None:
        """Let the processes end."""
        self._executor.shutdown(cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        # Fresh processes: forks would share the locks of threads and the handles of databases.
        return ProcessPoolExecutor(
            self.workers, mp_context=multiprocessing.get_context("spawn"), initializer=_alone
        )

    def begin(self, work: Callable[..., Any], given: tuple[Any, ...]) -> "Future[Any]":
        """Hand work to the executor, to a new one if the old one broke."""
        try:
            return self._executor.submit(work, *given)
        except BrokenProcessPool:
            self._executor.shutdown(wait=False)
            self._executor = self._start()
            return self._executor.submit(work, *given)


class _Again:
    """Work for a pool that is done again if its process dies."""

    def __init__(self, pool: LocalPool, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
        self._pool, self._work, self._given = pool, work, given
        self._future = pool.begin(work, given)

    def result(self) -> Any:
        for _ in range(_MOST_TRIES):
            try:
                return self._future.result()
            except BrokenProcessPool:
                self._future = self._pool.begin(self._work, self._given)
        raise EngineError(
            f"{_MOST_TRIES} worker processes died over one piece of work. Give them more memory, "
            f"or fewer of them work at once (--workers)."
        )

    def cancel(self) -> object:
        return self._future.cancel()


class DaskCluster:
    """The workers of a Dask scheduler. They need dragoman installed, and see the same files."""

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at `address` ("dask://host:8786"; "dask://" starts one here)."""
        try:
            import distributed
        except ModuleNotFoundError as error:
            raise EngineError(
                "the engine dask needs distributed. Install it: pip install 'dragoman[cluster]'."
            ) from error
        place = address.removeprefix("dask://")
        connect: Any = distributed.Client  # has no types
        try:
            self._client = connect(f"tcp://{place}") if place else connect(threads_per_worker=1)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no scheduler answers at {address}. Check the address, and that it runs."
            ) from error
        threads = self._client.nthreads()
        self.workers = max(1, sum(threads.values()))

    def submit(self, work: Callable[..., Any], *given: Any) -> Pending:
        """Let `work` be done by a worker, each time anew."""
        pending: Pending = self._client.submit(work, *given, pure=False, retries=_MOST_TRIES)
        return pending

    def close(self) -> None:
        """Leave the scheduler."""
        self._client.close()


def open_engine(engine: str | None, workers: int) -> Engine:
    """Return the engine called `engine`.

    Args:
        engine: "dask://host:port"; processes of this machine if None.
        workers: how many processes, at least one.

    Raises:
        EngineError: if there is no such engine, or it cannot be reached.
    """
    if engine is None:
        return LocalPool(workers)
    if engine.startswith("dask://"):
        return DaskCluster(engine)
    raise EngineError(f"there is no engine {engine}. Name dask://HOST:PORT, or leave it out.")


def _alone() -> None:
    """Let a worker process leave Ctrl-C to the one that gives it work."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
