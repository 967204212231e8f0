"""Local accounts, their sessions, and the log of what they did, in an SQLite file of their own."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dragoman.errors import DragomanError

Role = Literal["reader", "reviewer", "admin"]
"""A reader reads, a reviewer judges too, an admin sees the log too."""

ROLES: tuple[str, ...] = get_args(Role)
SESSION_HOURS = 12
_SHORTEST = 12
_TABLES = """
CREATE TABLE IF NOT EXISTS accounts (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
  token TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE,
  until TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS log (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, what TEXT NOT NULL,
  about TEXT NOT NULL);
"""


class AccountError(DragomanError):
    """An account cannot be made or changed so; says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who asks.

    Attributes:
        name: of the account; "local" on a machine of one's own.
        role: what they may do.
    """

    name: str
    role: Role

    @property
    def may_judge(self) -> bool:
        """Whether they may accept, reject and correct."""
        return self.role in ("reviewer", "admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One line of the log: when, who, what ("sign-in", ...) and about what."""

    at: str
    name: str
    what: str
    about: str


class Accounts:
    """The accounts of one team."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it, readable by its owner only."""
        self._path = path
        self._hasher = PasswordHasher()
        self._unknown = self._hasher.hash(secrets.token_urlsafe())
        if not path.exists():
            path.touch(mode=0o600)
        try:
            with self._open() as connection:
                connection.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            raise AccountError(
                f"{path} holds no accounts ({error}). Name another file, or a new one."
            ) from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=30)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection

    def add(self, name: str, role: str, password: str) -> None:
        """Make an account, or give it another role and password; its sessions end.

        Raises:
            AccountError: if there is no such role, or the name or password is too short.
        """
        if role not in ROLES:
            raise AccountError(f"there is no role {role!r}. Use one of {', '.join(ROLES)}.")
        if not name.strip() or len(name) > 60 or name == "local":
            raise AccountError("name the account in 1 to 60 letters, other than 'local'.")
        if len(password) < _SHORTEST:
            raise AccountError(f"a password has at least {_SHORTEST} characters.")
        row = (name, role, self._hasher.hash(password), _now())
        with self._open() as connection:
            connection.execute("DELETE FROM sessions WHERE name = ?", (name,))
            connection.execute(
                "INSERT INTO accounts VALUES (?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET "
                "role = excluded.role, password = excluded.password",
                row,
            )
        self.note(name, "account", role)

    def remove(self, name: str) -> bool:
        """Take an account away with its sessions; return whether there was one."""
        with self._open() as connection:
            gone = connection.execute("DELETE FROM accounts WHERE name = ?", (name,)).rowcount
        if gone:
            self.note(name, "removed", "")
        return gone > 0

    def listed(self) -> tuple[User, ...]:
        """Return the accounts by name."""
        with self._open() as connection:
            rows = connection.execute("SELECT name, role FROM accounts ORDER BY name").fetchall()
        return tuple(User(name=name, role=role) for name, role in rows)

    def sign_in(self, name: str, password: str) -> str | None:
        """Return the token of a new session; None if name or password is wrong.

        It takes as long whether or not there is such an account.
        """
        with self._open() as connection:
            row = connection.execute(
                "SELECT password FROM accounts WHERE name = ?", (name,)
            ).fetchone()
        try:
            self._hasher.verify(row[0] if row else self._unknown, password)
        except (VerificationError, InvalidHashError):
            row = None
        if row is None:
            self.note(name[:60], "refused", "")
            return None
        token = secrets.token_urlsafe(32)
        until = (datetime.now(UTC) + timedelta(hours=SESSION_HOURS)).isoformat()
        with self._open() as connection:
            connection.execute("DELETE FROM sessions WHERE until < ?", (_now(),))
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?)", (_digest(token), name, until)
            )
        self.note(name, "sign-in", "")
        return token

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._open() as connection:
            connection.execute("DELETE FROM sessions WHERE token = ?", (_digest(token),))

    def user(self, token: str | None) -> User | None:
        """Return whose session a token is; None if it is none that lasts."""
        if not token:
            return None
        with self._open() as connection:
            row = connection.execute(
                "SELECT accounts.name, role FROM sessions JOIN accounts USING (name) "
                "WHERE token = ? AND until > ?",
                (_digest(token), _now()),
            ).fetchone()
        return User(name=row[0], role=row[1]) if row else None

    def note(self, name: str, what: str, about: str) -> None:
        """Write a line of the log."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO log (at, name, what, about) VALUES (?, ?, ?, ?)",
                (_now(), name, what, about),
            )

    def log(self, *, most: int) -> tuple[Deed, ...]:
        """Return the latest lines of the log, the latest first."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT at, name, what, about FROM log ORDER BY id DESC LIMIT ?", (most,)
            ).fetchall()
        return tuple(
            Deed(at=at, name=name, what=what, about=about) for at, name, what, about in rows
        )


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _digest(token: str) -> str:
    """Return what is kept of a token: who reads the file cannot use it."""
    return sha256(token.encode()).hexdigest()
