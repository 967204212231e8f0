"""Questions in SQL, written once for both engines and put to what drives them.

Loading SQLAlchemy takes longer than answering all that a dossier asks, so that is asked
without it (#6).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from sqlalchemy import Connection

Keys = Sequence[str] | Sequence[int]

_VALUE = re.compile(r":(\w+)")


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks within one transaction.

    Attributes:
        driver: the connection of sqlite3 or of psycopg.
        on_sqlite: whether it is one of sqlite3.
    """

    driver: Any
    on_sqlite: bool

    def rows(self, query: str, **values: str | int | Keys) -> list[tuple[Any, ...]]:
        """Return the rows that answer `query`.

        Args:
            query: SQL of both engines, without a colon or "%" of its own. A value stands in
                it as ":name", a list of keys as the query for them "{name}": "id IN ({ids})".
            values: by name; one parameter holds a whole list, however long.
        """
        lists = {name: value for name, value in values.items() if not isinstance(value, (str, int))}
        asked = query.format(**{name: self._listed(name, keys) for name, keys in lists.items()})
        given: dict[str, Any] = dict(values)
        if self.on_sqlite:
            given |= {name: msgspec.json.encode(keys).decode() for name, keys in lists.items()}
        else:
            given |= {name: list(keys) for name, keys in lists.items()}
            asked = _VALUE.sub(r"%(\1)s", asked)
        cursor = self.driver.cursor()
        try:
            cursor.execute(asked, given)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        finally:
            cursor.close()
        return found

    def _listed(self, name: str, keys: Keys) -> str:
        """Return the query for the keys that are given as the parameter `name`."""
        if self.on_sqlite:
            return f"SELECT value FROM json_each(:{name})"
        if not keys:
            return "NULL"  # equals nothing, whatever the type of what it is compared with
        kind = "bigint" if isinstance(keys[0], int) else "text"
        return f"SELECT unnest(CAST(:{name} AS {kind}[]))"


def asking_of(connection: "Connection") -> Asking:
    """Return what asks within the transaction of a connection of SQLAlchemy."""
    driver = connection.connection.driver_connection
    return Asking(driver, on_sqlite=connection.dialect.name == "sqlite")
