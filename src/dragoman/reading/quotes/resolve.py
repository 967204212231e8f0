"""Give every report the noun that names its speaker, pronouns and silences resolved."""

from dataclasses import replace

from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.speaker import Speaker, agentive
from dragoman.reading.quotes.subjects import topic_of

_RUNNING = 2  # sentences that may part two quotations of one speaker
_FAR = 6  # the same where nobody else is in sight

Resolved = list[tuple[Report, Speaker | None]]


def resolve_speakers(page: Page, reports: list[Report]) -> Resolved:
    """Return each report with the noun that names its speaker.

    A quotation without any cue takes the speaker of its neighbour, or whom the sentence
    before presents. None where nobody can be named; a pronoun stays one, for the actors
    of the article to be weighed. Reports must be in text order.
    """
    resolved: Resolved = []
    for n, report in enumerate(reports):
        speaker = report.speaker
        if speaker is None and report.alone:
            speaker = _neighbour(page, reports, resolved, n)
        resolved.append((report, speaker))
    return [(report, speaker) for report, speaker in resolved if not report.too_short]


def _neighbour(page: Page, reports: list[Report], resolved: Resolved, n: int) -> Speaker | None:
    """Return who speaks a quotation that stands alone."""
    first = page.analysis.tokens_in(reports[n].span)[0].sentence
    if _adjoins(page, resolved, first):
        return _running(page, resolved, first, _RUNNING)
    return (
        _presented(page, first)
        or _running(page, resolved, first, _RUNNING)
        or _running(page, resolved, first, _FAR)
        or _following(page, reports, n)
    )


def _last_sentence(page: Page, report: Report) -> int:
    """Return the number of the last sentence that holds the words or their cue."""
    last = page.analysis.tokens_in(report.span)[-1].sentence
    return max(last, page.tokens[report.cue.first].sentence) if report.cue else last


def _running(page: Page, resolved: Resolved, first: int, reach: int) -> Speaker | None:
    """Return the speaker of the quotation before, if at most `reach` sentences away."""
    if not resolved:
        return None
    before, speaker = resolved[-1]
    if speaker is None or first - _last_sentence(page, before) > reach:
        return None
    return replace(speaker, rule="running", confidence=round(speaker.confidence * 0.9, 3))


def _adjoins(page: Page, resolved: Resolved, first: int) -> bool:
    """Tell whether no sentence stands between the quotation before and sentence `first`."""
    return bool(resolved) and first - _last_sentence(page, resolved[-1][0]) <= 1


def _presented(page: Page, first: int) -> Speaker | None:
    """Return the subject of the sentence before, if it is a person."""
    if first == 0:
        return None
    before = page.sentence(page.tokens[page.analysis.sentences[first].first - 1])
    speaker = topic_of(page, before.first, before.last)
    if speaker is None or speaker.form != "noun" or not agentive(page, speaker):
        return None
    if not page.is_person(page.tokens[speaker.head]):
        return None
    return replace(speaker, rule="presented", confidence=0.6)


def _following(page: Page, reports: list[Report], n: int) -> Speaker | None:
    """Return the speaker of the quotation after, if it is next."""
    if n + 1 >= len(reports):
        return None
    after = reports[n + 1]
    speaker = after.speaker
    gap = (
        page.analysis.tokens_in(after.span)[0].sentence
        - page.analysis.tokens_in(reports[n].span)[-1].sentence
    )
    if speaker is None or speaker.form != "noun" or gap > 1:
        return None
    return replace(speaker, rule="following", confidence=round(speaker.confidence * 0.8, 3))
