"""EDTF dates as people write them, never more precise than they are."""

import re
from collections.abc import Callable
from datetime import date

from dragoman.surfaces.messages.catalogue import Messages

_POINT = re.compile(r"(-?\d{2}[\dX]{2})(?:-([\dX]{2})(?:-([\dX]{2}))?)?$")
_QUALIFIERS = {"~": "around", "?": "perhaps", "%": "perhaps_around"}
_OPEN = ("", "..")


def show_date(edtf: str | None, say: Messages) -> str:
    """Return `edtf` in the words of a language: "25 juin 2019", "vers 1960".

    A form we do not know is shown as it stands.

    Args:
        edtf: an EDTF date or interval; None if unknown.
        say: the catalogue of the language.
    """
    if edtf is None:
        return say("date.unknown")
    if "/" not in edtf:
        return _show_point(edtf, say)
    start, end = edtf.split("/", 1)
    if start in _OPEN and end in _OPEN:
        return say("date.unknown")
    if start in _OPEN:
        return say(_on_day("until", end), end=_show_point(end, say))
    if end in _OPEN:
        return say(_on_day("since", start), start=_show_point(start, say))
    if len(start) == len(end) == len("2023-02-07") and start[:7] == end[:7]:
        return say("date.days", start=int(start[8:]), end=_show_point(end, say))
    return say("date.between", start=_show_point(start, say), end=_show_point(end, say))


def _on_day(key: str, edtf: str) -> str:
    """Return the key of the words before a date: French puts an article before a day."""
    exact = len(edtf) == len("2023-02-07") and "X" not in edtf
    return f"date.{key}_day" if exact else f"date.{key}"


def _show_point(edtf: str, say: Messages) -> str:
    """Return one date without a slash."""
    for sign, key in _QUALIFIERS.items():
        if sign in edtf:
            return say(f"date.{key}", date=_show_point(edtf.replace(sign, ""), say))
    match = _POINT.match(edtf)
    if not match:
        return edtf
    year, month, day = match.groups()
    if "X" in year:
        return _show_years(year, say)
    if month is None or "X" in month:
        return str(int(year))
    if not 1 <= int(month) <= 12:
        return _show_season(year, month, edtf, say)
    if day is None or "X" in day:
        return say("date.month", month=_month(int(month), say), year=int(year))
    try:
        moment = date(int(year), int(month), int(day))
    except ValueError:
        return edtf
    number = say("date.first_day") if moment.day == 1 else moment.day
    return say("date.day", day=number, month=_month(moment.month, say), year=moment.year)


def _month(number: int, say: Messages) -> str:
    """Return the name of a month: from the catalogue, as a library of names loads slowly."""
    return str(say.tables["date.months"][number - 1])


def _show_years(year: str, say: Messages) -> str:
    """Return a decade or a century."""
    if year.endswith("XX"):
        return say("date.century", start=year.replace("X", "0"), end=year.replace("X", "9"))
    return say("date.decade", start=year.replace("X", "0"))


def _show_season(year: str, code: str, edtf: str, say: Messages) -> str:
    """Return a season, a quarter or a half of a year."""
    key = f"date.season.{code}"
    return say(key, year=str(int(year))) if say.has(key) else edtf


def dates_in(say: Messages) -> Callable[[str | None], str]:
    """Return `show_date` for one language."""
    return lambda edtf: show_date(edtf, say)
