"""Events as CAMEO dyads, in the columns of GDELT 2.0's table of events."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations

from dragoman.ontology.crosswalk import Coded
from dragoman.record.streaming import Told
from dragoman.record.views import RecordedActor, RecordedEvent
from dragoman.surfaces.export.cells import value
from dragoman.surfaces.export.plover import codable
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.tab_separated import write_lines

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_PLACE = (
    "Geo_Type", "Geo_FullName", "Geo_CountryCode", "Geo_ADM1Code", "Geo_ADM2Code", "Geo_Lat",
    "Geo_Long", "Geo_FeatureID",
)  # fmt: skip
GDELT = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1{name}" for name in _PLACE),
    *(f"Actor2{name}" for name in _PLACE),
    *(f"Action{name}" for name in _PLACE),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The 61 columns of GDELT 2.0, in their order."""

OURS = ("DragomanFact", "PloverType", "PloverMode", "PloverScore", "DateEDTF", "Status", "Sentence")
"""What stands after them."""

_QUADS = {
    "verbal_cooperation": 1,
    "material_cooperation": 2,
    "verbal_conflict": 3,
    "material_conflict": 4,
}
_TYPES = {"igo": "IGO", "military": "MIL", "media": "MED", "armed_group": "REB", "party": "PTY",
          "company": "BUS", "ngo": "NGO", "court": "JUD"}  # fmt: skip
_PAIRS = 1000
"""Room for the dyads of one event below its number."""

_Dyad = tuple[RecordedActor | None, RecordedActor | None]


def write_gdelt(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield one line for each dyad of each event that CAMEO codes; missing values are empty."""
    rows = (
        _row(told, coded, number, dyad)
        for told, coded in codable(selection, tally)
        for number, dyad in enumerate(_dyads(told.fact))
    )
    yield from write_lines((*GDELT, *OURS), rows, tally, missing="")


def _dyads(fact: RecordedEvent) -> list[_Dyad]:
    """Return who does it to whom; without a recipient, each party with each other one."""
    if fact.actors and fact.recipients:
        return [(one, other) for one in fact.actors for other in fact.recipients]
    if len(fact.actors) > 1:
        return list(permutations(fact.actors, 2))
    one = fact.actors[0] if fact.actors else None
    if not fact.recipients:
        return [(one, None)]
    return [(one, other) for other in fact.recipients]


def _row(told: Told[RecordedEvent], coded: Coded, number: int, dyad: _Dyad) -> Sequence[object]:
    fact, event = told.fact, told.fact.event
    one, other = dyad
    cameo = coded.cameo if len(coded.cameo) > 2 else f"{coded.cameo}0"
    place = value(event.place)
    added = "".join(character for character in fact.document.added_at[:19] if character.isdigit())
    return (
        int(fact.fact.partition("-")[2], 16) * _PAIRS + number,
        *_dates(fact),
        *_actor(one),
        *_actor(other),
        int(event.mentions[0].sentence.start == 0),
        cameo,
        cameo[:3],
        cameo[:2],
        _QUADS[coded.quad],
        coded.goldstein,
        len(event.mentions),
        len({telling.publisher for telling in told.tellings}),
        len(told.tellings),
        None,
        *(None,) * len(_PLACE) * 2,
        None,
        place,
        *(None,) * (len(_PLACE) - 2),
        added,
        fact.document.url or fact.document.name,
        fact.fact,
        coded.type,
        coded.mode,
        coded.score,
        value(event.when),
        event.status.value,
        event.mentions[0].sentence.of(told.text),
    )


def _dates(fact: RecordedEvent) -> Sequence[object]:
    """Return day, month, year and fraction of the date, each only as far as it is known."""
    first, last = fact.earliest, fact.latest
    if first is None or last is None:
        return (None,) * 4
    day = date.fromisoformat(first)
    year = day.year if first[:4] == last[:4] else None
    month = f"{day:%Y%m}" if first[:7] == last[:7] else None
    if first != last:
        return (None, month, year, None)
    # GDELT's fraction: months of thirty days in a year of 365.
    fraction = min(((day.month - 1) * 30 + day.day) / 365, 0.9999)
    return (f"{day:%Y%m%d}", month, year, f"{day.year + fraction:.4f}")


def _actor(actor: RecordedActor | None) -> Sequence[object]:
    """Return the ten columns of one actor."""
    if actor is None:
        return (None,) * len(_ACTOR)
    type = actor.sector or _TYPES.get(actor.kind)
    code = f"{actor.country or ''}{type or ''}" or None
    return (code, actor.name, actor.country, *(None,) * 4, type, None, None)
