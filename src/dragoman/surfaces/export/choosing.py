"""Names, dates and kinds as people give them, turned into filters of a record."""

from collections.abc import Iterable
from pathlib import Path

from dragoman.dossier.sides import SameSideError, find_side
from dragoman.errors import DragomanError
from dragoman.knowledge import load_knowledge
from dragoman.record.filters import Filters
from dragoman.record.store import Record
from dragoman.types.edtf import is_edtf


class ChoiceError(DragomanError):
    """A date, a type or a status that there is not."""


def filters_of(
    record: Record,
    *sides: str,
    since: str | None = None,
    until: str | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
    predecessors: bool = True,
    superseded: bool = False,
    knowledge_files: tuple[Path, ...] = (),
) -> Filters:
    """Return the filters for what is asked.

    Args:
        record: knows those whom the knowledge base does not.
        sides: nobody for everything; one name for what it takes part in; two for what
            they have with each other.
        since, until: EDTF dates; the fact may lie within them.
        types: PLOVER types, or MILESTONE; all if none is given.
        statuses: statuses of events; all if none is given.
        predecessors: whether states that a side legally continues count as it.
        superseded: whether older versions of articles count.
        knowledge_files: what the user adds to the knowledge base.

    Raises:
        NameNotFoundError: if a name is not known; names near ones.
        SameSideError: if both names mean one side.
        ChoiceError: if a date is no EDTF, or there is no such type or status.
    """
    for date in (since, until):
        if date is not None and not is_edtf(date):
            raise ChoiceError(f"{date} is no EDTF date. Examples: 2023, 2023-02, 2023-02-07.")
    filters: Filters = {"since": since, "until": until, "superseded": superseded}
    filters |= _kinds(types, statuses)
    if not sides:
        return filters
    knowledge = load_knowledge(knowledge_files)
    found = [
        find_side(name, knowledge, entities=record.entities, predecessors=predecessors)
        for name in sides[:2]
    ]
    if len(found) == 1:
        return filters | Filters(countries=found[0].ids)
    if found[0].ids & found[1].ids:
        raise SameSideError(sides[0], sides[1])
    return filters | Filters(sides=(found[0].ids, found[1].ids))


def _kinds(types: Iterable[str], statuses: Iterable[str]) -> Filters:
    wanted, told = frozenset(types), frozenset(statuses)
    if not wanted and not told:
        return {}
    from dragoman.ontology import MILESTONE
    from dragoman.ontology.model import load_ontology

    ontology = load_ontology()
    known = {
        "type": [*(entry.id for entry in ontology.types), MILESTONE],
        "status": [entry.id for entry in ontology.statuses],
    }
    for what, given in (("type", wanted), ("status", told)):
        for name in sorted(given - set(known[what])):
            raise ChoiceError(f"there is no {what} {name}. Use one of {', '.join(known[what])}.")
    return {"types": wanted or None, "statuses": told or None}
