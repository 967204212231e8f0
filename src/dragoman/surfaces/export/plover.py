"""Events as PLOVER records, in the columns of POLECAT."""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.ontology.crosswalk import Coded, code, why_not_coded
from dragoman.record.streaming import Told
from dragoman.record.views import RecordedActor, RecordedEvent
from dragoman.surfaces.export.cells import value
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.tab_separated import write_lines

_SIDES = ("Actor", "Recipient")
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""The columns of POLECAT's files, in their order."""

OURS = ("CAMEO", "Goldstein", "Event Date EDTF", "Status", "Sentence", "URL")
"""What stands after them."""

_JOINED = "; "


def write_plover(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield one line for each event that PLOVER codes; missing values are "None" as there."""
    rows = (_row(told, coded) for told, coded in codable(selection, tally))
    yield from write_lines((*POLECAT, *OURS), rows, tally, missing="None")


def codable(selection: Selection, tally: Tally) -> Iterator[tuple[Told[RecordedEvent], Coded]]:
    """Yield each event that PLOVER and CAMEO code, with its codes; count the others."""
    for told in selection.events():
        event = told.fact.event
        reason = why_not_coded(event.type.value, event.status.value)
        if reason is not None:
            tally.left_out[reason] += 1
            continue
        yield (
            told,
            code(event.type.value, value(event.mode), value(event.act), event.status.value),
        )


def _row(told: Told[RecordedEvent], coded: Coded) -> Sequence[object]:
    fact, event = told.fact, told.fact.event
    document = fact.document
    place = value(event.place)
    day = fact.earliest if fact.earliest == fact.latest else None
    return (
        fact.fact,
        day,
        coded.type,
        coded.mode,
        coded.score,
        coded.quad.replace("_", " ").upper(),
        _JOINED.join(context.value for context in event.contexts),
        *_side(fact.actors),
        *_side(fact.recipients),
        place,
        *(None,) * 7,
        place,
        None,
        document.publisher,
        document.published,
        *(None,) * 3,
        document.language,
        f"dragoman {told.provenance.dragoman}",
        coded.cameo,
        coded.goldstein,
        value(event.when),
        event.status.value,
        event.mentions[0].sentence.of(told.text),
        document.url,
    )


def _side(actors: Iterable[RecordedActor]) -> Sequence[object]:
    """Return the eight columns of one side; those of several actors run in step."""
    actors = tuple(actors)
    sectors = [actor.sector for actor in actors if actor.sector]
    return (
        _listed(actor.name for actor in actors),
        _listed(actor.country for actor in actors),
        None,
        sectors[0] if sectors else None,
        _listed(actor.sector for actor in actors),
        _listed(actor.role for actor in actors),
        _listed(actor.name for actor in actors),
        None,
    )


def _listed(values: Iterable[str | None]) -> str | None:
    """Return the values joined, "None" for a gap; None if there is nothing but gaps."""
    held = list(values)
    if not any(held):
        return None
    return _JOINED.join(one or "None" for one in held)
