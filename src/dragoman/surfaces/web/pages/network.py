"""The network of a period."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response

from dragoman.ontology.model import load_ontology
from dragoman.surfaces.web.charts.network import FEW, draw_network
from dragoman.surfaces.web.pages.asked import library_of, number_of, text_of
from dragoman.surfaces.web.pages.exporting import of_network
from dragoman.surfaces.web.pages.home import names_of
from dragoman.surfaces.web.render import show

router = APIRouter(include_in_schema=False)
_MOST, _USUAL, _MANY = 80, 40, 100_000


@router.get("/network")
def network(request: Request) -> Response:
    """Show who deals with whom between two years."""
    library = library_of(request)
    survey = library.record.survey
    first, last = library.keep("years", survey.years)
    this_year = datetime.now(UTC).year
    first, last = first or this_year, last or this_year
    since = min(max(_year(request, "from", first), first), last)
    until = min(max(_year(request, "to", last), since), last)
    most = number_of(request, "most", most=_MOST) if text_of(request, "most") else _USUAL
    start, end = f"{since:04d}", f"{until:04d}"
    hostile = frozenset(
        type_.id for type_ in load_ontology().types if type_.quad.endswith("conflict")
    )
    pairs = library.keep(
        ("pairs", since, until, most), lambda: survey.pairs(most, since=start, until=end)
    )
    bad = library.keep(
        ("hostile pairs", since, until),
        lambda: survey.pairs(_MANY, since=start, until=end, types=hostile),
    )
    drawn = draw_network(pairs, {(pair.one, pair.other): pair.events for pair in bad})
    return show(
        request,
        "network",
        network=drawn,
        few=FEW,
        first=first,
        last=last,
        since=since,
        until=until,
        most=most,
        label=lambda code: names_of(library, code),
        exports=of_network(start, end),
    )


def _year(request: Request, name: str, otherwise: int) -> int:
    value = text_of(request, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else otherwise
