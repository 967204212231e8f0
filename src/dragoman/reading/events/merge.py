"""Several sentences, one event: mentions of the same happening are joined."""

from dataclasses import replace

from dragoman.languages.events_schema import EventLexicon
from dragoman.reading.analysis import Analysis
from dragoman.reading.events.draft import HAPPENED, Draft, trigger_span
from dragoman.types.edtf import begins_after
from dragoman.types.event import Event, EventMention
from dragoman.types.span import Sourced

_VISIT = "visit"
_SURE = 0.6
_CERTAINTY = ("actual", "ongoing", "failed", "denied", "planned", "proposed", "hypothetical")


def merge(
    analysis: Analysis,
    drafts: tuple[Draft, ...],
    groups: tuple[int, ...],
    published: str | None,
) -> tuple[Event, ...]:
    """Return one event per happening, numbered in order of first mention.

    Args:
        analysis: the parsed text.
        drafts: what each sentence tells.
        groups: the number of the happening that each draft tells of.
        published: when, as EDTF; None if unknown.
    """
    told: dict[int, list[Draft]] = {}
    for draft, group in zip(drafts, groups, strict=True):
        told.setdefault(group, []).append(draft)
    return tuple(
        _event(analysis, f"e{number}", group, published)
        for number, group in enumerate(told.values(), start=1)
    )


def merge_apart(
    analysis: Analysis,
    drafts: tuple[Draft, ...],
    groups: tuple[int, ...],
    wholes: tuple[int, ...],
    published: str | None,
) -> tuple[Event, ...]:
    """Return one event per accord or other happening, each by the name of its whole.

    Args:
        analysis: the parsed text.
        drafts: what each sentence tells.
        groups: the number of the accord, or else the happening, that each draft tells of.
        wholes: the number of the happening that each draft tells of, as `merge` had it.
        published: when, as EDTF; None if unknown.
    """
    names = {whole: f"e{n}" for n, whole in enumerate(dict.fromkeys(wholes), start=1)}
    whole_of = dict(zip(groups, wholes, strict=True))
    events = merge(analysis, drafts, groups, published)
    return tuple(
        replace(event, id=names[whole_of[group]])
        for event, group in zip(events, dict.fromkeys(groups), strict=True)
    )


def group_by_rules(
    drafts: tuple[Draft, ...], lexicon: EventLexicon, countries: dict[str, str]
) -> tuple[int, ...]:
    """Return the happening of each draft as the rules alone tell, for lack of a judge.

    Args:
        drafts: in text order.
        lexicon: the tables of the language.
        countries: actor id to the state it belongs to, where known.
    """
    groups: list[list[Draft]] = []
    found: list[int] = []
    for draft in drafts:
        for n, group in enumerate(groups):
            if all(same_by_rules(draft, known, lexicon, countries) for known in group):
                group.append(draft)
                found.append(n)
                break
        else:
            found.append(len(groups))
            groups.append([draft])
    return tuple(found)


def same_by_rules(
    one: Draft, other: Draft, lexicon: EventLexicon, countries: dict[str, str]
) -> bool:
    """Tell whether two drafts can be the same happening.

    Words that share a token are one telling. Else the two must be worded by one
    pattern, fit in date and certainty, and meet on both sides; acts of speech must
    name the same actor.
    """
    if one.type != other.type or not _compatible_modes(_own_mode(one), _own_mode(other)):
        return False
    if {p.i for p in one.candidate.parts} & {p.i for p in other.candidate.parts}:
        return True
    if _one_accord(one, other, countries):
        return True
    if not _compatible(one.when, other.when) or _certain(one) != _certain(other):
        return False
    same_word = one.candidate.entry.pattern.id == other.candidate.entry.pattern.id
    if _one_visit(one, other, countries):
        return True
    if one.candidate.entry.mutual and other.candidate.entry.mutual:
        if one.type in lexicon.spoken and (one.when is None) != (other.when is None):
            return False  # accords of one pair are many: a dated one is not the undated
        if one.type in lexicon.spoken and not _same_nouns(one, other):
            return False
        everybody = (one.who | one.whom) & (other.who | other.whom)
        return len(everybody) >= min(2, len(one.who | one.whom), len(other.who | other.whom))
    if one.type in lexicon.spoken:
        return (
            same_word
            and bool(one.who & other.who)
            and bool(one.whom & other.whom)
            and one.candidate.head.lemma == other.candidate.head.lemma
        )
    if not same_word and not (one.when is not None and other.when is not None):
        return False
    return _meet(one.who, other.who) and _meet(one.whom, other.whom)


