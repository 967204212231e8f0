"""Find the expressions of time of a text and give them their values."""

from dragoman.knowledge import Knowledge
from dragoman.languages.times_schema import Operation
from dragoman.reading.analysis import Analysis
from dragoman.reading.times.matching import Match, find_matches
from dragoman.reading.times.narrative import Named, Narrative
from dragoman.reading.times.resolving import Resolved, Setting, resolve
from dragoman.reading.times.words import load_words
from dragoman.types.edtf import is_edtf
from dragoman.types.time import TimeExpression, TimeKind

_KINDS: dict[Operation, TimeKind] = {"duration": "duration", "set": "set", "age": "age"}


def find_times(
    analysis: Analysis, *, published: str | None, knowledge: Knowledge | None = None
) -> tuple[TimeExpression, ...]:
    """Return every expression of time in a text, in text order.

    Args:
        analysis: the text; sentences that are not parsed are read as well, without
            the tense of their verbs.
        published: EDTF of publication; None if unknown. An interval, or what is no
            EDTF, counts as unknown.
        knowledge: not used yet.
    """
    if published is not None and (not is_edtf(published) or "/" in published):
        published = None
    words = load_words(analysis.language)
    narrative = Narrative()
    found: list[TimeExpression] = []
    sentence = 0
    for match in find_matches(analysis.text, language=analysis.language):
        while (
            sentence + 1 < len(analysis.sentences)
            and analysis.sentences[sentence + 1].start <= match.span.start
        ):
            sentence += 1
        setting = Setting(analysis, published, words, narrative, sentence)
        for resolved in resolve(match, setting):
            found.append(_expression(match, resolved))
            if resolved.value is not None:
                narrative.add(Named(resolved.value, resolved.span, sentence, resolved.literal))
    return tuple(found)


def _expression(match: Match, resolved: Resolved) -> TimeExpression:
    kind = _KINDS.get(match.rule.means.op)
    if kind is None:
        kind = "interval" if resolved.value and "/" in resolved.value else "date"
    return TimeExpression(
        span=resolved.span,
        kind=kind,
        value=resolved.value,
        rule=f"times.{match.rule.id}",
        anchor=resolved.anchor,
        reasoning=resolved.reasoning,
        confidence=resolved.confidence,
    )
