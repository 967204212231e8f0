"""One line for each happening, or one for each article that tells of it."""

import csv
import importlib.util
import io
from pathlib import Path

import pytest

from dragoman.record.store import open_record
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.selection import Selection, Tally

_SOURCE = Path(__file__).parents[2] / "record" / "conftest.py"


@pytest.fixture
def rows(tmp_path):
    """Rows of events of a record with three articles about one visit."""
    spec = importlib.util.spec_from_file_location("visits", _SOURCE)
    visits = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(visits)
    with open_record(tmp_path / "three.sqlite", clock=lambda: visits.MOMENT) as record:
        for number in range(3):
            document = visits.visit_document(number, url=f"https://example.org/{number}")
            record.add(document, visits.visit_reading(document))

        def read(*, resolved=True, **options):
            if resolved:
                record.resolving.resolve()
            selection = Selection(record=record, **options)
            data = b"".join(FORMATS["csv"].write(selection, Tally())).decode()
            return list(csv.DictReader(io.StringIO(data, newline=""))), record

        yield read


def test_a_happening_is_one_row(rows):
    found, record = rows(filters={"types": frozenset({"CONSULT"})})

    told = {event.fact for event in record.events(types=frozenset({"CONSULT"}))}
    [row] = found
    assert row["happening"].startswith("H-")
    assert set(row["facts"].split("|")) == told
    assert row["facts"].split("|")[0] == row["fact"]
    assert sorted(row["urls"].split("|")) == [
        f"https://example.org/{number}" for number in range(3)
    ]
    assert row["publishers"] == "Nous"


def test_every_telling_is_a_row_if_asked_for(rows):
    found, _ = rows(filters={"types": frozenset({"CONSULT"})}, per_article=True)

    assert len(found) == 3
    assert len({row["fact"] for row in found}) == 3
    assert len({row["happening"] for row in found}) == 1


def test_what_was_not_compared_stands_by_itself(rows):
    found, _ = rows(resolved=False, filters={"types": frozenset({"CONSULT"})})

    assert [row["happening"] for row in found] == ["", "", ""]
    assert all(row["facts"] == row["fact"] for row in found)


def test_the_telling_that_says_it_happened_is_shown(rows):
    _, record = rows()
    first, *_ = record.events(types=frozenset({"CONSULT"}))
    record.corrections.correct(first.fact, {"status": "planned"}, by="Awa")

    found, _ = rows(filters={"types": frozenset({"CONSULT"})})

    shown = [row for row in found if first.fact in row["facts"].split("|")]
    for row in shown:
        if len(row["facts"].split("|")) > 1:
            assert (row["status"], row["fact"] != first.fact) == ("actual", True)
    assert {row["status"] for row in found} <= {"actual", "planned"}


def test_a_filter_that_only_one_telling_fits_still_finds_the_happening(rows):
    _, record = rows()
    *_, last = record.events(types=frozenset({"CONSULT"}))

    found, _ = rows(filters={"document": last.document.id, "types": frozenset({"CONSULT"})})

    assert [row["fact"] for row in found] == [last.fact]
