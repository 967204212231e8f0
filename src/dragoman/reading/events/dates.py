"""When it happened: the expression of time that belongs to a trigger."""

from datetime import date

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.syntax import VERBAL
from dragoman.types.span import Sourced
from dragoman.types.time import TimeExpression

_ASIDE = ("acl", "acl:relcl")
_CALENDAR = ("date", "interval")
_DAY = len("2024-05-01")
_REACH = 10


def find_date(
    analysis: Analysis, candidate: Candidate, times: tuple[TimeExpression, ...]
) -> Sourced[str] | None:
    """Return the date of `candidate` as its sentence tells it; None if it does not.

    An expression that hangs on the trigger (its fixed words, its carrier) wins over one
    that hangs on the clause above, and that over one that opens the sentence.
    """
    sentence = analysis.sentence_of(candidate.head)
    own = {part.i for part in candidate.parts}
    if candidate.carrier is not None:
        own.add(candidate.carrier.verb.i)
    above = [t.i for t in analysis.ancestors(candidate.head)]
    ranked: list[tuple[int, int, TimeExpression]] = []
    for time in times:
        if time.kind not in _CALENDAR or time.value is None:
            continue
        if not (sentence.start <= time.span.start < sentence.end):
            continue
        rank = _rank(analysis, time, candidate, own, above)
        if rank is not None:
            tokens = analysis.tokens_in(time.span)
            ranked.append((rank, abs(tokens[0].i - candidate.head.i), time))
    if not ranked:
        return _beside(analysis, candidate, times)
    rank, _, best = min(ranked, key=lambda r: (r[0], r[1]))
    for other, _, time in ranked:
        # "le 25 juin 2019" rather than the year of the forum beside it
        if other <= 2 and (time.value or "").startswith(f"{best.value}-"):
            rank, best = other, time
    rule = ("date.attached", "date.clause", "date.opening", "date.governor")[min(rank, 3)]
    return Sourced(
        value=best.value or "",
        spans=(best.span,),
        rule=rule,
        reasoning=best.reasoning,
        confidence=(0.95, 0.85, 0.75, 0.6)[min(rank, 3)],
    )


def _beside(
    analysis: Analysis, candidate: Candidate, times: tuple[TimeExpression, ...]
) -> Sourced[str] | None:
    """Return the date that stands beside the trigger but hangs elsewhere in the tree."""
    head = candidate.head
    found: list[tuple[int, TimeExpression]] = []
    for time in times:
        tokens = analysis.tokens_in(time.span)
        if time.kind not in _CALENDAR or time.value is None or not tokens:
            continue
        if tokens[0].sentence != head.sentence:
            continue
        low, high = sorted((head.i, tokens[0].i))
        between = analysis.tokens[low + 1 : high]
        if any(t.feat("VerbForm") == "Fin" or t.text in ";:" for t in between):
            continue
        if len(between) <= _REACH:
            found.append((len(between), time))
    if not found:
        return None
    _, time = min(found, key=lambda pair: pair[0])
    return Sourced(
        value=time.value or "",
        spans=(time.span,),
        rule="date.beside",
        reasoning=time.reasoning,
        confidence=0.5,
    )


def find_news_date(
    analysis: Analysis,
    candidate: Candidate,
    times: tuple[TimeExpression, ...],
    published: str | None,
) -> Sourced[str] | None:
    """Return the day of the news for an act told in the perfect tense without a date.

    News names its day once ("lundi") and goes on in the perfect; the last such day named
    before the act is meant, if it is fresh. None where none is.
    """
    if published is None or not _perfect(analysis, candidate.head):
        return None
    if candidate.head.dep in _ASIDE:
        return None  # told beside the news: "l'accord, qui a été critiqué"
    sentence = analysis.sentence_of(candidate.head)
    named = [
        time
        for time in times
        if time.kind == "date" and time.value is not None and time.span.end <= sentence.start
    ]
    for time in reversed(named):
        if _recent(time, published):
            return Sourced(
                value=time.value or "",
                spans=(time.span,),
                rule="date.narrative",
                reasoning="the last day of the news named before",
                confidence=0.45,
            )
    return None


def _recent(time: TimeExpression, published: str) -> bool:
    """Tell whether `time` is the day of publication or the one before."""
    value = time.value or ""
    if len(published) != _DAY or len(value) != _DAY:
        return False
    try:
        days = (date.fromisoformat(published) - date.fromisoformat(value)).days
    except ValueError:
        return False
    return 0 <= days <= 1


def _perfect(analysis: Analysis, verb: Token) -> bool:
    return verb.pos in VERBAL and any(
        c.dep in ("aux:tense", "aux:pass")
        and c.feat("Tense") == "Pres"
        and c.feat("VerbForm") == "Fin"
        and c.feat("Mood") != "Cnd"
        for c in analysis.children(verb)
    )


def _rank(
    analysis: Analysis,
    time: TimeExpression,
    candidate: Candidate,
    own: set[int],
    above: list[int],
) -> int | None:
    """Return how loosely `time` belongs to the trigger, 0 tightest; None if not at all."""
    tokens = analysis.tokens_in(time.span)
    if not tokens:
        return None
    top = _top(tokens)
    chain = list(analysis.ancestors(top))
    sentence = analysis.sentence_of(candidate.head)
    for step, token in enumerate(chain):
        if token.i in own:
            return min(step, 2)
        if token.pos in VERBAL:
            break
    anchor = next((t for t in chain if t.pos in VERBAL), None)
    opening = tokens[0].i - sentence.first <= 3
    if anchor is None:
        return 2 if opening else None
    if anchor.i in above:
        between = above[: above.index(anchor.i)]
        verbs_between = [i for i in between if analysis.tokens[i].pos in VERBAL]
        if opening:
            return 2
        if not candidate.entry.verbal and not verbs_between:
            return 1
        aside = candidate.head.dep in _ASIDE or _apart(analysis, candidate.head)
        return 3 if len(verbs_between) <= 1 and not aside else None
    below = {t.i for t in analysis.subtree(candidate.head)}
    if anchor.i in below and not candidate.entry.verbal and anchor.dep in _ASIDE:
        return 1 if anchor.dep == "acl" else 2
    return 2 if opening else None


def _apart(analysis: Analysis, verb: Token) -> bool:
    """Tell whether `verb` is told to precede or follow its clause: "après avoir signé"."""
    return verb.dep == "advcl" and any(
        child.dep in ("mark", "case") and child.i < verb.i for child in analysis.children(verb)
    )


def _top(tokens: tuple[Token, ...]) -> Token:
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.head not in inside and token.pos not in ("ADP", "DET", "PUNCT"):
            return token
    return tokens[-1]
