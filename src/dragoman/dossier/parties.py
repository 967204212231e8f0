"""Participants with the names that the knowledge base gives them."""

from collections.abc import Callable

from dragoman.dossier.entry import Party
from dragoman.knowledge import Knowledge
from dragoman.record.views import RecordedActor

_LANGUAGES = ("en", "fr")


def introduce_with(knowledge: Knowledge) -> Callable[[RecordedActor], Party]:
    """Return what turns an actor of the record into a party with its usual names."""

    def introduce(actor: RecordedActor) -> Party:
        return Party(
            entity=actor.entity,
            name=actor.name,
            # An army may be judged to be its state; it keeps the name its article gives it.
            names=usual_names(knowledge, actor.entity) if _bears_name(knowledge, actor) else {},
            kind=actor.kind,
            country=actor.country,
            country_names=usual_names(knowledge, actor.country) if actor.country else {},
            role=actor.role,
        )

    return introduce


def _bears_name(knowledge: Knowledge, actor: RecordedActor) -> bool:
    """Tell whether an actor may be called by the usual name of its entity."""
    return actor.kind == "state" or actor.entity not in knowledge.states


def usual_names(knowledge: Knowledge, entity: str) -> dict[str, str]:
    """Return language code to usual name of a state or organisation; empty if unknown."""
    known = knowledge.states.get(entity) or knowledge.organisations.get(entity)
    if known is None:
        return {}
    return {code: known.names[code][0] for code in _LANGUAGES if known.names.get(code)}
