"""Search with facets: articles, sentences that tell of events, and quotations."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response

from dragoman.dossier.parties import usual_names
from dragoman.dossier.sought import phrases
from dragoman.ontology.model import load_ontology
from dragoman.record.search import Found, Order, Search, Sought
from dragoman.surfaces.messages.snippet import snippet
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.library import Library
from dragoman.surfaces.web.pages.asked import (
    STATUSES,
    Leaf,
    date_of,
    library_of,
    number_of,
    text_of,
)
from dragoman.surfaces.web.pages.home import offered
from dragoman.surfaces.web.render import show, with_query

router = APIRouter(include_in_schema=False)
KINDS = ("D", "E", "Q")
_A_PAGE, _MOST_PAGES = 25, 40
_NARROWING = ("kind", "type", "status", "since", "until", "publisher", "actor")
_FIRST: dict[str, Order] = {"relevance": "relevance", "newest": "date", "oldest": "oldest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One thing by which hits can be narrowed.

    Attributes:
        name: "actor", "type", "status", "year" or "publisher".
        chosen: what narrows them by it already, and the address without that; None if nothing.
        values: what they can be narrowed to, the address of that, and how many are left.
    """

    name: str
    chosen: tuple[str, str] | None
    values: tuple[tuple[str, str, int], ...]


@router.get("/search")
def search(request: Request) -> Response:
    """Show where words stand, and in how many places of each kind."""
    library, say = library_of(request), speak_to(request)
    library.keep("indexed", library.record.search.index)
    kind = text_of(request, "kind")
    sought = _sought(
        request, library, since=date_of(request, "since", say), until=date_of(request, "until", say)
    )
    asked = bool(sought.phrases or sought.actors or sought.types or sought.statuses)
    asked = asked or bool(sought.since or sought.until or sought.publisher)
    page, facets, found = (
        _find(library.record.search, sought, kind, request) if asked else (None, {}, Found(total=0))
    )
    first = text_of(request, "order")
    return show(
        request,
        "search",
        page=page,
        words=text_of(request, "q"),
        sought=sought,
        actor=text_of(request, "actor"),
        kind=kind,
        narrowed=any(text_of(request, key) for key in _NARROWING) and bool(sought.phrases),
        order=first if first in _FIRST else "relevance" if sought.phrases else "newest",
        orders=tuple(_FIRST) if sought.phrases else tuple(_FIRST)[1:],
        facets=facets,
        narrowing=_narrowing(request, library, sought, kind) if asked else (),
        unindexed=found.unindexed,
        bounded=found.total if found.more else None,
        types=[type_.id for type_ in load_ontology().types],
        statuses=STATUSES,
        offered=offered(library),
        cut=lambda words: _cut(words, sought.phrases),
    )


def _sought(request: Request, library: Library, *, since: str | None, until: str | None) -> Sought:
    type_, status = text_of(request, "type"), text_of(request, "status")
    actor = text_of(request, "actor")
    return Sought(
        phrases=phrases(text_of(request, "q")),
        actors=library.side(actor).ids if actor else frozenset(),
        types=frozenset({type_} & {known.id for known in load_ontology().types}),
        statuses=frozenset({status} & set(STATUSES)),
        since=since,
        until=until,
        publisher=text_of(request, "publisher") or None,
    )


def _narrowing(request: Request, library: Library, sought: Sought, kind: str) -> tuple[Facet, ...]:
    """Return by what the hits can be narrowed, and what narrows them already."""
    say = speak_to(request)
    wanted = replace(sought, kinds=frozenset({kind})) if kind in KINDS else sought
    found = library.keep(("facets", wanted), lambda: library.record.search.facets(wanted))
    called = {side.id: side.name for side in library.sides()}

    def label(name: str, value: str) -> str:
        if name in ("type", "status"):
            return say.label(name, value)
        if name == "actor":
            return usual_names(library.knowledge, value).get(say.language) or called.get(
                value, value
            )
        return value

    facets = []
    for name, values in found.items():
        keys = ("since", "until") if name == "year" else (name,)
        if any(text_of(request, key) for key in keys):
            address = with_query(request, page=None, **dict.fromkeys(keys))
            told = "–".join(dict.fromkeys(text_of(request, key) or "…" for key in keys))
            label_ = label(name, told) if name != "actor" else told
            facets.append(Facet(name=name, chosen=(label_, address), values=()))
            continue
        facets.append(
            Facet(
                name=name,
                chosen=None,
                values=tuple(
                    (
                        label(name, value),
                        with_query(request, page=None, **dict.fromkeys(keys, value)),
                        count,
                    )
                    for value, count in values
                ),
            )
        )
    return tuple(facets)


def _find(
    search: Search, sought: Sought, kind: str, request: Request
) -> tuple[Leaf[object], dict[str, int], Found]:
    """Return one page of hits, how many there are of each kind, and what was found."""
    facets = {
        code: search.find(replace(sought, kinds=frozenset({code})), most=0, once=True).total
        for code in KINDS
    }
    wanted = replace(sought, kinds=frozenset({kind})) if kind in KINDS else sought
    number = number_of(request, "page", most=_MOST_PAGES)
    order = _FIRST.get(text_of(request, "order"), "relevance")
    found = search.find(wanted, most=number * _A_PAGE, order=order, once=True)
    pages = min(_MOST_PAGES, max(1, -(-found.total // _A_PAGE)))
    number = min(number, pages)
    hits = found.hits[(number - 1) * _A_PAGE : number * _A_PAGE]
    first = (number - 1) * _A_PAGE + 1 if hits else 0
    page: Leaf[object] = Leaf(
        items=hits, number=number, pages=pages, total=found.total, first=first
    )
    return page, facets, found


def _cut(words: str, wanted: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return a snippet in pieces, and whether each was looked for."""
    text, marks = snippet(words, wanted)
    pieces, place = [], 0
    for start, end in marks:
        pieces += [(text[place:start], False), (text[start:end], True)]
        place = end
    return [*pieces, (text[place:], False)]
