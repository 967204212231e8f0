"""What the record covers, the search box, and the lists of who is in it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.dossier.parties import usual_names
from dragoman.dossier.registers import latest_claims, latest_entries, latest_turns
from dragoman.dossier.sides import SameSideError
from dragoman.surfaces.web.charts.bars import draw_coverage
from dragoman.surfaces.web.library import Library
from dragoman.surfaces.web.pages.asked import leaf, library_of, number_of, text_of
from dragoman.surfaces.web.render import actor_url, pair_url, show

router = APIRouter(include_in_schema=False)
_MOST_PAIRS, _MOST_LATEST, _A_PAGE, _MOST_OFFERED, _MOST_CLAIMS = 12, 8, 100, 300, 5


@router.get("/")
def home(request: Request) -> Response:
    """Show what the record covers."""
    library = library_of(request)
    record = library.record
    pairs = library.keep("active pairs", lambda: record.survey.pairs(_MOST_PAIRS))
    return show(
        request,
        "home",
        record_name=record.name,
        counts=library.keep("counts", record.counts),
        coverage=library.keep("coverage", lambda: draw_coverage(record.survey.coverage())),
        pairs=[
            (pair, names_of(library, pair.one), names_of(library, pair.other)) for pair in pairs
        ],
        latest=library.keep(
            "latest", lambda: latest_entries(record, library.knowledge, _MOST_LATEST)
        ),
        claims=library.keep(
            "claims", lambda: latest_claims(record, library.knowledge, _MOST_CLAIMS)
        ),
        turns=library.keep("turns", lambda: latest_turns(record, library.knowledge, _MOST_CLAIMS)),
        offered=offered(library),
    )


def names_of(library: Library, entity: str) -> dict[str, str]:
    """Return language code to the name of an entity; its id where it has none."""
    known = usual_names(library.knowledge, entity)
    return known or {"fr": entity, "en": entity}


def offered(library: Library) -> tuple[dict[str, str], ...]:
    """Return the names that a search box offers, by language."""

    def gather() -> tuple[dict[str, str], ...]:
        sides = library.sides()[:_MOST_OFFERED]
        return tuple(
            usual_names(library.knowledge, side.id) or {"fr": side.name, "en": side.name}
            for side in sides
        )

    return library.keep("offered", gather)


@router.get("/find")
def find(request: Request) -> Response:
    """Lead to the dossier of two names, or to the page of one."""
    library = library_of(request)
    names = [name for name in (text_of(request, "one"), text_of(request, "other")) if name]
    if not names:
        return RedirectResponse("/", 303)
    sides = [library.side(name) for name in names]
    if len(sides) == 1:
        return RedirectResponse(actor_url(sides[0].id), 303)
    if sides[0].ids & sides[1].ids:
        raise SameSideError(*names)
    return RedirectResponse(pair_url(sides[0].id, sides[1].id), 303)


@router.get("/actors")
def actors(request: Request) -> Response:
    """List everybody who takes part in a fact."""
    library = library_of(request)
    words, kind = text_of(request, "q").casefold(), text_of(request, "kind")
    found = []
    for side in library.sides():
        names = usual_names(library.knowledge, side.id) or {"fr": side.name, "en": side.name}
        told = " ".join((side.name, *names.values())).casefold()
        if words in told and kind in ("", side.kind):
            found.append((side, names))
    return show(
        request,
        "actors",
        page=leaf(tuple(found), number_of(request, "page"), _A_PAGE),
        kinds=sorted({side.kind for side in library.sides()}),
        words=text_of(request, "q"),
        kind=kind,
        country_names=lambda country: names_of(library, country),
    )
