"""What is PostgreSQL's own: addresses, refusals, and the order of texts."""

import psycopg
import pytest

from dragoman.errors import RecordError
from dragoman.record import postgres
from dragoman.record.store import open_record


@pytest.fixture
def address(server):
    name = server.create()
    yield server.url(name)
    server.drop(name)


def change(address, *statements):
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_password_is_in_no_name(server, served):
    secret = served.replace("postgresql://postgres@", "postgresql://postgres:geheim@")

    with open_record(secret) as record:
        assert "geheim" not in record.name
        assert "geheim" not in record.health().name


def test_both_spellings_of_an_address_lead_to_the_record(served):
    with open_record(served.replace("postgresql://", "postgres://"), create=False) as record:
        assert record.health().engine.startswith("PostgreSQL ")


def test_a_record_that_was_never_made_is_told(address):
    with pytest.raises(RecordError, match="there is no record at postgresql://"):
        open_record(address, create=False)


def test_a_missing_database_is_told(server):
    with pytest.raises(RecordError, match=r"no such database.*createdb"):
        open_record(server.url("nowhere"))


def test_a_server_that_does_not_answer_is_told(tmp_path):
    with pytest.raises(RecordError, match="cannot be reached"):
        open_record(f"postgresql:///press?host={tmp_path}")


def test_a_user_without_rights_is_told_and_may_read_where_that_is_granted(server, served):
    guest = served.replace(f"{server.user}@", "guest@")
    change(served, "CREATE ROLE guest LOGIN")
    with pytest.raises(RecordError, match="does not let you do that"):
        open_record(guest, create=False)
    change(served, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")

    with open_record(guest, create=False) as record:
        assert record.health().read_only
        with pytest.raises(RecordError, match="may only be read"):
            record.add_failure(path="a", cause="c", message="m", advice="a")

    change(served, "DROP OWNED BY guest", "DROP ROLE guest")


def test_an_address_that_is_none_is_told():
    with pytest.raises(RecordError, match="Write it as postgresql://"):
        open_record("postgresql://host:port:more/x")


def test_the_tables_of_another_program_are_refused_and_left_alone(address):
    change(address, "CREATE TABLE birds (name text)")

    with pytest.raises(RecordError, match="another program"):
        open_record(address)

    with psycopg.connect(address) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == [("birds",)]


def test_several_records_share_a_database_in_schemas_of_their_own(address, visit):
    change(address, "CREATE SCHEMA one", "CREATE SCHEMA other")
    one, other = (f"{address}&options=-csearch_path%3D{schema}" for schema in ("one", "other"))
    with open_record(one) as record:
        record.add(*visit())

    with open_record(other) as record:
        assert record.counts().versions == 0
    with open_record(one) as record:
        assert record.counts().versions == 1


def test_a_record_of_a_newer_dragoman_is_refused(address):
    open_record(address).close()
    change(address, "UPDATE alembic_version SET version_num = '9001'")

    with pytest.raises(RecordError, match="newer dragoman"):
        open_record(address)


def test_an_old_server_is_refused(served, monkeypatch):
    monkeypatch.setattr(postgres, "_OLDEST", 99)

    with pytest.raises(RecordError, match="needs 99 or newer"):
        open_record(served)


def test_a_writer_that_never_ends_is_named_and_readers_go_on(served):
    with open_record(served) as slow, open_record(served, patience=0.05) as record:
        held = record.counts().versions
        with slow._database.writing():
            with pytest.raises(RecordError, match="being written by another program"):
                record.add_failure(path="a", cause="c", message="m", advice="a")

            assert record.counts().versions == held


def test_texts_are_in_the_order_of_their_bytes_whatever_the_language_of_the_server(server):
    name = server.create(locale="fr-FR")
    with open_record(server.url(name)) as record:
        for path in ("été", "Zoo", "abc", "a-c", "2021-05-03", "2021-1"):
            record.add_failure(path=path, cause="c", message="m", advice="a")

        [group] = record.failures()

    server.drop(name)
    assert [failure.path for failure in group.failures] == [
        *("2021-05-03", "2021-1", "Zoo", "a-c", "abc", "été"),
    ]


def test_psycopg_that_is_missing_is_named(monkeypatch):
    def missing(*_, **__):
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr(postgres, "create_engine", missing)

    with pytest.raises(RecordError, match=r"pip install 'dragoman\[postgresql\]'"):
        open_record("postgresql://host/press")
