"""Resolve pronouns that speak, and quotations that nobody introduces."""

from dataclasses import replace

from dragoman.languages.quotes_schema import Pronoun
from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import pronoun_of
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.speakers import Speaker, subject_nouns

_WINDOW = 4  # sentences
_RUNNING = 2  # sentences that may part two quotations of one speaker


def resolve_speakers(page: Page, reports: list[Report]) -> list[tuple[Report, Speaker | None]]:
    """Return each report with the noun that names its speaker.

    A pronoun is traced to its noun, a quotation without any cue takes the speaker of
    its neighbour. None where nobody can be named. Reports must be in text order.
    """
    resolved: list[tuple[Report, Speaker | None]] = []
    for n, report in enumerate(reports):
        speaker = report.speaker
        if speaker is None and report.alone:
            speaker = _running(page, reports, resolved, n)
        elif speaker is not None and speaker.form == "pronoun":
            speaker = _trace(page, speaker, resolved) or speaker
        resolved.append((report, speaker))
    for n, (report, speaker) in enumerate(resolved):
        if speaker is None and report.alone and n + 1 < len(resolved):
            resolved[n] = (report, _following(page, resolved, n))
    return resolved


def _sentence(page: Page, report: Report, *, last: bool = False) -> int:
    tokens = page.analysis.tokens_in(report.span)
    return tokens[-1 if last else 0].sentence


def _running(
    page: Page,
    reports: list[Report],
    resolved: list[tuple[Report, Speaker | None]],
    n: int,
) -> Speaker | None:
    """Return the speaker of the quotation before, if it is near enough."""
    if not resolved:
        return None
    before, speaker = resolved[-1]
    gap = _sentence(page, reports[n]) - max(
        _sentence(page, before, last=True),
        speaker and page.tokens[speaker.head].sentence or 0,
    )
    if speaker is None or gap > _RUNNING:
        return None
    return replace(speaker, rule="running", confidence=speaker.confidence * 0.9)


def _following(page: Page, resolved: list[tuple[Report, Speaker | None]], n: int) -> Speaker | None:
    after, speaker = resolved[n + 1]
    if speaker is None or _sentence(page, after) - _sentence(page, resolved[n][0]) > _RUNNING:
        return None
    return replace(speaker, rule="following", confidence=speaker.confidence * 0.8)


def _trace(
    page: Page,
    speaker: Speaker,
    resolved: list[tuple[Report, Speaker | None]],
) -> Speaker | None:
    """Return the noun that a pronoun most likely stands for, or None."""
    token = page.tokens[speaker.head]
    word = pronoun_of(token) or token.lower
    pronoun = next(p for p in page.rules.pronouns if p.text == word)
    best: Speaker | None = None
    weight = 0.0
    last = resolved[-1][1] if resolved else None
    for candidate, subject in subject_nouns(page, token, _WINDOW):
        score = _score(page, pronoun, token, candidate, subject, last)
        if score > weight:
            best, weight = candidate, score
    if last is not None and last.form == "noun":
        head = page.tokens[last.head]
        distance = token.sentence - head.sentence
        score = _agreement(page, pronoun, head) * (3.0 - 0.3 * min(distance, 8))
        if score > weight:
            best, weight = last, score
    if best is None:
        return None
    return replace(best, rule=f"{speaker.rule}+antecedent", confidence=0.7)


def _score(
    page: Page,
    pronoun: Pronoun,
    token: Token,
    candidate: Speaker,
    subject: bool,
    last: Speaker | None,
) -> float:
    head = page.tokens[candidate.head]
    score = 2.0 - 0.4 * (token.sentence - head.sentence) + 0.8 * subject
    if head.ent == "PER":
        score += 1.0
    elif head.ent == "LOC" or head.pos == "NOUN":
        score -= 0.5
    if last is not None and last.head == head.i:
        score += 1.0
    return score * _agreement(page, pronoun, head)


def _agreement(page: Page, pronoun: Pronoun, head: Token) -> float:
    """Return 0 where number or gender forbid, less than 1 where they are unknown."""
    number = head.feat("Number")
    if number and number != pronoun.number and head.pos == "NOUN":
        return 0.0
    gender = head.feat("Gender")
    for child in page.analysis.children(head):
        if child.pos == "DET":
            gender = child.feat("Gender") or gender
    if gender and pronoun.gender and gender != pronoun.gender:
        return 0.0 if head.pos == "NOUN" else 0.5
    return 1.0 if gender else 0.9
