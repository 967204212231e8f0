"""Check a reading against its text: every span in place, every reference answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from operator import attrgetter

from dragoman.types.document import Document
from dragoman.types.edtf import is_edtf
from dragoman.types.reading import Reading
from dragoman.types.span import Sourced, Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a reading that its text does not bear out.

    Attributes:
        where: path of the field, such as "events[2].place".
        what: what is wrong with it, in one clause.
    """

    where: str
    what: str


_REFERENCES = (
    "speaker",
    "principal",
    "addressee",
    "actors",
    "recipients",
    "parties",
    "signatories",
)


def verify(reading: Reading, document: Document) -> tuple[Problem, ...]:
    """Return what is wrong with `reading`; empty if every span re-slices from the text.

    Checked are: the hash of the text, every span's bounds, that values said to be
    verbatim stand in the characters they point to, that ids referred to exist, and
    that every date is EDTF.
    """
    if reading.document != document.sha256:
        return (Problem("document", "the hash is that of another text"),)
    problems: list[Problem] = []
    if not _is_sound(reading, len(document.text)):  # only then is it worth while to say where
        problems += _outside(reading, len(document.text))
        if problems:
            return tuple(problems)
        problems += _unsourced(reading, "")
    problems.extend(_not_verbatim(reading, document.text))
    problems.extend(_dangling(reading))
    problems.extend(_misdated(reading))
    return tuple(problems)


_Parts = Callable[[object], tuple[object, ...]]
_PARTS: dict[type, _Parts | None] = {}  # of each class met so far: what takes its fields' values


def _is_sound(reading: Reading, length: int) -> bool:
    """Tell whether every span lies in a text of that length and every value has its evidence."""
    waiting: list[object] = [reading]
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind not in _PARTS:
            _PARTS[kind] = _parts(kind)
        if isinstance(value, tuple):
            waiting.extend(value)
        elif isinstance(value, Span):
            if value.end > length:
                return False
        elif (parts := _PARTS[kind]) is not None:
            if isinstance(value, Sourced) and not (value.spans and 0 <= value.confidence <= 1):
                return False
            waiting.extend(parts(value))
    return True


def _parts(kind: type) -> _Parts | None:
    """Return what takes the values of all fields of a dataclass; None of anything else."""
    if not is_dataclass(kind):
        return None
    first, *others = (field.name for field in fields(kind))
    return attrgetter(first, *others) if others else lambda value: (getattr(value, first),)


def _outside(reading: Reading, length: int) -> Iterator[Problem]:
    for where, span in _spans(reading, ""):
        if span.end > length:
            yield Problem(where, f"span {span.start}:{span.end} leaves the text of {length}")


def _spans(value: object, where: str) -> Iterator[tuple[str, Span]]:
    """Yield every span below `value` with the path of its field."""
    if isinstance(value, Span):
        yield where, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _spans(item, f"{where}[{index}]")
    elif is_dataclass(value):
        for name in fields(value):
            yield from _spans(getattr(value, name.name), f"{where}.{name.name}".lstrip("."))


def _sourced(value: object, where: str) -> Iterator[tuple[str, Sourced[object]]]:
    """Yield every sourced value below `value` with the path of its field."""
    if isinstance(value, Sourced):
        yield where, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _sourced(item, f"{where}[{index}]")
    elif is_dataclass(value):
        for name in fields(value):
            yield from _sourced(getattr(value, name.name), f"{where}.{name.name}".lstrip("."))


def _unsourced(reading: Reading, where: str) -> Iterator[Problem]:
    for path, value in _sourced(reading, where):
        if not value.spans:
            yield Problem(path, "has no evidence span")
        if not 0.0 <= value.confidence <= 1.0:
            yield Problem(path, f"confidence {value.confidence} is no probability")


def _not_verbatim(reading: Reading, text: str) -> Iterator[Problem]:
    named = [(f"actors[{n}].name", actor.name) for n, actor in enumerate(reading.actors)]
    for n, event in enumerate(reading.events):
        if event.place:
            named.append((f"events[{n}].place", event.place))
        named.extend((f"events[{n}].quantities", quantity) for quantity in event.quantities)
    for n, agreement in enumerate(reading.agreements):
        for field in ("title", "place", "occasion"):
            value = getattr(agreement, field)
            if value:
                named.append((f"agreements[{n}].{field}", value))
    for where, value in named:
        if value.spans and value.value not in {span.of(text) for span in value.spans}:
            yield Problem(where, f"{value.value!r} does not stand at its span")


def _dangling(reading: Reading) -> Iterator[Problem]:
    actors = {actor.id for actor in reading.actors}
    events = {event.id for event in reading.events}
    for group in (reading.quotations, reading.events, reading.agreements):
        for fact in group:
            for name in _REFERENCES:
                held = getattr(fact, name, None)
                for value in held if isinstance(held, tuple) else (held,):
                    if value is not None and value.value not in actors:
                        yield Problem(f"{fact.id}.{name}", f"no actor {value.value!r}")
    for agreement in reading.agreements:
        if agreement.event not in events:
            yield Problem(f"{agreement.id}.event", f"no event {agreement.event!r}")
    for claim in reading.claims:
        if claim.about is not None and claim.about not in events:
            yield Problem(f"{claim.id}.about", f"no event {claim.about!r}")


def _misdated(reading: Reading) -> Iterator[Problem]:
    dates = [(f"times[{n}]", time.value) for n, time in enumerate(reading.times)]
    dates += [(e.id, e.when.value) for e in reading.events if e.when]
    dates += [(g.id, g.date.value) for g in reading.agreements if g.date]
    dates += [(q.id, q.said_on.value) for q in reading.quotations if q.said_on]
    for where, value in dates:
        if value is not None and not is_edtf(value):
            yield Problem(where, f"{value!r} is not EDTF")
