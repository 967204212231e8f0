"""A server of PostgreSQL for tests and benchmarks: a cluster of its own, thrown away at the end.

It listens on a socket in its folder and nowhere else. Root may not run it, so root runs
it as another user.
"""

import contextlib
import getpass
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")
_SAFE = ("shared_buffers=512MB", "max_wal_size=4GB")
_PLACES = "/usr/lib/postgresql/*/bin"


class NoServerError(Exception):
    """Why no server can be started here."""


class Server:
    """A running server.

    Attributes:
        socket: the folder in which it listens.
        user: who owns its databases.
    """

    def __init__(self, socket: Path, user: str) -> None:
        self.socket, self.user = socket, user
        self._numbers = itertools.count(1)

    def url(self, name: str) -> str:
        """Return the address of the database called `name`."""
        return f"postgresql://{self.user}@/{name}?host={self.socket}"

    def create(self, *, locale: str | None = None) -> str:
        """Make an empty database, which sorts as in the language `locale`; return its name."""
        name = f"press{next(self._numbers)}"
        words = f"LOCALE_PROVIDER icu ICU_LOCALE '{locale}'" if locale else ""
        self.run(f"CREATE DATABASE {name} TEMPLATE template0 {words}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever uses it."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """Run one statement that no transaction may hold."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def find_programs() -> Path:
    """Return the folder of the server's programs, the newest if there are several."""
    found = sorted(Path("/").glob(_PLACES.lstrip("/")), key=lambda place: int(place.parent.name))
    if found:
        return found[-1]
    if (program := shutil.which("postgres")) is not None:
        return Path(program).resolve().parent
    raise NoServerError("PostgreSQL's server is not installed (Debian: apt install postgresql)")


def find_user() -> str:
    """Return who runs the server: we ourselves, but never root."""
    if os.getuid() != 0:
        return getpass.getuser()
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoServerError("root may not run PostgreSQL, and there is no user postgres or nobody")


@contextlib.contextmanager
def running_server(*, safe: bool = False) -> Iterator[Server]:
    """Make a cluster, run it, and remove it again.

    Args:
        safe: whether what it commits must survive a crash; tests need no such thing.

    Raises:
        NoServerError: if that is not possible here.
    """
    programs, user = find_programs(), find_user()
    place = Path(tempfile.mkdtemp(prefix="dragoman-pg-", dir="/tmp"))
    as_user: dict[str, Any] = {}
    if os.getuid() == 0:
        as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": ()}
    if as_user:
        shutil.chown(place, user)
    try:
        done = subprocess.run(
            [str(programs / "initdb"), "-D", str(place / "data"), "-U", user, "--auth=trust",
             "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"],
            cwd=place, capture_output=True, text=True, **as_user,
        )  # fmt: skip
        if done.returncode:
            raise NoServerError(f"initdb failed: {done.stderr.strip()}")
        options = " ".join(
            [
                "-c listen_addresses=''",
                f"-k {place}",
                *(f"-c {option}" for option in (_SAFE if safe else _FAST)),
            ]
        )
        control = [str(programs / "pg_ctl"), "-D", str(place / "data"), "-s", "-w"]
        started = subprocess.run(
            [*control, "-l", str(place / "log"), "-o", options, "start"],
            cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_user,
        )  # fmt: skip
        if started.returncode:
            raise NoServerError(f"the server does not start: {(place / 'log').read_text()[-500:]}")
        try:
            yield Server(place, user)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], cwd=place, **as_user)
    finally:
        shutil.rmtree(place, ignore_errors=True)
