"""The record itself: made, opened, refused, migrated, and full."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect

from dragoman.errors import RecordError
from dragoman.record import database
from dragoman.record.store import open_record
from dragoman.record.tables import METADATA

MIGRATIONS = Path(database.__file__).parent / "migrations"


def change(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()


def dump(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_migrations_build_the_tables_that_the_code_uses(record):
    def is_ours(item, name, kind, reflected, compared_to):
        return not (kind == "table" and name.startswith("search_words"))  # SQLite's own index

    with record._database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        differences = compare_metadata(context, METADATA)

    assert differences == []


def test_the_newest_migration_is_the_newest_format():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)

    revisions = [revision.revision for revision in script.walk_revisions()]

    assert tuple(reversed(revisions)) == database.FORMATS


def test_a_new_file_has_a_log_and_holds_references(tmp_path):
    record = open_record(tmp_path / "record.sqlite")

    with record._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
    record.close()


def test_a_missing_record_is_not_made_unasked(tmp_path):
    with pytest.raises(RecordError, match="there is no record at"):
        open_record(tmp_path / "none.sqlite", create=False)

    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"the folder .*nowhere"):
        open_record(tmp_path / "nowhere" / "record.sqlite")


def test_a_folder_is_no_record(tmp_path):
    with pytest.raises(RecordError, match="is a folder"):
        open_record(tmp_path)


def test_an_empty_file_becomes_a_record(tmp_path):
    path = tmp_path / "empty"
    path.touch()

    with open_record(path) as record:
        assert record.counts().versions == 0


@pytest.mark.parametrize("content", [b"a text, and no database at all. " * 40, b"\0" * 4096, b"x"])
def test_another_kind_of_file_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)

    with pytest.raises(RecordError, match="not a record"):
        open_record(path)

    assert path.read_bytes() == content


def test_another_sqlite_file_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.sqlite"
    change(path, "CREATE TABLE birds (name TEXT)")
    before = path.read_bytes()

    with pytest.raises(RecordError, match="not a record of dragoman"):
        open_record(path)

    assert path.read_bytes() == before


def test_a_record_of_a_newer_dragoman_is_refused_in_one_line(tmp_path):
    path = tmp_path / "record.sqlite"
    open_record(path).close()
    change(path, "UPDATE alembic_version SET version_num = '9001'")

    with pytest.raises(RecordError) as caught:
        open_record(path)

    assert "newer dragoman (record format 9001" in str(caught.value)
    assert "Update dragoman" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.fixture
def tomorrow(tmp_path, monkeypatch):
    """Let the package know one more format than it does, which adds a table."""
    scripts = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    newest = database.FORMATS[-1]
    (scripts / "versions" / "9999_next.py").write_text(
        f"""
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "{newest}"

