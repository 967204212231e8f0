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
            names=usual_names(knowledge, actor.entity),
            kind=actor.kind,
            country=actor.country,
            country_names=usual_names(knowledge, actor.country) if actor.country else {},
            role=actor.role,
        )

    return introduce


def usual_names(knowledge: Knowledge, entity: str) -> dict[str, str]:
    """Return language code to usual name of a state or organisation; empty if unknown."""
    known = knowledge.states.get(entity) or knowledge.organisations.get(entity)
    if known is None:
        return {}
    return {code: known.names[code][0] for code in _LANGUAGES if known.names.get(code)}
