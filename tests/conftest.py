"""What many tests share: the model and the knowledge base, loaded once; a site on loopback;
a place for a record on each engine.
"""

import contextlib
import fcntl
import gc
import os
import threading
from collections.abc import Callable, Generator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from scripts.postgres_server import NoServerError, Server, running_server
from sqlalchemy import Column, String, Table, select

from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.analysis import Analyser, Analysis, load_analyser
from dragoman.record.store import Record, open_record
from dragoman.record.tables import METADATA

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return load_analyser("fr")


@pytest.fixture(autouse=True)
def _timed_as_if_alone(request: pytest.FixtureRequest) -> None:
    """Keep the collector from walking what other tests left while a test is timed."""
    if request.node.get_closest_marker("timed"):
        gc.collect()
        gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a timed test while no other worker (`pytest -n 2`) runs any."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return (yield)
    # Who waits alone for the room keeps the door, so that others do not enter before it.
    door, room = os.open(__file__, os.O_RDONLY), os.open(Path(__file__).parent, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if item.get_closest_marker("timed") else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        return (yield)
    finally:
        fcntl.flock(room, fcntl.LOCK_UN)  # also for processes that a test forked and left
        os.close(door)
        os.close(room)


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


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of PostgreSQL; skips where none can be started, saying why."""
    try:
        with running_server() as running:
            yield running
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def served(server: Server) -> str:
    """The address of a record on the server that tests fill and empty one after the other."""
    address = server.url(server.create())
    open_record(address).close()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place without facts for a record, on each engine in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "record.sqlite")
    address = request.getfixturevalue("served")
    empty(address)
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place where no record was ever made, on each engine in turn."""
    if request.param == "sqlite":
        yield str(tmp_path / "fresh.sqlite")
        return
    server = request.getfixturevalue("server")
    name = server.create()
    yield server.url(name)
    server.drop(name)


def empty(address: str) -> None:
    """Make a record on a server as if it were new."""
    with open_record(address) as record, record._database.writing() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
        sequences = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()"
        for name in connection.exec_driver_sql(sequences).scalars().all():
            connection.exec_driver_sql(f"ALTER SEQUENCE {name} RESTART")


@pytest.fixture
def contents() -> Callable[[Record], dict[str, list[tuple]]]:
    """Returns everything a record holds, by table.

    Runs, which have moments, are left out, and numbers that nothing refers to.
    """

    def dump(record: Record) -> dict[str, list[tuple]]:
        with record._database.reading() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(*told(table)))), key=repr)
                for table in METADATA.sorted_tables
                if table.name != "runs"
            }

    def told(table: Table) -> list[Column]:
        return [
            column
            for column in table.c
            if table.name == "documents" or column.name != "id" or isinstance(column.type, String)
        ]

    return dump


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
