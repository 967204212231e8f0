"""What SQLite and PostgreSQL say differently. Every other query is the same on both."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    String,
    Table,
    bindparam,
    cast,
    column,
    false,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

_APART = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_BEYOND = re.compile("[\u0483-\U0010ffff]")  # from the first after these that goes onto another
_WORD_BYTES, _FEW_BYTES = 64 * 1024 * 1024, 1024 * 1024  # the latter is SQLite's own measure
_OF_TITLE = 10.0  # how much a word of a title weighs beside one of a text
_MOST_TELLING = 20_000  # places of a phrase; one that stands in more says little of any
_MOST_INDEXED = 600_000  # bytes of one text; PostgreSQL refuses more than 1 MB of index for it


def is_sqlite(connection: Connection) -> bool:
    """Tell whether the record is a file of SQLite; else it is on PostgreSQL."""
    return connection.dialect.name == "sqlite"


def these(connection: Connection, keys: Sequence[str | int]) -> Select[tuple[Any]]:
    """Return the query for `keys` themselves, however many: one parameter holds them all."""
    if is_sqlite(connection):
        listed = msgspec.json.encode(keys).decode()
        return select(func.json_each(listed).table_valued("value").c.value)
    kind = BigInteger() if keys and isinstance(keys[0], int) else String()
    return select(func.unnest(literal(list(keys), ARRAY(kind))).column_valued("value"))


def listed(dialect: str, name: str, *, numbers: bool = False) -> Select[tuple[Any]]:
    """Return the query for the keys that are given as the parameter `name`, see `as_list`.

    Args:
        dialect: name of the engine's.
        name: of the parameter.
        numbers: whether the keys are numbers.
    """
    if dialect == "sqlite":
        held = bindparam(name, type_=String())
        return select(func.json_each(held).table_valued("value").c.value)
    kind = BigInteger() if numbers else String()
    return select(func.unnest(bindparam(name, type_=ARRAY(kind))).column_valued("value"))


def as_list(connection: Connection, keys: Sequence[str] | Sequence[int]) -> Any:
    """Return `keys` as the value of a parameter of a query made with `listed`."""
    return msgspec.json.encode(keys).decode() if is_sqlite(connection) else list(keys)


def add_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert `rows`, leaving out those whose key is there already."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), rows)


def put_row(
    connection: Connection, table: Table, keys: Sequence[str], values: dict[str, Any]
) -> None:
    """Insert one row, in the place of the one with the same `keys` if there is one."""
    statement = _insert(connection, table).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


def put_rows(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[dict[str, Any]]
) -> None:
    """Insert `rows`, each in the place of the one with the same `keys` if there is one."""
    if rows:
        statement = _insert(connection, table)
        values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        statement = statement.on_conflict_do_update(index_elements=list(keys), set_=values)
        connection.execute(statement, rows)


def add_counts(
    connection: Connection,
    table: Table,
    keys: Sequence[str],
    count: str,
    rows: Sequence[dict[str, Any]],
) -> None:
    """Insert `rows`; where one with the same `keys` is there, add its column `count` to that."""
    if not rows:
        return
    statement = _insert(connection, table)
    added = {count: table.c[count] + statement.excluded[count]}
    given: Any = rows
    if not is_sqlite(connection):  # one value for all of them, as for words
        names = list(rows[0])
        kinds = [column(name, table.c[name].type) for name in names]
        listed = cast(literal(msgspec.json.encode(rows).decode(), String()), JSON)
        those = func.json_to_recordset(listed).table_valued(*kinds)
        those = those.render_derived(name="given", with_types=True)
        statement = statement.from_select(names, select(*(those.c[name] for name in names)))
        given = None
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(keys), set_=added), given
    )


def load_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[tuple[Any, ...]],
    names: Sequence[str] | None = None,
) -> None:
    """Insert rows as fast as can be.

    Args:
        connection: a writing one.
        table: into which.
        rows: their values.
        names: the columns of the values; those of the table, in its order, if None.
    """
    if not rows:
        return
    names = [f'"{name}"' for name in (names or [column.name for column in table.c])]
    raw = connection.connection.cursor()
    try:
        if is_sqlite(connection):
            places = ", ".join("?" * len(names))
            raw.executemany(
                f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})", rows
            )
            return
        copying: Any = raw
        with copying.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    finally:
        raw.close()


def restart_numbers(connection: Connection, tables: Sequence[Table]) -> None:
    """Let the numbers of new rows go on behind those that were written with their own."""
    if is_sqlite(connection):
        return  # SQLite looks at the rows
    for table in tables:
        if "id" in table.c and isinstance(table.c.id.type, Integer):
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )


def _insert(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    if is_sqlite(connection):
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # takes a while to load

    return postgresql.insert(table)


# The index of words. On SQLite it holds no text of its own: what is indexed stands in
# `texts`, between the bounds that `searchables` gives. PostgreSQL gets folded words, so
# that accents and case matter as little there.


def gather_words(connection: Connection, *, many: bool) -> None:
    """Let a file's index of words gather `many` before it writes and merges them, or few again."""
    size = _WORD_BYTES if many else _FEW_BYTES
    connection.exec_driver_sql(
        f"INSERT INTO search_words(search_words, rank) VALUES ('hashsize', {size})"
    )


