"""Find the expressions of time of a text and give them their values."""

from dragoman.knowledge import Knowledge
from dragoman.languages.times_schema import Operation
from dragoman.reading.analysis import Analysis
from dragoman.reading.times.around import near_date
from dragoman.reading.times.dates import read_parts
from dragoman.reading.times.matching import Match, find_matches, fold
from dragoman.reading.times.narrative import Named, Narrative
from dragoman.reading.times.reigns import find_reigns
from dragoman.reading.times.resolving import resolve
from dragoman.reading.times.setting import Resolved, Setting
from dragoman.reading.times.words import Words, load_words
from dragoman.types.edtf import Point, is_edtf
from dragoman.types.time import TimeExpression, TimeKind

_KINDS: dict[Operation, TimeKind] = {"duration": "duration", "set": "set", "age": "age"}


def find_times(
    analysis: Analysis,
    *,
    published: str | None,
    knowledge: Knowledge | None = None,
) -> tuple[TimeExpression, ...]:
    """Return every expression of time in a text, in text order.

    Args:
        analysis: the text; sentences that are not parsed are read as well, without
            the tense of their verbs.
        published: EDTF of publication; None if unknown. An interval, or what is no
            EDTF, counts as unknown.
        knowledge: who was in power when ("sous le président X"); without it such words
            are not read.
    """
    if published is not None and (not is_edtf(published) or "/" in published):
        published = None
    words = load_words(analysis.language)
    narrative = Narrative()
    matches = _placed(analysis, find_matches(analysis.text, language=analysis.language))
    hint = None if published else _latest_full_date(matches, words)
    found: list[TimeExpression] = []
    waiting: list[tuple[Match, int]] = []
    for match, sentence in matches:
        if match.rule.means.anchor == "event":
            waiting.append((match, sentence))
            continue
        setting = Setting(analysis, published, words, narrative, sentence, hint)
        for resolved in resolve(match, setting):
            found.append(_expression(match, resolved))
            if resolved.value is not None:
                narrative.add(Named(resolved.value, resolved.span, sentence, resolved.literal))
    # What is counted from an event needs the dates of its whole sentence.
    for match, sentence in waiting:
        setting = Setting(analysis, published, words, narrative, sentence, hint)
        found += [_expression(match, resolved) for resolved in resolve(match, setting)]
    folded = fold(analysis.text)
    found = [near_date(time, folded, analysis.language) for time in found]
    if knowledge is not None:
        reigns = find_reigns(analysis.text, language=analysis.language, knowledge=knowledge)
        found += [r for r in reigns if not any(r.span.overlaps(time.span) for time in found)]
    return tuple(sorted(found, key=lambda time: time.span))


def _placed(analysis: Analysis, matches: tuple[Match, ...]) -> list[tuple[Match, int]]:
    """Return each match with the index of its sentence."""
    placed = []
    sentence = 0
    for match in matches:
        while (
            sentence + 1 < len(analysis.sentences)
            and analysis.sentences[sentence + 1].start <= match.span.start
        ):
            sentence += 1
        placed.append((match, sentence))
    return placed


def _latest_full_date(matches: list[tuple[Match, int]], words: Words) -> str | None:
    """Return the latest day that the text gives with its year.

    None if there is none, or if a month with its year is later: then the text looks
    back on that day.
    """
    days: list[str] = []
    months: list[str] = []
    for match, _ in matches:
        if match.rule.means.op == "calendar":
            parts = read_parts(match, words, published=None)
            if parts.year is not None and parts.month is not None and parts.month <= 12:
                value = str(Point(year=parts.year, month=parts.month, day=parts.day))
                if is_edtf(value):
                    (months if parts.day is None else days).append(value)
    latest = max(days, default=None)
    return None if latest is None or any(m > latest[:7] for m in months) else latest


def _expression(match: Match, resolved: Resolved) -> TimeExpression:
    kind = _KINDS.get(match.rule.means.op)
    if match.rule.means.anchor == "event" and resolved.value is None:
        kind = "duration"  # it dates nothing: "une semaine après l'attaque"
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
