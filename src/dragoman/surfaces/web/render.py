"""Templates filled for one reader, in one language."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote, urlencode

from babel.numbers import format_decimal
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman import __version__
from dragoman.dossier.evidence import Passage, Source
from dragoman.surfaces.messages.catalogue import LANGUAGES
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.fields import show_value
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source
from dragoman.surfaces.messages.telling import tell_sentence
from dragoman.surfaces.messages.tellings import count_sources, tell_differences
from dragoman.surfaces.web.language import COOKIE, language_of, speak_to
from dragoman.surfaces.web.team.gate import LOCAL

MENU = (
    "home",
    "actors",
    "agreements",
    "visits",
    "deliveries",
    "quotations",
    "network",
    "search",
    "review",
)
"""Pages that every page leads to, by name; their addresses are in `ADDRESSES`."""

ADDRESSES = {"home": "/"} | {name: f"/{name}" for name in MENU[1:]}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})
_A_YEAR = 365 * 24 * 3600


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dragoman.surfaces.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        version=__version__,
        asset=asset,
        pieces=pieces,
        is_address=is_address,
        dir_of=dir_of,
        pair_url=pair_url,
        actor_url=actor_url,
        article_url=article_url,
        fact_url=fact_url,
    )
    return made


@cache
def stamp_of_assets() -> str:
    """Return what changes whenever one of the static files does."""
    found = sha256()
    for file in sorted(files("dragoman.surfaces.web").joinpath("static").iterdir(), key=str):
        found.update(file.read_bytes())
    return found.hexdigest()[:12]


def asset(name: str) -> str:
    """Return the address of a static file."""
    return f"/static/{stamp_of_assets()}/{name}"


def _part(text: str) -> str:
    return quote(text, safe=":")


def pair_url(one: str, other: str) -> str:
    """Return the address of the dossier of two sides."""
    return f"/dossier/{_part(one)}/{_part(other)}"


def actor_url(entity: str) -> str:
    """Return the address of the page of one entity."""
    return f"/actor/{_part(entity)}"


def fact_url(fact: str) -> str:
    """Return the address of the evidence of a fact."""
    return f"/fact/{_part(fact)}"


def article_url(source: Source, fact: str | None = None) -> str:
    """Return the address of an article, at the words of a fact if one is given."""
    return f"/article/{source.document}" + (f"#{fact}" if fact else "")


def is_address(url: str | None) -> bool:
    """Tell whether a URL may be made a link: articles are not ours to trust."""
    return url is not None and url.startswith(("https://", "http://"))


def dir_of(language: str) -> str:
    """Return which way a language is written, for an attribute `dir`."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def pieces(passage: Passage) -> Iterable[tuple[str, bool]]:
    """Yield a passage cut at its marks, and whether each piece is evidence."""
    position = 0
    for mark in passage.marks:
        if mark.start > position:
            yield passage.text[position : mark.start], False
        yield passage.text[mark.start : mark.end], True
        position = mark.end
    if position < len(passage.text):
        yield passage.text[position:], False


def with_query(request: Request, **changes: object) -> str:
    """Return the address of the page with some parameters changed; None takes one away."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in changes]
    kept += [(key, str(value)) for key, value in changes.items() if value is not None]
    return request.url.path + ("?" + urlencode(kept) if kept else "")


def _account(request: Request) -> str | None:
    """Return the name of the account that asks; None on a machine of one's own."""
    user = getattr(request.state, "user", None)
    return None if user is None or user == LOCAL else user.name


def _menu(request: Request) -> list[tuple[str, str]]:
    """Return the pages that the one who asks may be led to."""
    user = getattr(request.state, "user", None)
    if user is None:
        return []
    return [(name, ADDRESSES[name]) for name in MENU if name != "review" or user.may_judge]


def show(request: Request, template: str, *, status: int = 200, **context: object) -> Response:
    """Return a page for the one who asks.

    Args:
        request: what is asked.
        template: name of the template, without its endings.
        status: HTTP status.
        context: what the template needs.
    """
    say = speak_to(request)
    narrator = Narrator(say)
    body = (
        _environment()
        .get_template(f"{template}.html.j2")
        .render(
            say=say,
            narrator=narrator,
            told_by=lambda entry: count_sources(entry, say),
            differences=lambda entry: tell_differences(entry, say),
            tell=lambda entry: tell_sentence(narrator, entry),
            show_date=lambda edtf: show_date(edtf, say),
            show_value=lambda field: show_value(field, say),
            n=lambda what, count: say(
                f"page.n_{what}",
                count=count,
                number=format_decimal(count, locale=say("date.locale")),
            ),
            cite=lambda source: name_source(source, say),
            menu=_menu(request),
            here=request.url.path,
            account=_account(request),
            switches=[
                (code, with_query(request, lang=code)) for code in LANGUAGES if code != say.language
            ],
            query_to=lambda path: path + (f"?{request.url.query}" if request.url.query else ""),
            query=lambda **changes: with_query(request, **changes),
            **context,
        )
    )
    response = HTMLResponse(body, status_code=status)
    response.headers["Vary"] = "Accept-Language, Cookie"
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(
            COOKIE, language_of(request), max_age=_A_YEAR, samesite="lax", httponly=True
        )
    return response
