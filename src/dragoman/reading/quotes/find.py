"""Read the quotations of a text: what was said, by whom, to whom, how and when."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.reading.analysis import Analysis
from dragoman.reading.quotes.choose import Stage, choose_speakers, set_stage
from dragoman.reading.quotes.details import (
    read_addressee,
    read_day,
    read_medium,
    read_principal,
    read_role,
)
from dragoman.reading.quotes.direct import find_direct
from dragoman.reading.quotes.indirect import find_indirect
from dragoman.reading.quotes.lexicon import load_lexicon
from dragoman.reading.quotes.link import Cast, find_cast
from dragoman.reading.quotes.page import Page, open_page
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.resolve import resolve_speakers
from dragoman.reading.quotes.speaker import Speaker, agentive
from dragoman.types.actor import Actor
from dragoman.types.quotation import Quotation
from dragoman.types.span import Sourced, Span
from dragoman.types.time import TimeExpression

_CERTAIN = 0.6
"""Confidence below which words may name what is spoken of rather than who speaks."""


def find_quotations(
    analysis: Analysis,
    *,
    actors: Sequence[Actor],
    times: Sequence[TimeExpression],
    published: str | None,  # noqa: ARG001
) -> tuple[Quotation, ...]:
    """Return what is quoted and reported in a text, in text order.

    Args:
        analysis: the text.
        actors: who acts and speaks in it.
        times: its expressions of time, in text order.
        published: EDTF date of publication; kept for packs that need it.
    """
    stage = open_stage(analysis, actors)
    return tell_quotations(stage, times=times, weights=stage.page.rules.speakers)


def open_stage(analysis: Analysis, actors: Sequence[Actor]) -> Stage:
    """Read a text up to the point where who speaks is decided."""
    page = read_page(analysis)
    return set_stage(page, find_cast(analysis, actors), actors, find_page_reports(page))


def tell_quotations(
    stage: Stage, *, times: Sequence[TimeExpression], weights: Mapping[str, float]
) -> tuple[Quotation, ...]:
    """Return the quotations of a text, their speakers chosen by `weights`, in text order."""
    page, cast = stage.page, stage.cast
    starts = [time.span.start for time in times]
    found = []
    for n, who in enumerate(choose_speakers(stage, weights)):
        report, speaker = stage.reports[n]
        near: Sequence[TimeExpression] = ()
        if report.cue is not None:
            sentence = page.sentence(page.tokens[report.cue.first])
            low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            near = times[low:high]
        found.append(_quotation(page, cast, report, speaker, who, near, f"q{n + 1}"))
    return tuple(_with_principals(found))


def _with_principals(quotations: list[Quotation]) -> Iterator[Quotation]:
    """Yield the quotations, each with the principal that its speaker was told to speak for.

    "Le porte-parole du gouvernement" of one quotation speaks for it as "il" in the next.
    """
    known: dict[str, Sourced[str]] = {}
    for quotation in quotations:
        speaker = quotation.speaker.value if quotation.speaker is not None else None
        if speaker is not None and quotation.principal is not None:
            known[speaker] = quotation.principal
        elif speaker in known and speaker != known[speaker].value:
            principal = replace(known[speaker], rule="principal.before", confidence=0.6)
            yield replace(quotation, principal=principal)
            continue
        yield quotation


def _quotation(
    page: Page,
    cast: Cast,
    report: Report,
    speaker: Speaker | None,
    who: Sourced[str] | None,
    times: Sequence[TimeExpression],
    ident: str,
) -> Quotation:
    cue = report.cue
    spans = (cue.span(page.analysis),) if cue is not None else ()
    sure = report.confidence * (who.confidence if who is not None else 0.8)
    return Quotation(
        id=ident,
        kind=report.kind,
        span=report.span,
        speaker=who,
        role=read_role(page, report.speaker),
        principal=read_principal(page, cast.index, speaker),
        cue=Sourced(value=cue.entry.lemma, spans=spans, rule=report.rule) if cue else None,
        force=Sourced(value=cue.entry.force, spans=spans, rule="force.lexicon") if cue else None,
        addressee=read_addressee(page, cast.index, cue, who.value if who else None),
        medium=read_medium(page, report),
        said_on=read_day(page, report, times),
        evidence=report.evidence,
        rule=report.rule,
        confidence=round(sure, 3),
    )


def find_reports(analysis: Analysis) -> list[tuple[Report, Speaker | None]]:
    """Return every quotation with the words that name its speaker, in text order."""
    return find_page_reports(read_page(analysis))


def read_page(analysis: Analysis) -> Page:
    """Find the marks and cues of a text, by the pack of its language."""
    return open_page(analysis, load_lexicon(analysis.language))


def find_page_reports(page: Page) -> list[tuple[Report, Speaker | None]]:
    """Return every quotation of a page, as `find_reports` does."""
    reports = sorted(
        [*find_direct(page), *find_indirect(page)], key=lambda r: (r.span.start, -r.span.end)
    )
    return resolve_speakers(page, reports)


def find_speaker_spans(analysis: Analysis) -> tuple[Span, ...]:
    """Return the words that name somebody who speaks, in text order, each once.

    Whoever speaks is an actor: the actors reader makes one of each. Needs no actors.
    """
    page = read_page(analysis)
    spans = {
        report.speaker.span
        for report, _ in find_page_reports(page)
        if report.speaker is not None
        and report.speaker.form == "noun"
        and agentive(page, report.speaker)
        and report.speaker.confidence >= _CERTAIN
    }
    return tuple(sorted(spans))
