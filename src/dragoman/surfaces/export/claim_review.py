"""Claims of uniqueness that could be checked, as schema.org ClaimReview."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from dragoman.dossier.claimed import Checked, check_these
from dragoman.dossier.firsts import sides_of
from dragoman.dossier.fitting import Fit
from dragoman.surfaces.export.annotations import urn
from dragoman.surfaces.export.headlines import load_known
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.messages.asked import tell_doubts, tell_support, tell_verdict
from dragoman.surfaces.messages.catalogue import Messages, load_messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.types.edtf import precision

_TOGETHER = 50


def write_claim_review(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield a JSON-LD graph with a review of each claim that the record can be held against."""
    encode = msgspec.json.Encoder().encode
    say = load_messages(selection.language)
    knowledge = load_known()
    between = b""
    yield b'{"@context":"https://schema.org","@graph":[\n'
    claims = (told.fact for told in selection.claims())
    while some := tuple(islice(claims, _TOGETHER)):
        for check in check_these(selection.record, knowledge, some):
            if check.verdict == "unchecked":
                tally.left_out["unchecked"] += 1
                continue
            yield between + encode(_review(check, say))
            between = b",\n"
            tally.written += 1
    yield b"\n]}\n"


def _review(check: Checked, say: Messages) -> dict[str, Any]:
    line = check.claim
    source = line.evidence.source
    day = source.published if source.published and precision(source.published) == "day" else None
    article = {
        "@type": "NewsArticle",
        "url": source.url,
        "headline": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher}
        if source.publisher
        else None,
        "datePublished": day,
    }
    claim = {
        "@type": "Claim",
        "author": {"@type": "Thing", "name": line.attributed_to} if line.attributed_to else None,
        "datePublished": day,
        "appearance": _held(article),
    }
    review = {
        "@type": "ClaimReview",
        "@id": urn(line.fact),
        "url": urn(line.fact),
        "claimReviewed": line.words.strip(),
        "author": {"@type": "SoftwareApplication", "name": "dragoman"},
        "inLanguage": say.language,
        "itemReviewed": _held(claim),
        "reviewRating": {"@type": "Rating", "alternateName": tell_verdict(check, say)},
        "reviewBody": _body(check, say),
        "citation": [
            _held({"@type": "NewsArticle", "url": e.source.url, "identifier": urn(e.fact)})
            for fit in (*check.against, *check.doubtful)
            for e in fit.entry.evidence
        ]
        or None,
    }
    return _held(review)


def _held(values: dict[str, Any]) -> dict[str, Any]:
    return {name: held for name, held in values.items() if held is not None}


def _body(check: Checked, say: Messages) -> str:
    """Return what the record holds for and against the claim, a line each."""
    lines = [tell_verdict(check, say)]
    for key, fits in (("against", check.against), ("doubtful", check.doubtful)):
        if fits:
            lines.append(say(f"first.checks.{key}"))
            lines += [_case(fit, say) for fit in fits]
    if check.verdict == "nothing_against" and check.coverage and check.question:
        lines.append(tell_support(check.coverage, sides_of(check.question), say))
    return "\n".join(lines)


def _case(fit: Fit, say: Messages) -> str:
    entry = fit.entry
    date = show_date(entry.when, say) if entry.when else say("date.unknown")
    words = f"– {date} : {Narrator(say).tell(entry)} ({', '.join(entry.facts)})"
    return words + (f" ? {tell_doubts(fit.doubts, say)}" if fit.doubts else "")