def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
"""
    )

    def begin():
        monkeypatch.setattr(database, "FORMATS", (*database.FORMATS, "9999"))
        monkeypatch.setattr(database, "_SCRIPTS", str(scripts))
        return scripts

    return begin


def test_an_older_record_is_migrated_after_a_backup(tmp_path, visit, tomorrow):
    path = tmp_path / "record.sqlite"
    with open_record(path) as record:
        record.add(*visit())
        before = record.events()
    held = database.FORMATS[-1]
    tomorrow()

    with open_record(path) as record:
        after = record.events()

    assert after == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM extra").fetchone() == (0,)
    backup = tmp_path / f"record.sqlite.format-{held}.bak"
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (held,)
        assert connection.execute("SELECT count(*) FROM facts").fetchone() == (6,)


def test_a_migration_that_fails_changes_nothing(tmp_path, visit, tomorrow):
    path = tmp_path / "record.sqlite"
    with open_record(path) as record:
        record.add(*visit())
    before = dump(path)
    [script] = tomorrow().glob("versions/9999*")
    script.write_text(script.read_text() + "    op.execute('no such thing')\n")

    with pytest.raises(Exception, match="no such thing"):
        open_record(path)

    assert dump(path) == before


def test_a_record_that_may_only_be_read_answers_and_refuses_to_write(tmp_path, visit, monkeypatch):
    path = tmp_path / "record.sqlite"
    with open_record(path) as record:
        record.add(*visit())
    monkeypatch.setattr(database.os, "access", lambda *_: False)

    with open_record(path, create=False) as record:
        assert len(record.events()) == 3
        assert record.health().read_only
        with pytest.raises(RecordError, match="may only be read"):
            record.add(*visit(2))


def test_a_damaged_record_is_told(tmp_path, visit):
    path = tmp_path / "record.sqlite"
    with open_record(path) as record:
        for number in range(20):
            record.add(*visit(number))
    data = bytearray(path.read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(data)

    try:
        with open_record(path) as record:
            problems = record.health().problems
    except RecordError as error:
        problems = (str(error),)

    assert problems


def fill(record, visit, recorded):
    """Add one document after the other, up to 200."""
    for number in range(recorded, recorded + 200):
        record.add(*visit(number + 1))


def test_a_full_disk_stops_with_one_line_and_loses_nothing(tmp_path, visit):
    """Runs out of room at many different moments of writing one document."""
    record = open_record(tmp_path / "record.sqlite")
    recorded = 0
    for spare in range(0, 40, 3):
        with record._database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

        def limit(raw, _, most=pages + spare):
            raw.execute(f"PRAGMA max_page_count = {most}")

        record._database.engine.dispose()
        event.listen(record._database.engine, "connect", limit)
        with pytest.raises(RecordError, match=r"^the disk is full.*run the same command again"):
            fill(record, visit, recorded)
        event.remove(record._database.engine, "connect", limit)
        record._database.engine.dispose()
        counts = record.counts()
        assert counts.versions >= recorded
        assert counts.events == 3 * counts.versions
        recorded = counts.versions
    record.add(*visit(recorded + 1))
    assert record.health().problems == ()
    record.close()


def test_a_writer_that_never_ends_is_named_and_readers_go_on(tmp_path, visit):
    path = tmp_path / "record.sqlite"
    with open_record(path, patience=0.05) as record:
        record.add(*visit())
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")

            with pytest.raises(RecordError, match="being written by another program"):
                record.add(*visit(2))

            assert len(record.events()) == 3
        assert record.add(*visit(2)).created


def test_opening_and_asking_pays_for_no_model_and_no_migration(tmp_path, visit):
    path = tmp_path / "record.sqlite"
    with open_record(path) as record:
        record.add(*visit())
    script = (
        "import sys\n"
        "from dragoman.record.store import open_record\n"
        "with open_record(sys.argv[1], create=False) as record:\n"
        "    assert len(record.events(countries=frozenset({'MLI'}))) == 2\n"
        "heavy = {'spacy', 'thinc', 'numpy', 'alembic', 'pydantic', 'sqlalchemy.orm'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_records_made_at_once_by_several_programs_are_one(fresh):
    script = (
        "import sys\n"
        "from dragoman.record.store import open_record\n"
        "with open_record(sys.argv[1]) as record:\n"
        "    record.add_failure(path=sys.argv[2], cause='c', message='m', advice='a')\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", script, fresh, str(number)]) for number in range(4)
    ]

    codes = [process.wait(timeout=60) for process in started]

    assert codes == [0, 0, 0, 0]
    with open_record(fresh) as record:
        assert record.counts().failures == 4
        assert record.health().problems == ()


@pytest.mark.parametrize("held", ["0001", "0002"])
def test_a_record_goes_to_an_older_format_and_back(fresh, visit, contents, held):
    with open_record(fresh) as record:
        record.add(*visit())
        record.intake.sign_older()
        before = contents(record)
        with record._database.writing() as connection:
            database.change_format(connection, held)
            version = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
            assert version.scalar_one() == held

    with open_record(fresh, create=False) as record:
        record.intake.sign_older()
        assert contents(record) == before
        assert record.health().format == database.FORMATS[-1]
        assert record.health().problems == ()


def test_the_oldest_format_is_left_for_an_empty_place(fresh):
    with open_record(fresh) as record, record._database.writing() as connection:
        database.change_format(connection, "base")

        left = inspect(connection).get_table_names()

    assert left == ["alembic_version"]
