"""FollowTheMoney entities, read by FollowTheMoney's own package in an environment of its own."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from dragoman.surfaces.export.follow_the_money import _point, entity_id
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.selection import Selection, Tally

ROOT = Path(__file__).parents[3]
READER = Path(__file__).parent / "ftm_reader.py"


@pytest.fixture(scope="module")
def ftm_python():
    """The interpreter that has the package; skips, saying why, where there is none."""
    named = os.environ.get("DRAGOMAN_FTM_PYTHON")
    apart = ROOT / ".venv-ftm"
    python = Path(named) if named else apart / "bin" / "python"
    whole = named or any(apart.glob(".dragoman-*"))  # the set-up leaves it when all is installed
    if not whole or not python.exists():
        failed = ROOT / ".venv-ftm.failed"
        why = failed.read_text(errors="replace")[-300:] if failed.exists() else "never made"
        pytest.skip(f"FollowTheMoney is not installed apart (scripts/setup_apart.sh): {why}")
    return python


def test_followthemoney_takes_every_entity(export, record, ftm_python):
    data, tally = export("ftm")

    done = subprocess.run(
        [ftm_python, READER], input=data, capture_output=True, check=False, timeout=300
    )

    assert done.returncode == 0, done.stderr.decode()[-2000:]
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert {"Article", "Event", "Person", "PublicBody"} <= set(found["schemata"])
    assert {event.fact for event in record.events()} <= set(found["captions"])
    assert tally.written == len(record.events())


def test_every_entity_comes_once_and_before_what_it_serves(export):
    entities = [json.loads(line) for line in export("ftm")[0].splitlines()]

    seen = set()
    for entity in entities:
        assert entity["id"] not in seen
        for name in ("organizer", "involved", "proof"):
            assert set(entity["properties"].get(name, [])) <= seen
        seen.add(entity["id"])


def test_a_visit_leads_to_its_source(export):
    entities = [json.loads(line) for line in export("ftm")[0].splitlines()]

    visit = next(
        entity["properties"]
        for entity in entities
        if entity["properties"].get("date") == ["2023-02-07"]
        and "visit" in entity["properties"]["keywords"]
    )
    assert visit["sourceUrl"] == ["https://example.org/lavrov"]
    assert visit["recordId"][0].startswith("E-")
    assert visit["location"] == ["Bamako"]


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2023-02-07", "2023-02-07"),
        ("2023~", "2023"),
        ("2022-21", None),
        ("196X", None),
        ("", None),
    ],
)
def test_dates(edtf, date):
    assert _point(edtf) == date


def test_ids_are_plain_and_tell_entities_apart():
    one, other = entity_id("name:modibo keita"), entity_id("name:modibo-keita")

    assert entity_id("MLI") == "entity.MLI"
    assert one != other
    assert all(character.isalnum() or character in ".-" for character in one)


def test_names_have_plain_spaces(record):
    """FollowTheMoney takes no other; French typography puts them before colons."""
    selection = Selection(record=record, language="fr")
    data = b"".join(FORMATS["ftm"].write(selection, Tally())).decode()

    assert data
    assert "\u00a0" not in data
