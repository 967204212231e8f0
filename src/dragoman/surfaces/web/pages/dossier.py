"""The dossier of a pair and of one actor: one page, with filters in its address."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, cast, get_args

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.choice import Choice, choose
from dragoman.dossier.coverage import cover
from dragoman.dossier.entry import Dossier, Entry
from dragoman.dossier.filling import Filler
from dragoman.dossier.periods import By
from dragoman.dossier.relation import Relation, build_relation
from dragoman.dossier.sketch import Sketch, with_sentences
from dragoman.dossier.summary import Summary, is_delivery, summarise, year_of
from dragoman.record.coverage import documents_naming
from dragoman.record.survey import ActivePair
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.summary import tell_summary
from dragoman.surfaces.messages.telling import tell_sentence
from dragoman.surfaces.web.charts.balance import Balance, draw_balance
from dragoman.surfaces.web.charts.frieze import MOST_MARKS, Words, draw_frieze
from dragoman.surfaces.web.charts.frieze import WIDTH as FRIEZE
from dragoman.surfaces.web.charts.worldmap import HEIGHT as MAP_HEIGHT
from dragoman.surfaces.web.charts.worldmap import WIDTH as MAP_WIDTH
from dragoman.surfaces.web.charts.worldmap import Land, draw_map
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.library import Library
from dragoman.surfaces.web.pages.asked import (
    STATUSES,
    Leaf,
    choice_of,
    leaf,
    library_of,
    number_of,
    text_of,
)
from dragoman.surfaces.web.pages.chosen import sketch_of
from dragoman.surfaces.web.pages.exporting import of_dossier
from dragoman.surfaces.web.pages.home import names_of
from dragoman.surfaces.web.pages.zooming import zooms
from dragoman.surfaces.web.render import fact_url, pair_url, show, with_query
from dragoman.types.entity import Tenure

router = APIRouter(include_in_schema=False)
BY: tuple[str, ...] = get_args(By)
SECTIONS = ("visits", "agreements", "deliveries", "quotations", "claims", "around")
_A_PAGE, _A_TASTE, _MOST_PARTNERS, _NAMED_PARTNERS = 60, 8, 60, 10


@router.get("/dossier/{one}/{other}")
def pair(request: Request, one: str, other: str) -> Response:
    """Show the dossier of two sides."""
    return _show(request, *sketch_of(request, one, other))


@router.get("/dossier/{one}/{other}/{section}")
def pair_section(request: Request, one: str, other: str, section: str) -> Response:
    """Show one kind of facts of two sides."""
    return _show(request, *sketch_of(request, one, other), section=section)


@router.get("/actor/{entity}")
def actor(request: Request, entity: str) -> Response:
    """Show the dossier of one side."""
    return _show(request, *sketch_of(request, entity))


@router.get("/actor/{entity}/{section}")
def actor_section(request: Request, entity: str, section: str) -> Response:
    """Show one kind of facts of one side."""
    return _show(request, *sketch_of(request, entity), section=section)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """The sketched entries of a dossier that the filters choose."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    visits: tuple[Entry, ...]
    around: tuple[Entry, ...]


def _show(
    request: Request, sketch: Sketch, address: str, *, section: str | None = None
) -> Response:
    """Show a dossier whole, or one of its sections: what is shown is read, the rest sketched."""
    if section is not None and section not in SECTIONS:
        raise HTTPException(404)
    say, library = speak_to(request), library_of(request)
    narrator = Narrator(say)
    choice = choice_of(request, say)
    found = sketch.found
    filler = Filler(library.record, library.knowledge, sketch)
    chosen = library.keep(("chosen", address, choice), lambda: _choose(library, found, choice))
    told = (*chosen.dated, *chosen.undated)
    lists: dict[str, tuple[Any, ...]] = {
        "visits": chosen.visits,
        "agreements": found.agreements,
        "deliveries": tuple(entry for entry in told if is_delivery(entry)),
        "quotations": sketch.quotations,
        "claims": found.claims,
        "around": chosen.around,
    }
    number = number_of(request, "page")
    page: Leaf[Any] = leaf(told if section is None else lists[section], number, _A_PAGE)
    summary, types, statuses = library.keep(("summary", address), lambda: _sum_up(found, filler))
    context: dict[str, Any] = {}
    if section is None:
        context = _whole_page(request, sketch, address, filler, chosen, page, choice)
        page = replace(page, items=filler.entries(page.items))
    else:
        page = replace(page, items=_filled(filler, section, page.items))
    return show(
        request,
        "dossier" if section is None else "section",
        dossier=found,
        is_pair=isinstance(found, Dossier),
        is_empty=not any(
            (found.chronology, found.undated, found.agreements, sketch.quotations, found.around)
        ),
        zooms=zooms(choice, [year.year for year in summary.years]),
        address=address,
        title=narrator.title(found),
        paragraph=tell_summary(summary, found, narrator, quotations=len(sketch.quotations)),
        choice=choice,
        types=types,
        statuses=statuses,
        years=_by_year(page.items) if section is None else (),
        all_years=summary.years,
        page=page,
        lists={name: _filled(filler, name, items[:_A_TASTE]) for name, items in lists.items()}
        if section is None
        else {},
        counts={name: len(items) for name, items in lists.items() if items},
        section=section,
        taste=_A_TASTE,
        exports=of_dossier(
            (found.one, found.other) if isinstance(found, Dossier) else (found.one,), choice
        ),
        label=lambda code: names_of(library, code),
        **context,
    )


