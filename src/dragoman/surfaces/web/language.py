"""Which language a reader is shown: the one chosen by the switch, else the browser's."""

from starlette.requests import Request

from dragoman.surfaces.messages.catalogue import LANGUAGES, Messages, load_messages

COOKIE = "language"


def speak_to(request: Request) -> Messages:
    """Return the catalogue for a request."""
    return load_messages(language_of(request))


def language_of(request: Request) -> str:
    """Return the code of the language for a request.

    The address (?lang=fr) comes first, then the cookie that the switch leaves, then
    what the browser accepts, then the first language we speak.
    """
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return str(asked)
    return accepted(request.headers.get("accept-language", "")) or LANGUAGES[0]


def accepted(header: str) -> str | None:
    """Return the language we speak that an Accept-Language header wants most; None if none."""
    wishes = []
    for place, part in enumerate(header.split(",")):
        name, _, weight = part.partition(";")
        code = name.strip()[:2].lower()
        if code in LANGUAGES:
            wishes.append((-_weight(weight), place, code))
    wishes.sort()
    return wishes[0][2] if wishes and wishes[0][0] < 0 else None


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
