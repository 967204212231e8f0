"""Lists over the whole record: agreements, visits, deliveries and quotations."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from dragoman.dossier.registers import find_register
from dragoman.record.filters import Filters
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.library import Library
from dragoman.surfaces.web.pages.asked import Leaf, date_of, library_of, number_of, text_of
from dragoman.surfaces.web.pages.exporting import Link, of_register
from dragoman.surfaces.web.pages.home import offered
from dragoman.surfaces.web.render import show

router = APIRouter(include_in_schema=False)
_A_PAGE = 50
_VISITS, _DELIVERIES = frozenset({"visit"}), frozenset({"delivery", "donation"})
STAGES = (
    "announced", "negotiated", "initialled", "signed", "ratified", "in_force", "suspended",
    "denounced", "expired",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the form of a register holds.

    Attributes:
        one, other: names of sides, as typed; "" for any.
        since, until: EDTF dates; None for all.
        stage: stage of agreements; "" for any.
        kind: "direct" or "indirect" for quotations; "" for both.
    """

    one: str
    other: str
    since: str | None
    until: str | None
    stage: str
    kind: str


_OPEN = Asked(one="", other="", since=None, until=None, stage="", kind="")


@router.get("/agreements")
def agreements(request: Request) -> Response:
    """List the agreements of the record."""
    return _list(request, "agreements", "G")


@router.get("/visits")
def visits(request: Request) -> Response:
    """List the visits of the record."""
    return _list(request, "visits", "E")


@router.get("/deliveries")
def deliveries(request: Request) -> Response:
    """List the deliveries and donations of the record."""
    return _list(request, "deliveries", "E")


@router.get("/quotations")
def quotations(request: Request) -> Response:
    """List the quotations of the record."""
    return _list(request, "quotations", "Q")


def _list(request: Request, name: str, kind: str) -> Response:
    say, library = speak_to(request), library_of(request)
    asked = _asked(request, say)
    number = number_of(request, "page", most=1_000_000)
    filters = _filters(name, asked, library)

    def find(number: int) -> Leaf[object]:
        found = find_register(
            library.record,
            library.knowledge,
            kind,
            first=(number - 1) * _A_PAGE,
            most=_A_PAGE,
            **filters,
        )
        return Leaf(
            items=found.lines,
            number=number,
            pages=max(1, -(-found.total // _A_PAGE)),
            total=found.total,
            first=(number - 1) * _A_PAGE + 1 if found.lines else 0,
        )

    page = find(number)
    if number > page.pages:
        page = find(page.pages)
    return show(
        request,
        "register",
        name=name,
        page=page,
        asked=asked,
        chosen=asked != _OPEN,
        stages=STAGES,
        offered=offered(library),
        exports=_exports(name, asked),
    )


def _asked(request: Request, say: Messages) -> Asked:
    stage, kind = text_of(request, "stage"), text_of(request, "kind")
    return Asked(
        one=text_of(request, "one"),
        other=text_of(request, "other"),
        since=date_of(request, "since", say),
        until=date_of(request, "until", say),
        stage=stage if stage in STAGES else "",
        kind=kind if kind in ("direct", "indirect") else "",
    )


def _exports(name: str, asked: Asked) -> tuple[Link, ...]:
    """Return the exports of a register: those that hold what it lists, and no more."""
    sides = {"one": asked.one, "other": asked.other}
    dates = {"since": asked.since, "until": asked.until}
    if name == "agreements" and not asked.stage:
        return of_register("agreements", sides | dates)
    if name == "quotations" and not (asked.one or asked.other or asked.kind):
        return of_register("quotations", dates)
    return ()


def _filters(name: str, asked: Asked, library: Library) -> Filters:
    """Return what a register asks of the record.

    Raises:
        NameNotFoundError: if a side is not known.
    """
    filters = Filters(since=asked.since, until=asked.until)
    one = library.side(asked.one).ids if asked.one else None
    other = library.side(asked.other).ids if asked.other else None
    if name == "quotations":
        filters["of"], filters["about"] = one, other
        filters["spoken"] = asked.kind or None
    elif one and other:
        filters["sides"] = (one, other)
    else:
        filters["countries"] = one or other
    if name == "visits":
        filters["acts"] = _VISITS
    if name == "deliveries":
        filters["acts"] = _DELIVERIES
    if name == "agreements" and asked.stage:
        filters["stages"] = frozenset({asked.stage})
    return filters
