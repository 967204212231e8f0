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

_FOCAL = ("state", "igo", "armed_group", "military", "party", "person")


def complete(reader: Reader, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return `drafts` with the sides that their words leave open filled where possible."""
    done: list[Draft] = []
    for draft in drafts:
        if not draft.actors:
            draft = _with_actor(reader, draft, done)
        if not draft.recipients and not _symmetric(draft):
            draft = _with_recipient(reader, draft, done)
        if draft.weak and draft.when is None and draft.place is None:
            sides = _told_before(draft, done, "actor"), _told_before(draft, done, "recipient")
            if not any(sides):
                continue
        done.append(draft)
    return tuple(done)


def _symmetric(draft: Draft) -> bool:
    return draft.candidate.entry.mutual and len(draft.actors) > 1


def _with_actor(reader: Reader, draft: Draft, done: list[Draft]) -> Draft:
    if draft.candidate.entry.pattern.by_state:
        state = _state_of(reader, draft)
        if state is not None:
            return replace(draft, actors=(state,))
    found = _told_before(draft, done, "actor")
    return replace(draft, actors=found) if found else draft


def _with_recipient(reader: Reader, draft: Draft, done: list[Draft]) -> Draft:
    if "recipient" not in draft.candidate.entry.pattern.open_roles:
        return draft
    found = (
        _in_sentence(reader, draft)
        or _told_before(draft, done, "recipient")
        or _in_focus(reader, draft)
    )
    if not found:
        return draft
    if draft.candidate.entry.mutual:
        return replace(draft, actors=(*draft.actors, *found))
    return replace(draft, recipients=found)


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


def _told_before(draft: Draft, done: list[Draft], role: Role) -> tuple[Sourced[str], ...]:
    """Return the fillers of the nearest earlier telling with the same word and side."""
    lemma = draft.candidate.head.lemma.lower()
    for other in reversed(done):
        if other.type != draft.type or other.candidate.head.lemma.lower() != lemma:
            continue
        mine, theirs = (draft.who, other.who) if role == "recipient" else (draft.whom, other.whom)
        given = other.recipients if role == "recipient" else other.actors
        if given and (not mine or mine & theirs) and not {g.value for g in given} & mine:
            return tuple(replace(g, rule="role.told-before", confidence=0.5) for g in given)
    return ()


def _in_sentence(reader: Reader, draft: Draft) -> tuple[Sourced[str], ...]:
    """Return the actor of the same sentence that can best be the other side."""
    head = draft.candidate.head
    sentence = reader.analysis.sentence_of(head)
    allowed = draft.candidate.entry.pattern.kinds.get("recipient")
    options: list[tuple[int, int, str, Span]] = []
    for token in reader.analysis.words(sentence):
        for table in (reader.participants.at_head, reader.participants.at_place):
            for id in table.get(token.i, ()):
                actor = reader.participants.actors[id]
                if id in draft.who or not _other_side(reader, actor, draft):
                    continue
                if allowed is not None and actor.kind.value not in allowed:
                    continue
                distance = abs(token.i - head.i) + (5 if token.i < head.i else 0)
                options.append((distance, token.i, id, token.span))
    if not options:
        return ()
    _, _, id, span = min(options)
    return (Sourced(value=id, spans=(span,), rule="role.sentence", confidence=0.4),)


def _in_focus(reader: Reader, draft: Draft) -> tuple[Sourced[str], ...]:
    """Return the actor that the article has most spoken of, if it can be the other side."""
    head = draft.candidate.head
    allowed = draft.candidate.entry.pattern.kinds.get("recipient")
    options: list[tuple[int, str, Span]] = []
    for id, actor in reader.participants.actors.items():
        if actor.kind.value not in _FOCAL or id in draft.who:
            continue
        if not _other_side(reader, actor, draft):
            continue
        if allowed is not None and actor.kind.value not in allowed:
            continue
        earlier = [m for m in actor.mentions if m.span.start < head.start]
        if len(earlier) >= 2:
            options.append((len(earlier), id, earlier[-1].span))
    if not options:
        return ()
    _, id, span = max(options, key=lambda o: (o[0], o[1]))
    return (Sourced(value=id, spans=(span,), rule="role.focus", confidence=0.3),)


def _other_side(reader: Reader, actor: Actor, draft: Draft) -> bool:
    """Tell whether `actor` is of another country than those who act."""
    countries = {
        c.value for id in draft.who if (c := reader.participants.actors[id].country) is not None
    }
    return actor.country is None or actor.country.value not in countries
