import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import RecordError
from dragoman.reading.read import read
from dragoman.reading.serialise import from_json, json_schema, to_json
from dragoman.types.document import Document
from dragoman.types.reading import SCHEMA_VERSION, Reading

SCHEMA_FILE = (
    Path(__file__).resolve().parents[2] / "docs" / "schema" / f"reading-{SCHEMA_VERSION}.json"
)
ARTICLE = Document(
    id="togo",
    text=(
        "Le ministre togolais des Affaires étrangères, Komi Adjavon, est arrivé mardi à Ankara. "
        "Selon Lomé, c'est la première fois qu'un chef de la diplomatie togolaise se rend en "
        "Turquie. Les deux pays ont signé un accord de coopération militaire.\n\n"
        "« Nous voulons la paix et le commerce », a déclaré M. Adjavon."
    ),
    title="Un Togolais à Ankara",
    published="2022-05-11",
)


@pytest.fixture(scope="module")
def reading(analyser, knowledge) -> Reading:
    return read(ARTICLE, analyser=analyser, knowledge=knowledge)


def test_a_reading_goes_to_json_and_back_without_loss(reading):
    assert from_json(to_json(reading)) == reading


def test_reading_twice_gives_the_same_bytes(reading, analyser, knowledge):
    assert to_json(read(ARTICLE, analyser=analyser, knowledge=knowledge)) == to_json(reading)


def test_something_of_every_kind_is_read(reading):
    assert {event.type.value for event in reading.events} == {"CONSULT", "SUPPORT"}
    assert [agreement.stage.value for agreement in reading.agreements] == ["signed"]
    assert [claim.kind for claim in reading.claims] == ["first"]
    assert [time.value for time in reading.times] == ["2022-05-10"]
    assert [quotation.kind for quotation in reading.quotations] == ["indirect", "direct"]


def test_golden_schema_is_that_of_the_types():
    schema = json.dumps(json_schema(), indent=1) + "\n"
    if os.environ.get("DRAGOMAN_GOLDEN") == "write":
        SCHEMA_FILE.write_text(schema, encoding="utf-8")

    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema


def test_a_reading_of_a_newer_schema_is_refused(reading):
    newer = to_json(replace(reading, schema=SCHEMA_VERSION + 1))

    with pytest.raises(RecordError, match="Update dragoman"):
        from_json(newer)


def test_what_is_no_reading_is_refused():
    with pytest.raises(RecordError, match="does not fit the schema"):
        from_json(b'{"document": 3}')
