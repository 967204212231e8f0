"""What a record on PostgreSQL gives to others is, to the byte, what a file of SQLite gives."""

import pytest

from dragoman.dossier.serialise import to_json
from dragoman.record.store import open_record
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.tables import TABLES

SIDES = (frozenset({"MLI"}), frozenset({"RUS"}))


@pytest.fixture(scope="module")
def both(record_file, server):
    """The hand-written record on both engines."""
    name = server.create()
    with open_record(record_file, create=False) as file, open_record(server.url(name)) as served:
        file.copy_to(served, lambda *_: None)
        yield file, served
    server.drop(name)


@pytest.mark.parametrize("filters", [{}, {"sides": SIDES}], ids=["all", "pair"])
@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"docbin"}))  # that loads a model
def test_every_format_is_the_same(both, name, filters):
    tables = TABLES.values() if name in ("csv", "jsonl", "parquet") else (None,)
    for table in tables:
        file, served = (
            b"".join(
                FORMATS[name].write(Selection(record=record, filters=filters), Tally(), table=table)
            )
            for record in both
        )
        assert file == served


def test_answers_are_the_same(both):
    file, served = ([*told(record)] for record in both)

    assert file == served


def told(record):
    """Yield what a record tells in the ways in which it is asked."""
    yield [to_json(fact) for fact in record.events(sides=SIDES)]
    yield [to_json(fact) for fact in record.events(around=SIDES)]
    yield [to_json(fact) for fact in record.quotations(of=SIDES[1])]
    yield [to_json(fact) for fact in record.agreements()]
    yield [to_json(fact) for fact in record.claims()]
    yield record.entities()
    yield record.survey.coverage(), record.survey.pairs(9), record.survey.years()
    yield record.survey.sides(), record.survey.latest("E", 9)
    yield [to_json(record.survey.slice("E", first=n, most=3, sides=SIDES)[1]) for n in (0, 3)]
