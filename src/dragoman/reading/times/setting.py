"""Where a match is read, and what it comes to mean."""

from dataclasses import dataclass

from dragoman.reading.analysis import Analysis
from dragoman.reading.times.matching import Match
from dragoman.reading.times.narrative import Named, Narrative
from dragoman.reading.times.words import Words
from dragoman.types.span import Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one expression means.

    Attributes:
        span: its words.
        value: its EDTF; None if it cannot be known.
        anchor: the date in the text it was counted from, if it was.
        reasoning: how, in one line; None where the words say it all.
        confidence: probability in 0..1 that the value is right.
        literal: whether the words themselves give the year.
    """

    span: Span
    value: str | None
    anchor: Span | None = None
    reasoning: str | None = None
    confidence: float = 0.95
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a match is read.

    Attributes:
        analysis: the text and its grammar.
        published: EDTF of publication; None if unknown.
        words: the tables of the language.
        narrative: what the text named before.
        sentence: index of the sentence.
        hint: the latest full date the text names, for texts of unknown publication.
    """

    analysis: Analysis
    published: str | None
    words: Words
    narrative: Narrative
    sentence: int
    hint: str | None = None


def unknown(match: Match, why: str) -> tuple[Resolved, ...]:
    """Return a match without a value, and why it has none."""
    return (Resolved(match.span, None, reasoning=why, confidence=0.8),)


def anchor_of(match: Match, setting: Setting) -> tuple[str | None, Named | None]:
    """Return the value to count from, and where the text names it, if it does."""
    means = match.rule.means
    if means.anchor == "publication":
        return setting.published, None
    if means.anchor == "event":
        named = setting.narrative.in_sentence(setting.sentence, match.span)
    else:
        named = setting.narrative.last(match.span, day=means.unit == "day")
    return (named.value, named) if named else (None, None)


def counted_from(named: Named | None, value: str, text: str) -> str:
    """Word what a value was counted from."""
    if named is None:
        return f"counted from publication, {value}"
    return f"counted from {named.span.of(text)!r}, {named.value}"
