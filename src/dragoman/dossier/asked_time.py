"""The time that a question is limited to."""

from collections.abc import Iterator, Sequence

from dragoman.knowledge.fold import fold
from dragoman.languages.questions_schema import TimeWords

_YEAR = 4
_MONTHS = 12
_DAYS = 31


def take_time(
    tokens: Sequence[str], words: TimeWords
) -> tuple[str | None, str | None, tuple[int, ...]]:
    """Return the first and the last EDTF date a question allows, and the words that say so.

    Args:
        tokens: folded words of the question.
        words: the words of its language.
    """
    since: str | None = None
    until: str | None = None
    used: list[int] = []
    limits = ("since", words.since), ("until", words.until), ("during", words.during)
    at = 0
    while at < len(tokens):
        found = _date(tokens, at, words)
        if found is None:
            at += 1
            continue
        date, end = found
        begin, limit = at, "during"
        for name, forms in limits:
            length = _before(tokens, at, forms)
            if length:
                begin, limit = at - length, name
                break
        between = _before(tokens, at, words.between)
        second = _date(tokens, end + 1, words) if between else None
        if second is not None:
            since, until, begin, end = date, second[0], at - between, second[1]
        elif limit == "since":
            since = date
        elif limit == "until":
            until = date
        else:
            since = until = date
        used.extend(range(begin, end))
        at = end
    return since, until, tuple(used)


def _before(tokens: Sequence[str], at: int, forms: Sequence[str]) -> int:
    """Return how many words before `at` are one of `forms`; 0 if none."""
    for form in forms:
        wanted = fold(form).split()
        if tokens[max(0, at - len(wanted)) : at] == wanted:
            return len(wanted)
    return 0


def _date(tokens: Sequence[str], at: int, words: TimeWords) -> tuple[str, int] | None:
    """Return the EDTF date that begins at `at`, and where it ends; None if there is none."""
    months = {fold(name): number for number, name in enumerate(words.months, 1)}
    for day, month, year, end in _shapes(tokens, at):
        number = months.get(month) if not month.isdigit() else int(month or 0)
        if month and not (number and 1 <= number <= _MONTHS):
            continue
        if day and not (day.isdigit() and 1 <= int(day) <= _DAYS):
            continue
        if not (year.isdigit() and len(year) == _YEAR):
            continue
        parts = [year] + ([f"{number:02}"] if month else []) + ([f"{int(day):02}"] if day else [])
        return "-".join(parts), end
    return None


def _shapes(tokens: Sequence[str], at: int) -> Iterator[tuple[str, str, str, int]]:
    """Yield day, month and year as they may stand at `at`, the longest first; "" for none."""
    rest = tokens[at : at + 3]
    if len(rest) == 3:
        yield rest[0].removesuffix("er"), rest[1], rest[2], at + 3
        yield rest[2], rest[1], rest[0], at + 3
    if len(rest) > 1:
        yield "", rest[0], rest[1], at + 2
        yield "", rest[1], rest[0], at + 2
    if rest:
        yield "", "", rest[0], at + 1
