"""Who is told of in a fact: each once, and nobody who says less than another beside them."""

from collections.abc import Sequence

from dragoman.record.views import RecordedActor

_OF_STATES = frozenset(("GOV", "MIL", "LEG", "JUD", "SPY", "COP"))
"""Sectors whose bodies act for their state."""

_FEW_WORDS = 2
Actors = tuple[RecordedActor, ...]


def company_of(
    actors: Actors, recipients: Actors, *, mode: str | None, act: str | None
) -> tuple[Actors, Actors]:
    """Return who is told of as acting and as acted upon in an event of such a mode and act."""
    doing, meant = told_of(actors), told_of(recipients)
    if mode == "visit" or (act or "").split(".")[0] == "visit":
        doing = travellers(doing, meant)
    return doing, meant


def told_of(actors: Sequence[RecordedActor]) -> Actors:
    """Return those of one role who are told of: at least one of each state in it.

    Left out are who stands there twice; a body that acts for a state ("les dirigeants du
    Liban") beside that state; and a person without a name ("voisin") beside somebody of the
    same state who has one.
    """
    once = tuple({(actor.entity, actor.name): actor for actor in actors}.values())
    states = {actor.entity for actor in once if actor.kind == "state"}
    named = states | {
        actor.country for actor in once if actor.kind == "person" and not _is_described(actor)
    }

    def says_less(actor: RecordedActor) -> bool:
        if actor.kind == "state" or actor.country is None or not _is_described(actor):
            return False
        if actor.kind == "person":
            return actor.country in named and len(actor.name.split()) <= _FEW_WORDS
        return actor.sector in _OF_STATES and actor.country in states

    return tuple(actor for actor in once if not says_less(actor))


def travellers(actors: Actors, hosts: Actors) -> Actors:
    """Return those of `actors` who came from elsewhere, if somebody did: no one visits home."""
    homes = {host.country or host.entity for host in hosts}
    guests = tuple(actor for actor in actors if (actor.country or actor.entity) not in homes)
    return guests or actors


def _is_described(actor: RecordedActor) -> bool:
    """Tell whether somebody has no name of their own where they are told of."""
    return actor.name[:1].islower() or actor.name[:1].isdigit()
