"""The addresses of the REST interface."""

from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from dragoman.dossier.evidence import find_evidence
from dragoman.dossier.serialise import to_json
from dragoman.errors import DragomanError
from dragoman.record.filters import Filters
from dragoman.surfaces.web.api.models import (
    Agreement,
    Article,
    Claim,
    Entity,
    Event,
    FullArticle,
    Page,
    Problem,
    Quotation,
    article_of,
    fact_of,
    full_article_of,
)
from dragoman.surfaces.web.pages.asked import library_of
from dragoman.types.edtf import is_edtf

PREFIX = "/api/v1"
_LARGEST = 2**53
_MOST_OFFSET = 10_000_000


class NotChangedError(Exception):
    """The one who asks has the newest answer already.

    Attributes:
        tag: the entity tag of that answer.
    """

    def __init__(self, tag: str) -> None:
        """Keep the tag."""
        self.tag = tag
        super().__init__(tag)


class BadFilterError(DragomanError):
    """A filter of a request cannot be understood."""


def fresh(request: Request, response: Response) -> None:
    """Tag the answer with the state of the record; answer 304 to one who has it."""
    state = f"{library_of(request).stamp()} {request.url.path}?{request.url.query}"
    tag = f'W/"{sha256(state.encode("utf-8", "replace")).hexdigest()[:20]}"'
    if request.headers.get("if-none-match") == tag:
        raise NotChangedError(tag)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"


_WRONG: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "A filter cannot be understood"},
    404: {"model": Problem, "description": "There is no such thing"},
    304: {"description": "Not changed since the ETag that was sent"},
}
router = APIRouter(prefix=PREFIX, tags=["record"], dependencies=[Depends(fresh)], responses=_WRONG)

Limit = Annotated[int, Query(ge=1, le=500, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, le=_MOST_OFFSET, description="How many to leave out.")]
Day = Annotated[str | None, Query(max_length=60, description="EDTF date, such as 2019-06.")]
Name = Annotated[
    str | None, Query(max_length=200, description="Name or id of a state or somebody else.")
]
Codes = Annotated[list[str] | None, Query(max_length=20)]
Key = Annotated[int, Path(ge=1, le=_LARGEST)]
FactId = Annotated[str, Path(max_length=60)]


def _dates(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    for date in (since, until):
        if date and not is_edtf(date):
            raise BadFilterError(f"{date!r} is not an EDTF date. Examples: 2023, 2023-02.")
    return since or None, until or None


def _sides(request: Request, one: str | None, other: str | None) -> Filters:
    library = library_of(request)
    first = library.side(one).ids if one else None
    second = library.side(other).ids if other else None
    if first and second:
        return Filters(sides=(first, second))
    return Filters(countries=first or second)


def _page(request: Request, kind: str, limit: int, offset: int, filters: Filters) -> Any:
    total, found = library_of(request).record.survey.slice(
        kind, first=offset, most=limit, **filters
    )
    return {
        "total": total,
        "items": [fact_of(fact) for fact in found],
        "next": _next(request, total, limit, offset),
    }


def _next(request: Request, total: int, limit: int, offset: int) -> str | None:
    if offset + limit >= total:
        return None
    kept = [p for p in request.query_params.multi_items() if p[0] not in ("offset", "limit")]
    return f"{request.url.path}?{urlencode([*kept, ('limit', limit), ('offset', offset + limit)])}"


def _set(values: list[str] | None) -> frozenset[str] | None:
    return frozenset(values) if values else None


@router.get("/events")
def events(
    request: Request,
    one: Name = None,
    other: Name = None,
    since: Day = None,
    until: Day = None,
    type: Codes = None,
    act: Codes = None,
    status: Codes = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Event]:
    """List events, the latest first. With `one` and `other`: those between the two."""
    filters = _sides(request, one, other)
    filters["since"], filters["until"] = _dates(since, until)
    filters["types"], filters["acts"], filters["statuses"] = _set(type), _set(act), _set(status)
    return _page(request, "E", limit, offset, filters)  # type: ignore[no-any-return]


@router.get("/agreements")
def agreements(
    request: Request,
    one: Name = None,
    other: Name = None,
    since: Day = None,
    until: Day = None,
    stage: Codes = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Agreement]:
    """List agreements, the latest first."""
    filters = _sides(request, one, other)
    filters["since"], filters["until"] = _dates(since, until)
    filters["stages"] = _set(stage)
    return _page(request, "G", limit, offset, filters)  # type: ignore[no-any-return]


@router.get("/quotations")
def quotations(
    request: Request,
    by: Name = None,
    about: Name = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Quotation]:
    """List quotations, the latest first: who speaks, and of whom or to whom."""
    library = library_of(request)
    start, end = _dates(since, until)
    filters = Filters(
        of=library.side(by).ids if by else None,
        about=library.side(about).ids if about else None,
        since=start,
        until=end,
    )
    return _page(request, "Q", limit, offset, filters)  # type: ignore[no-any-return]


@router.get("/claims")
def claims(
    request: Request,
    one: Name = None,
    other: Name = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Claim]:
    """List claims of uniqueness, the latest first."""
    filters = _sides(request, one, other)
    filters["since"], filters["until"] = _dates(since, until)
    return _page(request, "C", limit, offset, filters)  # type: ignore[no-any-return]


@router.get("/facts/{fact}", response_class=Response, responses={200: {
    "description": "Everything the fact was read from: its sentences and every field with its "
    "words, rule and reasoning", "content": {"application/json": {"schema": {"type": "object"}}},
}})  # fmt: skip
def fact(request: Request, response: Response, fact: FactId) -> Response:
    """Give the evidence of a fact."""
    found = find_evidence(library_of(request).record, fact)
    return Response(to_json(found), media_type="application/json", headers=dict(response.headers))


@router.get("/dossiers/{one}/{other}", response_class=Response, responses={200: {
    "description": "The dossier of two sides, whole",
    "content": {"application/json": {"schema": {"type": "object"}}},
}})  # fmt: skip
def dossier(
    request: Request,
    response: Response,
    one: Annotated[str, Path(max_length=200)],
    other: Annotated[str, Path(max_length=200)],
) -> Response:
    """Give the dossier of two sides."""
    library = library_of(request)
    found = library.pair(library.side(one), library.side(other))
    return Response(to_json(found), media_type="application/json", headers=dict(response.headers))


@router.get("/entities")
def entities(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="Part of a name.")] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Entity]:
    """List who takes part in facts, the most active first."""
    words = q.casefold()
    found = [
        side
        for side in library_of(request).sides()
        if words in side.name.casefold() and kind in ("", side.kind)
    ]
    items = [
        Entity(
            id=side.id,
            name=side.name,
            kind=side.kind,
            country=side.country,
            known=side.known,
            facts=side.facts,
            articles=side.documents,
        )
        for side in found[offset : offset + limit]
    ]
    following = _next(request, len(found), limit, offset)
    return Page[Entity](total=len(found), items=items, next=following)


@router.get("/articles")
def articles(request: Request, limit: Limit = 50, offset: Offset = 0) -> Page[Article]:
    """List the articles, in order of recording."""
    held = library_of(request).documents()
    items = [article_of(document) for document in held[offset : offset + limit]]
    following = _next(request, len(held), limit, offset)
    return Page[Article](total=len(held), items=items, next=following)


@router.get("/articles/{key}")
def article(request: Request, key: Key) -> FullArticle:
    """Give an article with its frozen text."""
    record = library_of(request).record
    return full_article_of(record.document(key), record.text(key))
