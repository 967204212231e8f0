"""Who takes part in an event, as a reviewer types it: names for actors and back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dragoman.dossier.sides import NameNotFoundError
from dragoman.record.casting import PARTS, Cast, shown_cast
from dragoman.resolution.names import fold_name
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.web.library import Library

Handles = Mapping[str, Cast]
"""What each actor of an article is called in the form, no two alike."""


def handles(company: Sequence[Cast]) -> Handles:
    """Return everybody in an article by names of which no two are alike."""
    borne = Counter(fold_name(one.name) for one in company)
    found: dict[str, Cast] = {}
    for one in company:
        name = one.name
        if borne[fold_name(name)] > 1:
            name = f"{name} ({one.country or one.kind})"
        number = 2
        while name in found:
            name, number = f"{one.name} ({number})", number + 1
        found[name] = one
    return found


def named(cast: Iterable[Cast], known: Handles) -> tuple[str, ...]:
    """Return what the form calls those in a role."""
    called = {one.actor: name for name, one in known.items()}
    return tuple(called.get(one.actor, one.name) for one in cast)


def read_cast(typed: Iterable[str], known: Handles, library: Library) -> tuple[Cast, ...]:
    """Return whom names mean: somebody in the article, the knowledge base or the record.

    Args:
        typed: names; several may stand in one, parted by semicolons.
        known: everybody in the article.
        library: knows everybody else.

    Raises:
        NameNotFoundError: if one is nobody's.
    """
    folded = {fold_name(name): one for name, one in known.items()}
    found = []
    for words in typed:
        for name in words.split(";"):
            if not name.strip():
                continue
            one = known.get(name.strip()) or folded.get(fold_name(name))
            found.append(one or _elsewhere(name.strip(), library))
    return tuple(found)


def _elsewhere(name: str, library: Library) -> Cast:
    """Return somebody of the knowledge base or of another article."""
    side = library.side(name)
    if side.kind == "region":
        raise NameNotFoundError(name, ())
    held = next((one for one in library.entities() if one.id == side.id), None)
    kind = held.kind if held else "state" if side.id in library.knowledge.states else side.kind
    country = side.id if kind == "state" else held.country if held else None
    return Cast(entity=side.id, name=side.names["fr"], kind=kind, country=country)


def tell_verdict(verdict: str, say: Messages) -> str:
    """Return a judgement in words: "right", "date: 2001"."""
    field, equals, value = verdict.partition("=")
    if not equals:
        return say(f"review.verdict.{verdict}")
    if field in PARTS:
        told = shown_cast(value) or say("review.nobody")
    elif field in ("type", "status") and value:
        told = say.label(field, value)
    else:
        told = value or say("review.nothing")
    name = say.label("field", "when" if field == "date" else field)
    return say("review.changed", field=name, value=told)
