"""What a request asks for, checked: outside data enters here."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request

from dragoman.dossier.choice import Choice
from dragoman.dossier.summary import CONFLICT, COOPERATION
from dragoman.errors import DragomanError
from dragoman.ontology import MILESTONE
from dragoman.ontology.model import load_ontology
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.web.library import Library
from dragoman.types.edtf import is_edtf

Item = TypeVar("Item")
STATUSES = ("actual", "ongoing", "planned", "proposed", "denied", "failed", "hypothetical")
_LONGEST = 200
_MOST_SOURCES = 50


class BadRequestError(DragomanError):
    """A request asks for something that cannot be; says what to write instead."""


def library_of(request: Request) -> Library:
    """Return the library of the application that answers."""
    library = request.app.state.library
    assert isinstance(library, Library)
    return library


def text_of(request: Request, name: str) -> str:
    """Return a parameter without surrounding space, cut at a sensible length."""
    return request.query_params.get(name, "").strip()[:_LONGEST]


def date_of(request: Request, name: str, say: Messages) -> str | None:
    """Return a date of the query; None if none is given.

    Raises:
        BadRequestError: if it is not EDTF.
    """
    value = text_of(request, name)
    if not value:
        return None
    if not is_edtf(value):
        raise BadRequestError(say("dossier.bad_date", date=value))
    return value


def choice_of(request: Request, say: Messages) -> Choice:
    """Return which entries the filters of a page want; unknown codes want nothing special.

    Raises:
        BadRequestError: if a date is not EDTF.
    """
    known = {type_.id for type_ in load_ontology().types} | {MILESTONE}
    asked = request.query_params
    side = text_of(request, "side")
    return Choice(
        since=date_of(request, "since", say),
        until=date_of(request, "until", say),
        side=side if side in (COOPERATION, CONFLICT) else None,
        types=frozenset(asked.getlist("type")) & known,
        statuses=frozenset(asked.getlist("status")) & frozenset(STATUSES),
        sources=number_of(request, "sources", most=_MOST_SOURCES),
        words=text_of(request, "q"),
    )


def number_of(request: Request, name: str, *, most: int = 1_000_000) -> int:
    """Return a number of the query from 1 to `most`; 1 if it is missing or no number."""
    value = text_of(request, name)
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[Item]):
    """One page of a list.

    Attributes:
        items: what is on it.
        number: its number, from 1.
        pages: how many there are; at least 1.
        total: number of items on all of them.
        first: number of its first item, from 1; 0 if there is none.
    """

    items: tuple[Item, ...]
    number: int
    pages: int
    total: int
    first: int


def leaf(items: tuple[Item, ...], number: int, size: int) -> Leaf[Item]:
    """Return page `number` of `items`; the last one if there are fewer."""
    pages = max(1, -(-len(items) // size))
    number = min(max(number, 1), pages)
    start = (number - 1) * size
    return Leaf(
        items=items[start : start + size],
        number=number,
        pages=pages,
        total=len(items),
        first=start + 1 if items else 0,
    )