def add_words(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Index titles and words, each by the id of their row in `searchables`."""
    if not rows:
        return
    raw = connection.connection.cursor()
    try:
        if is_sqlite(connection):
            raw.executemany("INSERT INTO search_words(rowid, title, words) VALUES (?, ?, ?)", rows)
            return
        # One value for all of them: a statement for each, or an array, costs many times as much.
        given = [
            {"id": id, "title": fold(title), "words": fold(words)} for id, title, words in rows
        ]
        raw.execute(
            "INSERT INTO search_words SELECT id, setweight(to_tsvector('simple', title), 'A') "
            "|| to_tsvector('simple', words) "
            "FROM json_to_recordset(%s) AS given (id int, title text, words text)",
            (msgspec.json.encode(given).decode(),),
        )
    finally:
        raw.close()


def drop_words(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Take rows out of the index; SQLite must be told again what it was given."""
    if not rows:
        return
    if is_sqlite(connection):
        statement = (
            "INSERT INTO search_words(search_words, rowid, title, words) "
            "VALUES ('delete', :id, :title, :words)"
        )
    else:
        statement = "DELETE FROM search_words WHERE id = :id"
    named = [{"id": id, "title": title, "words": words} for id, title, words in rows]
    connection.execute(text(statement), named)


def matching(
    connection: Connection, phrases: Sequence[str], *, bounds: tuple[int, int] | None = None
) -> Select[Any]:
    """Return the query for the ids in `searchables` where every one of `phrases` occurs.

    On PostgreSQL it also gives the `words` that stand there, which `rank_of` weighs.

    Words of one phrase stand beside each other. Accents and case do not matter.
    Nothing matches what holds no word.

    Args:
        connection: a connection to the record.
        phrases: what occurs.
        bounds: the first of the ids that count, and the first beyond them; None for all.
    """
    if not any(map(fold, phrases)):
        return select(literal(0).label("id")).where(false())
    id, query = "id", "SELECT id, words FROM search_words WHERE words @@ CAST(:asked AS tsquery)"
    if is_sqlite(connection):
        id, query = "rowid", "SELECT rowid AS id FROM search_words WHERE search_words MATCH :asked"
    given: dict[str, Any] = {"asked": _asked(connection, phrases)}
    if bounds is not None:
        query += f" AND {id} >= :first AND {id} < :beyond"
        given |= {"first": bounds[0], "beyond": bounds[1]}
    told = text(query).bindparams(**given)
    if is_sqlite(connection):
        return select(told.columns(column("id", Integer)).subquery("matched").c.id)
    return select(told.columns(column("id", Integer), column("words")).subquery("matched"))


def prepare_search(connection: Connection) -> None:
    """Let the engine choose its way for each search: that for a rare word suits no common one.

    PostgreSQL takes a page of the index of words to be far off, as on a turning disk, and would
    rather read each place of a stretch than look into that index for those that are asked for.
    """
    if not is_sqlite(connection):
        connection.exec_driver_sql(
            "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), "
            "set_config('random_page_cost', '1.1', true)"
        )


def expect_places(connection: Connection, phrases: Sequence[str]) -> int:
    """Return in about how many places PostgreSQL expects every one of `phrases` to occur.

    It looks at no place for that, but at what it remembers of its last look at the index.
    """
    query = text(
        "EXPLAIN (FORMAT JSON) SELECT id FROM search_words WHERE words @@ CAST(:asked AS tsquery)"
    ).bindparams(asked=_asked(connection, phrases))
    [plan] = connection.execute(query).scalar_one()
    return int(plan["Plan"]["Plan Rows"])


def rank_of(
    connection: Connection, phrases: Sequence[str], words: ColumnElement[Any]
) -> ColumnElement[float]:
    """Return how much a place with those `words` is about `phrases`, on PostgreSQL."""
    # 1: a long text is no better for holding a word more often. {D, C, B, A}: body, title.
    weights = text(f"CAST('{{{1 / _OF_TITLE}, 0, 0, 1}}' AS float4[])")
    sought = text("CAST(:about AS tsquery)").bindparams(about=_asked(connection, phrases))
    return func.ts_rank(weights, words, sought, 1)


def rank_places(
    connection: Connection, phrases: Sequence[str], places: Sequence[Row[Any]]
) -> dict[int, float]:
    """Return how much each of `places` is about `phrases`, the more the higher, on SQLite.

    A word of a title counts most. A place that is left out is about none of them.

    Args:
        connection: a connection to the record.
        phrases: what occurs in the places.
        places: rows with their `id`.

    Returns:
        By their ids; see `rank_of` for PostgreSQL.
    """
    if not places:
        return {}
    # How seldom a phrase is tells how much it says, and costs a look at all its places.
    telling = [words for words in phrases if fold(words) and not _is_common(connection, words)]
    if not telling:
        return {}
    ids = [place.id for place in places]
    query = text(
        f"SELECT rowid, -bm25(search_words, {_OF_TITLE}, 1.0) FROM search_words "
        "WHERE search_words MATCH :asked AND rowid BETWEEN :first AND :last"
    ).bindparams(first=min(ids), last=max(ids), asked=_asked(connection, telling))
    return {id: float(rank) for id, rank in connection.execute(query)}


def _is_common(connection: Connection, words: str) -> bool:
    """Tell whether words stand in so many places that they say little of any."""
    query = text(
        "SELECT 1 FROM search_words WHERE search_words MATCH :asked LIMIT 1 OFFSET :most"
    ).bindparams(asked=_asked(connection, [words]), most=_MOST_TELLING)
    return connection.execute(query).first() is not None


def _asked(connection: Connection, phrases: Sequence[str]) -> str:
    """Return the engine's words for a search for `phrases`."""
    if is_sqlite(connection):
        return " ".join(f'"{_APART.sub(" ", words)}"' for words in phrases if fold(words))
    folded = [words.split() for words in map(fold, phrases) if words]
    return " & ".join(f"({' <-> '.join(words)})" for words in folded)


def fold(words: str) -> str:
    """Return `words` in small letters without accents, with one space between them."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", words))
    if _BEYOND.search(bare):  # many times as slow
        bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    spaced = " ".join(_WORD.findall(bare.casefold()))
    return spaced.encode()[:_MOST_INDEXED].decode(errors="ignore")
