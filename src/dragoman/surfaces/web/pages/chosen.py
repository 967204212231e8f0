"""Which dossier an address means, and which of its entries the filters choose."""

from fastapi import Request

from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.choice import choose
from dragoman.dossier.entry import Dossier, Entry
from dragoman.dossier.sketch import Sketch
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.pages.asked import choice_of, library_of
from dragoman.surfaces.web.render import actor_url, pair_url


def dossier_of(
    request: Request, one: str, other: str | None = None
) -> tuple[Dossier | ActorDossier, str]:
    """Return the dossier of a pair or of one actor, and its address.

    Raises:
        NameNotFoundError: if a side is not known.
        SameSideError: if both are one side.
    """
    library = library_of(request)
    first = library.side(one)
    if other is None:
        return library.actor(first), actor_url(first.id)
    second = library.side(other)
    return library.pair(first, second), pair_url(first.id, second.id)


def sketch_of(request: Request, one: str, other: str | None = None) -> tuple[Sketch, str]:
    """Return the sketched dossier of a pair or of one actor, and its address; see `dossier_of`."""
    library = library_of(request)
    first = library.side(one)
    if other is None:
        return library.sketch(first), actor_url(first.id)
    second = library.side(other)
    return library.sketch(first, second), pair_url(first.id, second.id)


def entries_of(request: Request, dossier: Dossier | ActorDossier) -> tuple[Entry, ...]:
    """Return the entries that the filters in the address choose, undated ones last."""
    choice = choice_of(request, speak_to(request))
    return (*choose(dossier.chronology, choice), *choose(dossier.undated, choice))
