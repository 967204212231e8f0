"""Exports that come back: unchanged they change nothing, changed they become judgements."""

import io
import json
from datetime import UTC, datetime

import pytest

from dragoman.record.store import open_record
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.returning import take_back
from dragoman.surfaces.export.selection import Selection, Tally

URL = "https://example.org/lavrov"


@pytest.fixture
def record(record_file, where):
    """A copy of the hand-written record, to be changed, on each engine."""
    with open_record(record_file, create=False) as written, open_record(where) as copy:
        written.copy_to(copy, lambda *_: None)
        yield copy


@pytest.fixture
def back(record):
    """Takes lines or one value back."""

    def take(*values, whole=False):
        if whole:
            data = json.dumps(values[0], indent=2)
        else:
            data = "\n".join(v if isinstance(v, str) else json.dumps(v) for v in values)
        return take_back(io.BytesIO(data.encode()), record, by="Awa")

    return take


@pytest.fixture
def exported(record):
    def make(name):
        return b"".join(FORMATS[name].write(Selection(record=record), Tally())).decode()

    return make


@pytest.fixture
def visit(record):
    [found] = [
        event for event in record.events(types=frozenset({"CONSULT"})) if event.document.url == URL
    ]
    return found


def test_what_comes_back_as_it_was_changes_nothing(exported, back, record):
    before = record.events()
    rows = back(*exported("jsonl").splitlines())
    notes = back(json.loads(exported("annotations")), whole=True)
    whole = back(*exported("readings").splitlines())

    assert (rows.read, rows.unchanged) == (len(before), len(before))
    assert (notes.corrected, notes.rejected, notes.refused) == (0, 0, [])
    assert notes.unchanged == notes.read > len(before)
    assert whole.unchanged == whole.read == len(record.documents())
    assert record.events() == before


def test_a_corrected_row_becomes_judgements(exported, back, record, visit):
    rows = [json.loads(line) for line in exported("jsonl").splitlines()]
    for row in rows:
        if row["fact"] == visit.fact:
            row |= {"date": "2023-02-08", "place": None}

    returned = back(*rows)

    assert (returned.corrected, returned.unchanged) == (2, len(rows) - 1)
    held = {one.field: (one.value, one.by) for one in record.corrections.of(visit.fact)}
    assert held == {"date": ("2023-02-08", "Awa"), "place": (None, "Awa")}
    exported_again = [json.loads(line) for line in exported("jsonl").splitlines()]
    [row] = [row for row in exported_again if row["fact"] == visit.fact]
    assert (row["date"], row["latest"], row["place"]) == ("2023-02-08", "2023-02-08", None)


def test_a_rejected_row_is_exported_no_more(exported, back, visit):
    returned = back({"fact": visit.fact, "rejected": True})

    assert returned.rejected == 1
    assert visit.fact not in exported("jsonl")
    notes = json.loads(exported("annotations"))["items"]
    assert f"urn:dragoman:{visit.fact}" not in {note["id"] for note in notes}


def test_a_corrected_annotation_becomes_judgements(exported, back, record, visit):
    page = json.loads(exported("annotations"))
    for item in page["items"]:
        if item["id"] == f"urn:dragoman:{visit.fact}":
            for body in item["body"]:
                if body["value"] == "status:actual":
                    body["value"] = "status:failed"

    returned = back(page, whole=True)

    assert returned.corrected == 1
    assert record.fact(visit.fact).event.status.value == "failed"


def test_an_annotation_of_others_finds_the_event_by_its_words(back, record, visit):
    note = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example.org/7",
        "type": "Annotation",
        "motivation": "classifying",
        "body": "COOPERATE",
        "target": {
            "source": URL,
            "selector": {"type": "TextQuoteSelector", "exact": "s'est rendu mardi à Bamako"},
        },
    }

    returned = back(note)

    assert returned.refused == []
    assert record.fact(visit.fact).event.type.value == "COOPERATE"
    assert record.fact(visit.fact).event.mode is None  # "visit" is no mode of that type


def test_an_annotation_about_ours_may_reject_it(back, record, visit):
    returned = back(
        {
            "type": "Annotation",
            "motivation": "moderating",
            "body": {"type": "TextualBody", "value": "rejected"},
            "target": f"urn:dragoman:{visit.fact}",
        }
    )

    assert returned.rejected == 1
    assert visit.fact not in {event.fact for event in record.events()}


def test_what_cannot_be_taken_is_told_and_the_rest_goes_on(back, visit, record):
    returned = back(
        {"fact": visit.fact, "type": "KISS"},
        "{no json",
        {"text": "Un article."},
        {"fact": "E-0123456789", "status": "denied"},
        {"type": "Annotation", "body": "AID", "target": {"source": "https://else.example.org/"}},
        {"fact": visit.fact, "date": 2023},
        {"fact": visit.fact, "status": "denied"},
    )

    told = " ".join(why for _, why in returned.refused)
    assert [where for where, _ in returned.refused] == [f"line {n}" for n in (1, 2, 3, 5, 6)]
    assert all(words in told for words in ("KISS", "no JSON", "ingest", "no event", "no text"))
    assert (returned.unknown, returned.corrected) == (1, 1)
    assert record.fact(visit.fact).event.status.value == "denied"


def test_readings_make_the_same_record_elsewhere(exported, record, tmp_path):
    other = open_record(tmp_path / "other.sqlite", clock=lambda: datetime(2026, 2, 1, tzinfo=UTC))
    with other:
        returned = take_back(io.BytesIO(exported("readings").encode()), other, by="Awa")

        assert returned.added == len(record.documents())
        assert [e.fact for e in other.events()] == [e.fact for e in record.events()]
        assert [e.event for e in other.events()] == [e.event for e in record.events()]
        assert [q.words for q in other.quotations()] == [q.words for q in record.quotations()]
