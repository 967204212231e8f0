"""Participants with the names that the knowledge base gives them."""

from collections.abc import Callable

from dragoman.dossier.entry import Party
from dragoman.knowledge import Knowledge
from dragoman.knowledge.fold import fold
from dragoman.record.views import RecordedActor

_LANGUAGES = ("en", "fr")
_PEOPLES = ("group", "other")


def introduce_with(knowledge: Knowledge) -> Callable[[RecordedActor], Party]:
    """Return what turns an actor of the record into a party with its usual names."""

    def introduce(actor: RecordedActor) -> Party:
        return Party(
            entity=actor.entity,
            name=actor.name,
            names=_names(knowledge, actor),
            kind=actor.kind,
            country=actor.country,
            country_names=usual_names(knowledge, actor.country) if actor.country else {},
            role=actor.role,
        )

    return introduce


def _names(knowledge: Knowledge, actor: RecordedActor) -> dict[str, str]:
    """Return language code to what to call an actor, where knowledge says that."""
    if actor.kind == "person":
        return dict(knowledge.person_names(actor.entity))
    if actor.kind in _PEOPLES and actor.country:
        return _people(knowledge, actor.name, actor.country)
    # An army may be judged to be its state; it keeps the name its article gives it.
    return usual_names(knowledge, actor.entity) if _bears_name(knowledge, actor) else {}


def _people(knowledge: Knowledge, name: str, country: str) -> dict[str, str]:
    """Return what to call people whom an article names after their state ("Libanais")."""
    state = knowledge.states.get(country)
    demonyms = state.demonyms if state and name[:1].isupper() else {}
    if fold(name) not in map(fold, demonyms.get("fr", ())) or name[-1] not in "sx":
        return {}
    english = demonyms.get("en", ())
    many = [form for form in english if form.endswith("s") and form[:-1] in english]
    return {"fr": f"les {name}"} | ({"en": many[-1]} if many else _the(english))


def _the(english: tuple[str, ...]) -> dict[str, str]:
    return {"en": f"the {english[0]}"} if english else {}


def _bears_name(knowledge: Knowledge, actor: RecordedActor) -> bool:
    """Tell whether an actor may be called by the usual name of its entity."""
    return actor.kind == "state" or actor.entity not in knowledge.states


def usual_names(knowledge: Knowledge, entity: str) -> dict[str, str]:
    """Return language code to usual name of a state or organisation; empty if unknown."""
    known = knowledge.states.get(entity) or knowledge.organisations.get(entity)
    if known is None:
        return {}
    return {code: known.names[code][0] for code in _LANGUAGES if known.names.get(code)}