def _one_accord(one: Draft, other: Draft, countries: dict[str, str]) -> bool:
    """Tell whether two signings in one sentence bind the same states: "ont conclu un
    accord signé par les ministres"."""
    if one.candidate.entry.pattern.act is None or not one.candidate.entry.mutual:
        return False
    if one.candidate.entry.pattern.act != other.candidate.entry.pattern.act:
        return False
    if one.candidate.head.sentence != other.candidate.head.sentence:
        return False
    bound = [{countries.get(id, id) for id in draft.who} for draft in (one, other)]
    return bound[0] == bound[1]


def _same_nouns(one: Draft, other: Draft) -> bool:
    """Tell whether what two drafts sign can be one thing: a contract is no treaty."""
    named = [{p.lemma for p in d.candidate.parts if p.pos == "NOUN"} for d in (one, other)]
    return not named[0] or not named[1] or bool(named[0] & named[1])


def _one_visit(one: Draft, other: Draft, countries: dict[str, str]) -> bool:
    """Tell whether one guest is told to go to a land and to be received by its people."""
    if one.mode != other.mode or one.candidate.entry.pattern.act != _VISIT:
        return False
    if other.candidate.entry.pattern.act != _VISIT or not one.who & other.who:
        return False
    lands = [{countries.get(id, id) for id in draft.whom} for draft in (one, other)]
    return bool(lands[0] & lands[1])


def _certain(draft: Draft) -> bool:
    return draft.status.status not in ("hypothetical", "proposed", "denied")


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _own_mode(draft: Draft) -> str | None:
    return draft.candidate.entry.pattern.mode


def _compatible_modes(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _compatible(one: Sourced[str] | None, other: Sourced[str] | None) -> bool:
    if one is None or other is None:
        return True
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def _event(analysis: Analysis, id: str, group: list[Draft], published: str | None) -> Event:
    """Join the drafts of one happening: the fullest participants, the most certain status.

    What a telling says that is much less sure than the best has no say in the status, nor in
    whose word the event is told on. What is dated after its publication has not happened yet,
    whatever one telling says ("a décidé la reprise"): it has the status of what dates it.
    """
    best = max(group, key=lambda d: (bool(d.who) + bool(d.whom), d.confidence, -_at(d)))
    surest = sorted(group, key=lambda d: -d.confidence)
    sure = [d for d in surest if d.confidence >= _SURE * best.confidence]
    status_draft = min(sure, key=lambda d: _CERTAINTY.index(d.status.status))
    dating = _finest([d for d in group if d.when is not None])
    when = dating.when if dating is not None else None
    if dating is not None and when is not None and published is not None:
        to_come = begins_after(when.value, published)
        if to_come and status_draft.status.status in HAPPENED:
            status_draft = dating
    status = status_draft.status
    pattern = best.candidate.entry.pattern
    trigger = trigger_span(analysis, best.candidate)
    moded = best if best.told_mode is not None else next((d for d in surest if d.told_mode), None)
    acted = next((d for d in surest if d.candidate.entry.pattern.act is not None), None)
    contexts: dict[str, Sourced[str]] = {}
    for draft in group:
        for context in draft.contexts:
            contexts.setdefault(context.value, context)
    cues = tuple(token.span for token in status.cues)
    return Event(
        id=id,
        type=Sourced(value=pattern.type, spans=(trigger,), rule=pattern.id),
        mode=None if moded is None else moded.told_mode,
        act=None
        if acted is None
        else Sourced(
            value=acted.candidate.entry.pattern.act or "",
            spans=(trigger_span(analysis, acted.candidate),),
            rule=acted.candidate.entry.pattern.id,
        ),
        status=Sourced(
            value=status.status,
            spans=cues or (trigger_span(analysis, status_draft.candidate),),
            rule=f"status.{status.rule}",
        ),
        actors=best.actors or next((d.actors for d in group if d.actors), ()),
        recipients=best.recipients or next((d.recipients for d in group if d.recipients), ()),
        place=next((d.place for d in surest if d.place is not None), None),
        when=when,
        attributed_to=next((d.attributed_to for d in sure if d.attributed_to is not None), None),
        quantities=tuple(q for d in group for q in d.quantities),
        contexts=tuple(contexts.values())[:3],
        mentions=tuple(
            EventMention(
                trigger=trigger_span(analysis, d.candidate),
                sentence=analysis.sentence_of(d.candidate.head).span,
                rule=d.candidate.entry.pattern.id,
                confidence=d.confidence,
            )
            for d in group
        ),
        confidence=max(d.confidence for d in group),
    )


def _at(draft: Draft) -> int:
    return draft.candidate.head.i


def _finest(dated: list[Draft]) -> Draft | None:
    """Return the draft with the most precise of compatible dates, the surest of equals."""
    if not dated:
        return None
    return max(dated, key=lambda d: (d.when.confidence, len(d.when.value)) if d.when else (0.0, 0))
