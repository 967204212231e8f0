"""Roles that the grammar leaves open: filled from the place, the sentence or the article.

French news names both sides once and leaves one out ever after ("l'invasion", "il a été
arrêté"). What is filled here says so by its rule and by a low confidence.
"""

from dataclasses import replace

from dragoman.languages.events_schema import Role
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.judge import Reader
from dragoman.types.actor import Actor
from dragoman.types.span import Sourced, Span

_OFTEN = 2
_LATELY = 4
_BYSTANDERS = ("media", "ngo", "company")
_FORCES = ("state", "igo", "armed_group", "military")
_FOCAL = ("state", "igo", "armed_group", "military", "party", "person")


def complete(reader: Reader, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return `drafts` with the sides that their words leave open filled where possible."""
    done: list[Draft] = []
    read = [d for d in drafts if d.actors and d.recipients]
    for draft in drafts:
        if draft.weak and draft.when is None and draft.place is None:
            told = _told(draft, done, read, "actor"), _told(draft, done, read, "recipient")
            if not any(told):
                continue
        if draft.candidate.entry.mutual:
            draft = _with_party(reader, draft, done, read)
        else:
            if not draft.actors:
                draft = _with_actor(reader, draft, done, read)
            if not draft.recipients:
                draft = _with_recipient(reader, draft, done, read)
        if not draft.actors and not draft.recipients:
            continue
        done.append(draft)
    return tuple(done)


def _with_actor(reader: Reader, draft: Draft, done: list[Draft], read: list[Draft]) -> Draft:
    pattern = draft.candidate.entry.pattern
    if pattern.by_state:
        state = _state_of(reader, draft)
        if state is not None:
            return replace(draft, actors=(state,))
    found = _told(draft, done, read, "actor")
    if not found and pattern.type not in reader.predicates.lexicon.spoken:
        found = _in_sentence(reader, draft, "actor") or _in_focus(reader, draft, "actor")
    return replace(draft, actors=found) if found else draft


def _with_recipient(reader: Reader, draft: Draft, done: list[Draft], read: list[Draft]) -> Draft:
    if "recipient" not in draft.candidate.entry.pattern.open_roles:
        return draft
    found = (
        _answered(reader, draft, done)
        or _told(draft, done, read, "recipient")
        or _land(reader, draft)
        or _in_sentence(reader, draft, "recipient")
        or _in_focus(reader, draft, "recipient")
    )
    return replace(draft, recipients=found) if found else draft


def _with_party(reader: Reader, draft: Draft, done: list[Draft], read: list[Draft]) -> Draft:
    """Give a meeting or an accord of one party its other one."""
    if len(draft.actors) > 1 or not draft.candidate.entry.pattern.open_roles:
        return draft
    if not draft.actors:
        return replace(draft, actors=_main_pair(reader, draft))
    found = (
        _told(draft, done, read, "recipient")
        or _in_sentence(reader, draft, "recipient")
        or _in_focus(reader, draft, "recipient")
    )
    return replace(draft, actors=(*draft.actors, *found)) if found else draft


def _main_pair(reader: Reader, draft: Draft) -> tuple[Sourced[str], ...]:
    """Return the two states that the article has spoken of most before, or none."""
    head = draft.candidate.head
    told: list[tuple[int, str, Span]] = []
    for id, actor in reader.participants.actors.items():
        earlier = [m for m in actor.mentions if m.span.start < head.start]
        if actor.kind.value == "state" and len(earlier) >= _OFTEN:
            told.append((len(earlier), id, earlier[-1].span))
    told.sort(key=lambda t: (-t[0], t[1]))
    if len(told) < 2 or (len(told) > 2 and told[1][0] < 2 * told[2][0]):
        return ()
    return tuple(
        Sourced(value=id, spans=(span,), rule="role.main-pair", confidence=0.4)
        for _, id, span in told[:2]
    )


def _land(reader: Reader, draft: Draft) -> tuple[Sourced[str], ...]:
    """Return the state whose land an act of force struck, where a place is told."""
    if not draft.candidate.entry.pattern.strikes_land or draft.place is None:
        return ()
    state = _state_of(reader, draft)
    return (state,) if state is not None and state.value not in draft.who else ()


def _state_of(reader: Reader, draft: Draft) -> Sourced[str] | None:
    """Return the state whose authorities evidently act: that of the place, or of the victim."""
    who = reader.participants
    if draft.place is not None:
        for token in reader.analysis.tokens_in(draft.place.spans[0]):
            entity = reader.gazetteer.state_of_place(
                reader.analysis, token, reader.document.published
            )
            if entity in who.states:
                return Sourced(
                    value=who.states[entity],
                    spans=draft.place.spans,
                    rule="role.state-of-place",
                    confidence=0.6,
                )
    for recipient in draft.recipients:
        country = who.actors[recipient.value].country
        if country is not None and country.value in who.states:
            return Sourced(
                value=who.states[country.value],
                spans=recipient.spans,
                rule="role.state-of-recipient",
                confidence=0.4,
            )
    return None


def _told(
    draft: Draft, done: list[Draft], read: list[Draft], role: Role
) -> tuple[Sourced[str], ...]:
    """Return the fillers of another telling: the nearest with the same word before, or
    the one of the same type, anywhere, whose sides the text itself names."""
    lemma = draft.candidate.head.lemma.lower()
    before = [d for d in reversed(done) if d.candidate.head.lemma.lower() == lemma]
    alike = [d for d in read if d.candidate.entry.pattern.strikes_land]
    if not draft.candidate.entry.pattern.strikes_land:
        alike = []
    for rule, others in (("role.told-before", before), ("role.told-elsewhere", alike)):
        for other in others:
            if other.type != draft.type or other is draft:
                continue
            recipient = role == "recipient"
            mine, theirs = (draft.who, other.who) if recipient else (draft.whom, other.whom)
            given = other.recipients if recipient else other.actors
            if given and (not mine or mine & theirs) and not {g.value for g in given} & mine:
                return tuple(replace(g, rule=rule, confidence=0.5) for g in given)
    return ()


def _answered(reader: Reader, draft: Draft, done: list[Draft]) -> tuple[Sourced[str], ...]:
    """Return who spoke against the one who now denies, refuses or criticises."""
    if draft.type not in reader.predicates.lexicon.spoken:
        return ()
    for other in reversed(done[-_LATELY:]):
        if other.type in reader.predicates.lexicon.spoken and draft.who & other.whom:
            return tuple(replace(a, rule="role.answered", confidence=0.5) for a in other.actors)
    return ()


def _in_sentence(reader: Reader, draft: Draft, role: Role) -> tuple[Sourced[str], ...]:
    """Return the actor of the same sentence that can best be the missing side."""
    head = draft.candidate.head
    told_by = draft.attributed_to.value if draft.attributed_to is not None else None
    options: list[tuple[int, int, str, Span]] = []
    for token in reader.analysis.words(reader.analysis.sentence_of(head)):
        for table in (reader.participants.at_head, reader.participants.at_place):
            for id in table.get(token.i, ()):
                if id == told_by or not _can_fill(reader, draft, id, role):
                    continue
                wrong_side = token.i < head.i if role == "recipient" else token.i > head.i
                distance = abs(token.i - head.i) + (8 if wrong_side else 0)
                options.append((distance, token.i, id, token.span))
    if not options:
        return ()
    _, _, id, span = min(options)
    return (Sourced(value=id, spans=(span,), rule="role.sentence", confidence=0.4),)


def _in_focus(reader: Reader, draft: Draft, role: Role) -> tuple[Sourced[str], ...]:
    """Return the actor that the article has most spoken of, if it can be the missing side."""
    head = draft.candidate.head
    options: list[tuple[bool, int, str, Span]] = []
    spoken = draft.type in reader.predicates.lexicon.spoken
    focal = _FOCAL if spoken else _FORCES
    for id, actor in reader.participants.actors.items():
        if actor.kind.value not in focal or not _can_fill(reader, draft, id, role):
            continue
        earlier = [m for m in actor.mentions if m.span.start < head.start]
        if len(earlier) >= _OFTEN:
            national = actor.kind.value != "igo"
            options.append((national, len(earlier), id, earlier[-1].span))
    if not options:
        return ()
    _, _, id, span = max(options, key=lambda o: o[:3])
    return (Sourced(value=id, spans=(span,), rule="role.focus", confidence=0.3),)


def _can_fill(reader: Reader, draft: Draft, id: str, role: Role) -> bool:
    """Tell whether an actor may be the missing side: of a fitting kind, on the other side."""
    actor = reader.participants.actors[id]
    if id in draft.who | draft.whom or actor.kind.value in _BYSTANDERS:
        return False
    allowed = draft.candidate.entry.pattern.kinds.get(role)
    if allowed is not None and actor.kind.value not in allowed:
        return False
    return _other_side(reader, actor, draft)


def _other_side(reader: Reader, actor: Actor, draft: Draft) -> bool:
    """Tell whether `actor` is of another country than the side that is known."""
    countries = {
        c.value
        for id in draft.who | draft.whom
        if (c := reader.participants.actors[id].country) is not None
    }
    return actor.country is None or actor.country.value not in countries
