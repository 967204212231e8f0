"""Networks, maps, timelines, calendars and feeds, each read back by a reader of others."""

import io
import json
from datetime import date

import feedparser
import geojson
import icalendar
import jsonschema
import networkx
import pytest

from dragoman.surfaces.export.icalendar import _folded, _text
from dragoman.surfaces.export.markup import inner


@pytest.fixture
def pairs(record):
    """How many pairs of different entities each event makes."""
    found = {}
    for event in record.events():
        actors = {actor.entity for actor in event.actors}
        recipients = {actor.entity for actor in event.recipients}
        if recipients:
            found[event.fact] = len({(a, r) for a in actors for r in recipients if a != r})
        else:
            found[event.fact] = len(actors) * (len(actors) - 1) // 2
    return found


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_network(export, pairs, record, name):
    data, tally = export(name)
    read = networkx.read_graphml if name == "graphml" else networkx.read_gexf

    graph = read(io.BytesIO(data))

    assert graph.is_directed()
    assert graph.number_of_edges() == tally.written == sum(pairs.values()) > 0
    assert tally.left_out["alone"] == sum(1 for count in pairs.values() if not count)
    for _, _, edge in graph.edges(data=True):
        event = record.fact(edge["fact"])
        assert edge["type"] == event.event.type.value
        assert edge["mutual"] == (not event.recipients)
        assert edge.get("url") == event.document.url
    assert graph.nodes["RUS"]["country"] == "RUS"
    assert graph.nodes["RUS"]["label"]


def test_edges_of_gexf_have_dates(export):
    graph = networkx.read_gexf(io.BytesIO(export("gexf")[0]))

    visits = [e for _, _, e in graph.edges(data=True) if e.get("date") == "2023-02-07"]
    assert visits
    assert all((e["start"], e["end"]) == ("2023-02-07", "2023-02-07") for e in visits)


def test_every_event_is_a_feature(export, record):
    data, tally = export("geojson")

    collection = geojson.loads(data)

    assert collection.is_valid, collection.errors()
    assert {feature["id"] for feature in collection["features"]} == {
        event.fact for event in record.events()
    }
    without = [feature for feature in collection["features"] if feature["geometry"] is None]
    assert tally.left_out["unlocated"] == len(without)


def test_bamako_lies_where_it_lies(export):
    collection = geojson.loads(export("geojson")[0])

    [longitude, latitude] = next(
        feature["geometry"]["coordinates"]
        for feature in collection["features"]
        if feature["properties"]["place"] == "Bamako"
    )
    assert (longitude, latitude) == pytest.approx((-8.0, 12.64), abs=0.1)


TIMELINE = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "scale": {"enum": ["human", "cosmological"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text"],
                "additionalProperties": False,
                "properties": {
                    "start_date": {"$ref": "#/$defs/date"},
                    "end_date": {"$ref": "#/$defs/date"},
                    "display_date": {"type": "string"},
                    "unique_id": {"type": "string"},
                    "group": {"type": "string"},
                    "text": {
                        "type": "object",
                        "required": ["headline"],
                        "properties": {
                            "headline": {"type": "string", "minLength": 1},
                            "text": {"type": "string"},
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "date": {
            "type": "object",
            "required": ["year"],
            "additionalProperties": False,
            "properties": {
                "year": {"type": "integer"},
                "month": {"type": "integer", "minimum": 1, "maximum": 12},
                "day": {"type": "integer", "minimum": 1, "maximum": 31},
            },
            "dependentRequired": {"day": ["month"]},
        }
    },
}
"""What TimelineJS documents of its JSON, as far as we write it."""


def test_the_timeline_is_what_timelinejs_documents(export, record):
    data, tally = export("timeline")

    shown = json.loads(data)

    jsonschema.validate(shown, TIMELINE)
    dated = [event for event in record.events() if event.event.when]
    assert [one["unique_id"] for one in shown["events"]] == [event.fact for event in dated]
    assert tally.left_out["undated"] == len(record.events()) - len(dated)
    month = next(one for one in shown["events"] if one["display_date"] == "August 2022")
    assert month["start_date"] == {"year": 2022, "month": 8}


def test_the_calendar_holds_what_is_known_to_the_day(export, record):
    data, tally = export("icalendar")

    calendar = icalendar.Calendar.from_ical(data)

    entries = {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}
    exact = [event for event in record.events() if event.earliest == event.latest is not None]
    assert set(entries) == {f"{event.fact}@dragoman" for event in exact}
    assert tally.written + sum(tally.left_out.values()) == len(record.events())
    for event in exact:
        entry = entries[f"{event.fact}@dragoman"]
        assert entry.decoded("DTSTART").isoformat() == event.earliest
        assert (entry.decoded("DTEND") - entry.decoded("DTSTART")).days == 1
        sentence = event.event.mentions[0].sentence.of(record.text(event.document.id))
        assert sentence in str(entry["DESCRIPTION"])
    assert not calendar.errors


def test_a_line_is_folded_between_characters_and_comes_back_whole():
    words = "Un été à Évian, où l'on négocie ; puis l'hiver vient, et l'on négocie encore à Évian."

    folded = _folded(f"SUMMARY:{_text(words)}")

    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    data = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20240101T000000Z\r\n" + folded + b"END:VEVENT\r\n"
    assert str(icalendar.Event.from_ical(data)["SUMMARY"]) == words


def test_feedparser_reads_the_feed(export, record):
    data, tally = export("atom")

    feed = feedparser.parse(data)

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id == "urn:dragoman:events"
    assert [entry.id for entry in feed.entries] == [
        f"urn:dragoman:{event.fact}" for event in record.events()
    ]
    assert tally.written == len(feed.entries)
    visit = next(entry for entry in feed.entries if "2023-02-07" in entry.content[0].value)
    assert visit.title
    assert visit.link.startswith("https://example.org/")
    assert visit.updated_parsed.tm_year == date(2026, 1, 1).year


@pytest.mark.parametrize("language", ["fr", "en"])
def test_headlines_are_in_the_language_asked_for(record, language):
    from dragoman.surfaces.export.formats import FORMATS
    from dragoman.surfaces.export.selection import Selection, Tally

    selection = Selection(
        record=record, filters={"types": frozenset({"RETREAT"})}, language=language
    )
    data = b"".join(FORMATS["atom"].write(selection, Tally())).decode()

    assert ("retrait" in data.casefold()) == (language == "fr")
    assert ("withdr" in data.casefold()) == (language == "en")


def test_what_xml_cannot_hold_falls_away():
    assert inner("a\x0b<b>\ud800&") == "a&lt;b&gt;&amp;"
