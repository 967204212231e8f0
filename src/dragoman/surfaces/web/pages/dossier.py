"""The dossier of a pair and of one actor: one page, with filters in its address."""

from collections.abc import Callable
from itertools import groupby
from typing import cast, get_args

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.choice import choose
from dragoman.dossier.coverage import coverage_of
from dragoman.dossier.entry import Dossier, Entry
from dragoman.dossier.periods import By
from dragoman.dossier.relation import Relation, build_relation
from dragoman.dossier.summary import is_delivery, summarise, year_of
from dragoman.record.coverage import documents_naming
from dragoman.record.survey import ActivePair
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.summary import tell_summary
from dragoman.surfaces.messages.telling import tell_sentence
from dragoman.surfaces.web.charts.balance import draw_balance
from dragoman.surfaces.web.charts.frieze import WIDTH as FRIEZE
from dragoman.surfaces.web.charts.frieze import Words, draw_frieze
from dragoman.surfaces.web.charts.worldmap import HEIGHT as MAP_HEIGHT
from dragoman.surfaces.web.charts.worldmap import WIDTH as MAP_WIDTH
from dragoman.surfaces.web.charts.worldmap import Land, draw_map
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.library import Library
from dragoman.surfaces.web.pages.asked import (
    STATUSES,
    choice_of,
    leaf,
    library_of,
    number_of,
    text_of,
)
from dragoman.surfaces.web.pages.chosen import dossier_of
from dragoman.surfaces.web.pages.exporting import of_dossier
from dragoman.surfaces.web.pages.home import names_of
from dragoman.surfaces.web.pages.zooming import zooms
from dragoman.surfaces.web.render import fact_url, pair_url, show, with_query
from dragoman.types.entity import Tenure

router = APIRouter(include_in_schema=False)
BY: tuple[str, ...] = get_args(By)
SECTIONS = ("visits", "agreements", "deliveries", "quotations", "claims", "around")
_A_PAGE, _A_TASTE, _MOST_PARTNERS, _NAMED_PARTNERS = 200, 8, 60, 10


@router.get("/dossier/{one}/{other}")
def pair(request: Request, one: str, other: str) -> Response:
    """Show the dossier of two sides."""
    return _show(request, *dossier_of(request, one, other))


@router.get("/dossier/{one}/{other}/{section}")
def pair_section(request: Request, one: str, other: str, section: str) -> Response:
    """Show one kind of facts of two sides."""
    return _show(request, *dossier_of(request, one, other), section=section)


@router.get("/actor/{entity}")
def actor(request: Request, entity: str) -> Response:
    """Show the dossier of one side."""
    return _show(request, *dossier_of(request, entity))


@router.get("/actor/{entity}/{section}")
def actor_section(request: Request, entity: str, section: str) -> Response:
    """Show one kind of facts of one side."""
    return _show(request, *dossier_of(request, entity), section=section)


def _show(
    request: Request,
    found: Dossier | ActorDossier,
    address: str,
    *,
    section: str | None = None,
) -> Response:
    """Show a dossier whole, or one of its sections."""
    if section is not None and section not in SECTIONS:
        raise HTTPException(404)
    say, library = speak_to(request), library_of(request)
    narrator = Narrator(say)
    choice = choice_of(request, say)
    dated, undated = library.keep(
        ("chosen", address, choice),
        lambda: (choose(found.chronology, choice), choose(found.undated, choice)),
    )
    lists = {
        "visits": choose(found.visits, choice),
        "agreements": found.agreements,
        "deliveries": tuple(entry for entry in (*dated, *undated) if is_delivery(entry)),
        "quotations": found.quotations,
        "claims": found.claims,
        "around": choose(found.around, choice),
    }
    number = number_of(request, "page")
    page = leaf((*dated, *undated), number, _A_PAGE)
    summary = library.keep(
        ("summary", address),
        lambda: summarise(found.chronology, found.undated, found.agreements),
    )
    is_pair = isinstance(found, Dossier)
    words = Words(
        tell=lambda entry: say(
            "page.titled", title=show_date(entry.when, say), what=tell_sentence(narrator, entry)
        ),
        count=lambda time, count: say("page.count_in", time=show_date(time, say), count=count),
        href=_href(request, (*dated, *undated), page.number),
        zoom=lambda time: with_query(request, since=time, until=time, page=None),
    )
    relation = None
    if isinstance(found, Dossier) and section is None:
        relation = library.keep(
            ("relation", address, choice, by := text_of(request, "by")),
            lambda: _relation(library, found, (*dated, *undated), by),
        )
    partners: tuple[ActivePair, ...] = ()
    if not is_pair:
        partners = library.keep(
            ("partners", found.one.id),
            lambda: library.record.survey.pairs(_MOST_PARTNERS, of=found.one.id),
        )
    return show(
        request,
        "dossier" if section is None else "section",
        dossier=found,
        is_pair=is_pair,
        is_empty=not any(
            (found.chronology, found.undated, found.agreements, found.quotations, found.around)
        ),
        zooms=zooms(choice, [year.year for year in summary.years]),
        address=address,
        title=narrator.title(found),
        paragraph=tell_summary(summary, found, narrator),
        summary=summary,
        choice=choice,
        types=sorted({entry.type for entry in (*found.chronology, *found.undated)}),
        statuses=[
            s for s in STATUSES if any(e.status == s for e in (*found.chronology, *found.undated))
        ],
        years=_by_year(page.items),
        all_years=summary.years,
        page=page if section is None else leaf(lists[section], number, _A_PAGE),
        lists=lists,
        section=section,
        taste=_A_TASTE,
        exports=of_dossier(
            (found.one, found.other) if isinstance(found, Dossier) else (found.one,), choice
        ),
        frieze=draw_frieze(dated, words) if section is None else None,
        frieze_width=FRIEZE,
        relation=relation,
        balance=draw_balance(
            relation.periods,
            tell=lambda period: say(
                "page.relation_period",
                time=show_date(period.period, say),
                good=f"{period.cooperation:.1f}",
                bad=f"{-period.conflict:.1f}",
            ),
            zoom=words.zoom,
        )
        if relation
        else None,
        lands=_map(found, partners) if section is None else None,
        map_size=(MAP_WIDTH, MAP_HEIGHT),
        label=lambda code: names_of(library, code),
        offices=_offices(library, found) if section is None else (),
        partners=[
            (names_of(library, other), pair_url(found.one.id, other), item.events)
            for item in partners[:_NAMED_PARTNERS]
            for other in ((item.other if item.one == found.one.id else item.one),)
        ],
    )


def _relation(library: Library, found: Dossier, entries: tuple[Entry, ...], by: str) -> Relation:
    """Return how the two sides stood to each other, by the entries that are chosen."""
    sides = (found.one, found.other)
    naming = library.keep(
        ("naming", found.one.id, found.other.id),
        lambda: documents_naming(library.record, found.one.ids, found.other.ids),
    )
    coverage = library.keep(
        ("coverage of", found.one.id, found.other.id), lambda: coverage_of(library.record, sides)
    )
    return build_relation(
        *sides,
        entries=entries,
        articles=library.documents(),
        naming=naming,
        coverage=coverage,
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
