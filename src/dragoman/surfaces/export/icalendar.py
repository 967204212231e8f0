"""Events as a calendar (RFC 5545): days and stretches of days."""

from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.record.streaming import Told
from dragoman.record.views import RecordedEvent
from dragoman.surfaces.export.cells import value
from dragoman.surfaces.export.headlines import headline_with
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.types.edtf import parse_edtf

_STATUS = {
    "planned": "TENTATIVE",
    "proposed": "TENTATIVE",
    "hypothetical": "TENTATIVE",
    "denied": "CANCELLED",
    "failed": "CANCELLED",
}
_WIDTH = 75


def write_icalendar(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield a calendar of what is dated to the day, in order of time."""
    headline = headline_with(selection)
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dragoman//export//EN")
    for told in selection.events("time"):
        days = _days(value(told.fact.event.when))
        if days is None:
            known = told.fact.event.when is not None
            tally.left_out["vague" if known else "undated"] += 1
            continue
        yield _entry(told, *days, headline(told))
        tally.written += 1
    yield _lines("END:VCALENDAR")


def _days(edtf: str | None) -> tuple[date, date] | None:
    """Return the first day and the day after the last; None unless both ends are days."""
    if edtf is None:
        return None
    parsed = parse_edtf(edtf)
    start = parsed.start
    end = parsed.end if parsed.interval else start
    if start is None or end is None or start.precision != "day" or end.precision != "day":
        return None
    return start.earliest, end.latest + timedelta(days=1)


def _entry(told: Told[RecordedEvent], first: date, after: date, headline: str) -> bytes:
    fact, event = told.fact, told.fact.event
    document = fact.document
    stamp = "".join(c for c in document.added_at[:19] if c.isdigit() or c == "T")
    sentence = event.mentions[0].sentence.of(told.text)
    source = document.publisher or document.title or document.name
    lines = [
        "BEGIN:VEVENT",
        f"UID:{fact.fact}@dragoman",
        f"DTSTAMP:{stamp}Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(headline)}",
        f"DESCRIPTION:{_text(sentence)}\\n{_text(source)}\\n{fact.fact}",
        f"CATEGORIES:{event.type.value}",
        f"STATUS:{_STATUS.get(event.status.value, 'CONFIRMED')}",
        "TRANSP:TRANSPARENT",
    ]
    if event.place:
        lines.append(f"LOCATION:{_text(event.place.value)}")
    if document.url:
        lines.append(f"URL:{document.url}")
    return _lines(*lines, "END:VEVENT")


def _text(words: str) -> str:
    """Return words with what RFC 5545 wants escaped."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        words = words.replace(plain, escaped)
    return "\\n".join(words.splitlines())


def _lines(*lines: str) -> bytes:
    return b"".join(_folded("".join(line.splitlines())) for line in lines)


def _folded(line: str) -> bytes:
    """Return a line cut at 75 bytes, never inside a character."""
    cut: list[bytes] = []
    held = b""
    for character in line:
        data = character.encode()
        if len(held) + len(data) > _WIDTH:
            cut.append(held)
            held = b" "
        held += data
    return b"\r\n".join([*cut, held]) + b"\r\n"
