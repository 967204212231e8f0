"""Mark dates that their text only puts near: "vers 1960", "1960 environ"."""

import re
from dataclasses import replace
from functools import cache

from dragoman.languages.pack import load_section
from dragoman.languages.times_schema import TimeGrammar
from dragoman.reading.times.matching import fold
from dragoman.types.time import TimeExpression

_POINT = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_WINDOW = 24


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    around = load_section(language, "times", TimeGrammar).around
    before, after = (
        "|".join(re.escape(fold(form)) for form in sorted(forms, key=len, reverse=True))
        for forms in (around.before, around.after)
    )
    return re.compile(rf"(?<!\w)(?:{before}) $"), re.compile(rf" (?:{after})(?!\w)")


def near_date(time: TimeExpression, folded: str, language: str) -> TimeExpression:
    """Return `time` as approximate if the words beside it, in the `folded` text, say so."""
    if time.value is None or not _POINT.fullmatch(time.value):
        return time
    before, after = _words(language)
    start, end = time.span.start, time.span.end
    near = before.search(folded[max(start - _WINDOW, 0) : start])
    if near is None and after.match(folded[end : end + _WINDOW]) is None:
        return time
    reasoning = "; ".join(filter(None, (time.reasoning, "the text says about when")))
    return replace(time, value=f"{time.value}~", reasoning=reasoning)