def _choose(library: Library, found: Dossier | ActorDossier, choice: Choice) -> _Chosen:
    """Return the entries that fit; those of a sketch have no words to look in unless asked."""

    def fit(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        if choice.words:
            entries = with_sentences(library.record, entries)
        return choose(entries, choice)

    return _Chosen(
        dated=fit(found.chronology),
        undated=fit(found.undated),
        visits=fit(found.visits),
        around=fit(found.around),
    )


def _sum_up(found: Dossier | ActorDossier, filler: Filler) -> tuple[Summary, list[str], list[str]]:
    """Return the figures of a dossier, and which types and statuses it holds."""
    summary = summarise(found.chronology, found.undated, found.agreements)
    if summary.first and summary.last:
        first, last = filler.entries((summary.first, summary.last))
        summary = replace(summary, first=first, last=last)
    told = (*found.chronology, *found.undated)
    statuses = {entry.status for entry in told}
    return (
        summary,
        sorted({entry.type for entry in told}),
        [status for status in STATUSES if status in statuses],
    )


def _filled(filler: Filler, name: str, items: tuple[Any, ...]) -> tuple[object, ...]:
    """Return what a list shows, read whole."""
    if name == "agreements":
        return filler.agreements(items)
    if name == "quotations":
        return filler.quotations(items)
    return items if name == "claims" else filler.entries(items)


def _whole_page(
    request: Request,
    sketch: Sketch,
    address: str,
    filler: Filler,
    chosen: _Chosen,
    page: Leaf[Entry],
    choice: Choice,
) -> dict[str, Any]:
    """Return what the page of a whole dossier shows beside its lists: drawings and offices."""
    say, library = speak_to(request), library_of(request)
    narrator = Narrator(say)
    found, told = sketch.found, (*chosen.dated, *chosen.undated)
    few = chosen.dated if len(chosen.dated) <= MOST_MARKS else ()
    filler.entries((*page.items, *few, *chosen.visits[:_A_TASTE], *chosen.around[:_A_TASTE]))
    words = Words(
        tell=lambda entry: say(
            "page.titled",
            title=show_date(entry.when, say),
            what=tell_sentence(narrator, filler.entries((entry,))[0]),
        ),
        count=lambda time, count: say("page.count_in", time=show_date(time, say), count=count),
        href=_href(request, told, page.number),
        zoom=lambda time: with_query(request, since=time, until=time, page=None),
    )
    relation = None
    partners: tuple[ActivePair, ...] = ()
    if isinstance(found, Dossier):
        relation = library.keep(
            ("relation", address, choice, by := text_of(request, "by")),
            lambda: _relation(library, found, told, by),
        )
    else:
        partners = library.keep(
            ("partners", found.one.id),
            lambda: library.record.survey.pairs(_MOST_PARTNERS, of=found.one.id),
        )
    return {
        "frieze": draw_frieze(chosen.dated, words),
        "frieze_width": FRIEZE,
        "relation": relation,
        "balance": _balance(relation, say, words) if relation else None,
        "lands": _map(found, partners),
        "map_size": (MAP_WIDTH, MAP_HEIGHT),
        "offices": _offices(library, found),
        "partners": [
            (names_of(library, other), pair_url(found.one.id, other), item.events)
            for item in partners[:_NAMED_PARTNERS]
            for other in ((item.other if item.one == found.one.id else item.one),)
        ],
    }


def _balance(relation: Relation, say: Messages, words: Words) -> Balance | None:
    return draw_balance(
        relation.periods,
        tell=lambda period: say(
            "page.relation_period",
            time=show_date(period.period, say),
            good=f"{period.cooperation:.1f}",
            bad=f"{-period.conflict:.1f}",
        ),
        zoom=words.zoom,
    )


def _relation(library: Library, found: Dossier, entries: tuple[Entry, ...], by: str) -> Relation:
    """Return how the two sides stood to each other, by the entries that are chosen."""
    articles = library.documents()
    naming = library.keep(
        ("naming", found.one.id, found.other.id),
        lambda: documents_naming(library.record, found.one.ids, found.other.ids),
    )
    return build_relation(
        found.one,
        found.other,
        entries=entries,
        articles=articles,
        naming=naming,
        coverage=cover(articles, naming),
        by=cast("By", by) if by in BY else None,
    )


def _offices(library: Library, found: Dossier | ActorDossier) -> tuple[Tenure, ...]:
    """Return the offices that the person of a dossier held, the latest first."""
    if isinstance(found, Dossier) or found.one.kind != "person":
        return ()
    name = found.one.names.get("fr", found.one.id)
    terms = library.knowledge.terms(found.one.id) or library.knowledge.terms(name)
    if len({term.wikidata or term.person for term in terms}) > 1:
        return ()  # two bear this name: whose offices they are is not known
    return tuple(reversed(terms))


def _map(
    found: Dossier | ActorDossier, partners: tuple[ActivePair, ...]
) -> tuple[Land, ...] | None:
    """Return the map of a dossier: its two countries, or one with its partners."""
    if isinstance(found, Dossier):
        return draw_map(found.one.ids | found.other.ids, {})
    counts = {
        pair.one if pair.other == found.one.id else pair.other: pair.events for pair in partners
    }
    return draw_map(found.one.ids, counts)


def _by_year(entries: tuple[Entry, ...]) -> list[tuple[int | None, list[Entry]]]:
    """Return entries grouped by the year in which they begin, in their order."""
    return [(year, list(group)) for year, group in groupby(entries, lambda e: year_of(e.when))]


def _href(request: Request, entries: tuple[Entry, ...], shown: int) -> Callable[[Entry], str]:
    """Return what gives the address of an entry: in this page or another one of its list."""
    places = {entry.facts[0]: place for place, entry in enumerate(entries)}

    def href(entry: Entry) -> str:
        fact = entry.facts[0]
        number = places[fact] // _A_PAGE + 1 if fact in places else None
        if number is None:
            return fact_url(fact)
        base = "" if number == shown else with_query(request, page=number)
        return f"{base}#{fact}"

    return href
