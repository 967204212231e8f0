"""A record on a server of PostgreSQL, for a team: opened, checked and brought up to date."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.errors import RecordError
from dragoman.record import database
from dragoman.record.database import Database, change_format, check_format, plain_errors
from dragoman.record.files import Explain

_LOCK = 0x44524147  # "DRAG": the lock that lets one program write at a time
_MARK = "record of dragoman"  # tells our tables from those of any other program
_OLDEST = 15
_STATES = (
    ("3D000", "there is no such database: {name}. Create it (createdb), or name another record."),
    ("28", "{name} does not let you in. Check the user and the password: in the address, in "
     "PGPASSWORD or in ~/.pgpass."),
    ("42501", "{name} does not let you do that. Have its owner grant your user the rights on the "
     "tables of the record, or name another record."),
    ("25006", "{name} may only be read. Give yourself the right to write it, or name another "
     "record."),
    ("53100", "the disk of the server is full: {name} could not be written. Have some space freed "
     "and run the same command again; what was recorded before is safe."),
    ("53300", "{name} has too many connections open. Wait for some to end, then run the same "
     "command again."),
    ("55P03", "{name} is being written by another program for too long. Wait for it to end, then "
     "run the same command again."),
    ("57P", "{name} was shut down. Wait until the server is up, then run the same command again; "
     "what was recorded before is safe."),
    ("08", "{name} cannot be reached. Check the address and that the server runs, then run the "
     "same command again; what was recorded before is safe."),
)  # fmt: skip
_WORDS = (  # the client library tells the state of a connection that fails in words alone
    ("password", "28"),
    ("pg_hba", "28"),
    ("role", "28"),
    ('" does not exist', "3D000"),
    ("connection", "08"),
)


def open_server(where: str, *, create: bool, patience: float) -> Database:
    """Open the record at an address such as "postgresql://user@host/press".

    The record fills the schema that the address leads to, which must hold nothing else.

    Args:
        where: the address; what it leaves out is asked of the environment, as psql does.
        create: whether to make an empty record if there is none.
        patience: seconds to wait while another program writes.

    Raises:
        RecordError: if it cannot be reached, is no record, is too old, or was made by a
            newer dragoman.
    """
    url = _address(where)
    name = url.set(drivername="postgresql").render_as_string(hide_password=True)
    explain = _explainer(name)
    engine = _engine(url, patience=patience)
    try:
        with plain_errors(explain):
            read_only = _bring_up_to_date(engine, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Database(
        name=name, path=None, make_engine=lambda: engine, read_only=read_only, explain=explain
    )


def _address(where: str) -> URL:
    try:
        url = make_url(where.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError) as error:
        raise RecordError(
            f"{where} is no address of a database. Write it as postgresql://user@host/name."
        ) from error
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL, *, patience: float) -> Engine:
    """Return an engine whose transactions read one state, or write alone."""
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise RecordError(
            "a record on PostgreSQL needs psycopg. Install it: pip install 'dragoman[postgresql]'."
        ) from error

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {max(1, int(patience * 1000))}")
            cursor.execute("SET client_min_messages = warning")
            cursor.execute("SET jit = off")  # compiling costs more than a page takes
        connection.commit()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def _bring_up_to_date(engine: Engine, name: str, *, create: bool) -> bool:
    """Make or migrate the record if need be; return whether it can only be read."""
    with engine.begin() as connection:
        held = _format_of(connection, name)
        read_only = _is_read_only(connection, made=held is not None)
    if held is None and not create:
        raise RecordError(
            f"there is no record at {name}. Make one with `dragoman ingest`, or name another."
        )
    check_format(name, held, read_only=read_only)
    if held != database.FORMATS[-1]:
        with engine.execution_options(writing=True).begin() as connection:
            if _format_of(connection, name) != database.FORMATS[-1]:  # nobody was faster
                change_format(connection)
                set_in_order(connection)
    return read_only


def _format_of(connection: Connection, name: str) -> str | None:
    """Return the format of the record; None if its schema is empty."""
    version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10000
    if version < _OLDEST:
        raise RecordError(
            f"{name} is PostgreSQL {version}. A record needs {_OLDEST} or newer: update the "
            f"server, or name another."
        )
    mark = "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
    if connection.exec_driver_sql(mark).scalar_one() == _MARK:
        query = "SELECT version_num FROM alembic_version"
        return str(connection.exec_driver_sql(query).scalar_one())
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    if connection.exec_driver_sql(tables).scalar_one():
        raise RecordError(
            f"{name} holds the tables of another program. Name an empty database, or an empty "
            f"schema: ?options=-csearch_path%3Dpress."
        )
    return None


def _is_read_only(connection: Connection, *, made: bool) -> bool:
    """Tell whether the user may only read, or the server only answers."""
    # A standby is one such server; asking for our own transaction would always say so.
    standing_by = connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one()
    right = (
        "has_table_privilege('documents', 'INSERT')"
        if made
        else "has_schema_privilege(current_schema(), 'CREATE')"
    )
    allowed = connection.exec_driver_sql(f"SELECT {right}").scalar_one()
    return bool(standing_by) or not allowed


def set_in_order(connection: Connection) -> None:
    """Mark the tables as ours, and let every text compare by its bytes, as SQLite does.

    Dates, ids and names are then in the same order on every server, whatever the
    language of its database.
    """
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_MARK}'")
    columns = connection.exec_driver_sql(
        "SELECT attrelid::regclass::text, quote_ident(attname), "
        "       format_type(atttypid, atttypmod) "
        "FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
        "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace "
        "  AND attnum > 0 AND NOT attisdropped AND attcollation <> 0 "
        "  AND attcollation <> '\"C\"'::regcollation ORDER BY 1, attnum"
    ).all()
    for table, column, kind in columns:
        connection.exec_driver_sql(
            f'ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind} COLLATE "C"'
        )


def _explainer(name: str) -> Explain:
    """Return what explains the errors of the server at `name`."""

    def explain(error: BaseException) -> str | None:
        state = getattr(error, "sqlstate", None)
        if state is None:
            state = next((state for sign, state in _WORDS if sign in str(error)), None)
        for sign, message in _STATES:
            if state is not None and state.startswith(sign):
                return message.format(name=name)
        return None

    return explain
