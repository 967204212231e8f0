"""Whether a candidate is an event, and of whom: from candidates to drafts."""

from dataclasses import dataclass, replace

from dragoman.languages.events_schema import Role
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.attribution import find_attribution
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.contexts import find_contexts
from dragoman.reading.events.dates import find_date, find_news_date
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.filters import is_idle, is_stance
from dragoman.reading.events.gazetteer import Gazetteer
from dragoman.reading.events.lexicon import Predicates
from dragoman.reading.events.modes import find_mode
from dragoman.reading.events.participants import Participants
from dragoman.reading.events.places import find_place
from dragoman.reading.events.quantities import find_quantities
from dragoman.reading.events.roles import Filler, Roles, find_roles
from dragoman.reading.events.status import StatusReading, find_status
from dragoman.reading.events.syntax import VERBAL, is_passive, marker, surface_subjects
from dragoman.types.actor import Actor
from dragoman.types.document import Document
from dragoman.types.quotation import Quotation
from dragoman.types.span import Sourced
from dragoman.types.time import TimeExpression

_NEAR = 15
_BY_PLACE = ("travel", "leave")


@dataclass(frozen=True)
class Reader:
    """All that the judgement of one article's candidates draws on."""

    analysis: Analysis
    document: Document
    predicates: Predicates
    participants: Participants
    gazetteer: Gazetteer
    times: tuple[TimeExpression, ...]
    quotations: tuple[Quotation, ...]

    def is_place(self, token: Token) -> bool:
        """Tell whether `token` names a place."""
        if token.pos not in ("PROPN", "NOUN", "X"):
            return False
        if token.lemma.lower() in self.predicates.lexicon.place_nouns:
            return True
        if self.gazetteer.is_people(token):
            return False
        if token.ent == "LOC":
            return True
        return (
            token.pos == "PROPN"
            and self.gazetteer.state_of_place(self.analysis, token, None) is not None
        )


def judge(reader: Reader, group: tuple[Candidate, ...]) -> Draft | None:
    """Return the draft of the best candidate of a trigger word that holds; None if none does."""
    for candidate in group:
        draft = propose(reader, candidate)
        if not draft.doubts:
            return draft
    return None


def propose(reader: Reader, candidate: Candidate) -> Draft:
    """Return what `candidate` tells, with the reasons to doubt that it is an event."""
    status = find_status(reader.analysis, candidate, reader.predicates)
    doubts = (*candidate.doubts, "cue") if status is None else candidate.doubts
    status = status or StatusReading(status=candidate.entry.pattern.status, rule="dropped")
    if is_idle(reader.analysis, candidate, status, reader.predicates.lexicon):
        doubts = (*doubts, "idle")
    return _draft(reader, candidate, status, doubts)


def read_roles(reader: Reader, candidate: Candidate) -> Roles:
    """Return the fillers of `candidate` that are actors of a fitting kind.

    Words that are actors come first; where a role has none, words that belong to one
    ("l'offre de Bruxelles") or lie in one's land do.
    """
    roles = find_roles(
        reader.analysis,
        candidate,
        reader.predicates,
        accept=lambda token, role: bool(_ids(reader, candidate, token, role)),
    )
    if roles.actors and roles.recipients:
        return roles
    loose = find_roles(
        reader.analysis,
        candidate,
        reader.predicates,
        accept=lambda token, role: bool(_ids(reader, candidate, token, role, loosely=True)),
    )
    return Roles(
        actors=roles.actors or tuple(replace(f, loose=True) for f in loose.actors),
        recipients=roles.recipients
        or tuple(
            replace(f, loose=True)
            for f in loose.recipients
            if f.head.i not in {a.head.i for a in roles.actors}
        ),
    )


def _ids(
    reader: Reader, candidate: Candidate, token: Token, role: Role, *, loosely: bool = False
) -> tuple[str, ...]:
    """Return the actors that `token` can stand for in `role`."""
    who = reader.participants
    ids = who.of(token)
    travels = candidate.entry.pattern.frame in _BY_PLACE
    if not ids and role == "recipient" and (loosely or travels):
        ids = who.at_place.get(token.i, ())
        if not ids and token.pos == "PROPN":
            state = reader.gazetteer.state_of_place(
                reader.analysis, token, reader.document.published
            )
            actor = who.states.get(state or "")
            ids = (actor,) if actor else ()
    if not ids and token.pos == "PRON":
        ids = _by_pronoun(reader, token)
    if not ids and token.lower in reader.predicates.lexicon.grammar.possessives:
        ids = _by_possessive(reader, token)
    if not ids and loosely:
        ids = who.owners(token)
    if not ids:
        ids = _pair(reader, token)
    allowed = candidate.entry.pattern.kinds.get(role)
    private = reader.predicates.lexicon.private_sectors
    return tuple(id for id in ids if allowed is None or _fits(who.actors[id], allowed, private))


def _pair(reader: Reader, token: Token) -> tuple[str, ...]:
    """Return the two states that "les deux pays" stands for: those spoken of most so far."""
    phrase = reader.analysis.text[max(0, token.start - 9) : token.end].lower()
    if not phrase.endswith(reader.predicates.lexicon.grammar.pairs):
        return ()
    counts = [
        (sum(1 for m in actor.mentions if m.span.start < token.start), id)
        for id, actor in reader.participants.actors.items()
        if actor.kind.value == "state"
    ]
    best = sorted(((n, id) for n, id in counts if n), key=lambda pair: (-pair[0], pair[1]))
    if len(best) < 2 or (len(best) > 2 and best[1][0] == best[2][0]):
        return ()
    return tuple(id for _, id in best[:2])


def _by_possessive(reader: Reader, token: Token) -> tuple[str, ...]:
    """Return the subject of the clause around "leur retrait"."""
    if token.pos != "DET":
        return ()
    for above in reader.analysis.ancestors(token):
        if above.pos in VERBAL:
            subjects = surface_subjects(reader.analysis, above, reader.predicates.lexicon.grammar)
            return tuple(id for s in subjects for id in reader.participants.of(s))
    return ()


def _by_pronoun(reader: Reader, token: Token) -> tuple[str, ...]:
    """Return whom a pronoun that no mention covers most likely stands for.

    The first person is who is quoted; the third the person (or, in the plural, the
    body) spoken of last, at most two sentences before.
    """
    grammar = reader.predicates.lexicon.grammar
    if token.lower in grammar.first_persons:
        for quotation in reader.quotations:
            if quotation.span.covers(token.span) and quotation.speaker is not None:
                return (quotation.speaker.value,)
        return ()
    if token.lower not in grammar.third_persons:
        return ()
    plural = token.feat("Number") == "Plur"
    for before in reversed(reader.analysis.tokens[: token.i]):
        if before.sentence < token.sentence - 2:
            break
        for id in reader.participants.at_head.get(before.i, ()):
            if (reader.participants.kind(id) == "person") != plural:
                return (id,)
    return ()


def _fits(actor: Actor, allowed: tuple[str, ...], private: frozenset[str]) -> bool:
    """Tell whether an actor is of an allowed kind; "official" takes persons in office."""
    if actor.kind.value in allowed:
        return True
    sector = actor.sector.value if actor.sector is not None else None
    return (
        "official" in allowed
        and actor.kind.value == "person"
        and sector not in private
        and (sector is not None or actor.role is not None)
    )


def _draft(
    reader: Reader, candidate: Candidate, status: StatusReading, doubts: tuple[str, ...]
) -> Draft:
    roles = read_roles(reader, candidate)
    actors = _sourced(reader, candidate, roles.actors, "actor")
    if not actors and "teller" in candidate.entry.roles.actor:
        actors = _teller(reader, candidate)
    taken = {actor.value for actor in actors}
    recipients = tuple(
        r
        for r in _sourced(reader, candidate, roles.recipients, "recipient")
        if r.value not in taken
    )
    if not recipients and candidate.entry.pattern.frame == "travel":
        recipients = _destination(reader, candidate, taken)
    enough = _enough(reader, candidate, actors, recipients)
    if not enough and not candidate.entry.pattern.implicit:
        doubts = (*doubts, "roles")
    when = find_date(reader.analysis, candidate, reader.times)
    if is_stance(candidate, status, dated=when is not None):
        doubts = (*doubts, "stance")
    if when is None and status.status == "actual" and candidate.entry.verbal:
        when = find_news_date(reader.analysis, candidate, reader.times, reader.document.published)
    return Draft(
        candidate=candidate,
        status=status,
        actors=actors,
        recipients=recipients,
        weak=not enough,
        doubts=doubts,
        told_mode=find_mode(reader.analysis, candidate, reader.predicates),
        when=when,
        place=find_place(
            reader.analysis,
            candidate,
            reader.predicates.lexicon.grammar,
            is_place=reader.is_place,
        ),
        attributed_to=find_attribution(
            reader.analysis,
            candidate,
            reader.quotations,
            reader.participants,
            reader.predicates.lexicon.grammar,
        ),
        contexts=find_contexts(reader.analysis, candidate, reader.predicates),
        quantities=find_quantities(reader.analysis, candidate, reader.predicates.lexicon.grammar),
    )


def _teller(reader: Reader, candidate: Candidate) -> tuple[Sourced[str], ...]:
    """Return who is quoted as saying the words of `candidate`."""
    for quotation in reader.quotations:
        speaker = quotation.speaker
        if speaker is not None and quotation.span.covers(candidate.head.span):
            return (replace(speaker, rule="role.teller"),)
    return ()


def _destination(reader: Reader, candidate: Candidate, taken: set[str]) -> tuple[Sourced[str], ...]:
    """Return the state of the first place behind the trigger, before the next finite verb."""
    grammar = reader.predicates.lexicon.grammar
    head = candidate.head
    for token in reader.analysis.tokens[head.i + 1 : head.i + _NEAR]:
        if token.sentence != head.sentence or token.feat("VerbForm") == "Fin":
            break
        if not reader.is_place(token):
            continue
        if marker(reader.analysis, token, grammar) not in grammar.place_prepositions:
            continue
        ids = _ids(reader, candidate, token, "recipient", loosely=True)
        if ids and ids[0] not in taken:
            return (
                Sourced(value=ids[0], spans=(token.span,), rule="role.destination", confidence=0.7),
            )
    return ()


def _enough(
    reader: Reader,
    candidate: Candidate,
    actors: tuple[Sourced[str], ...],
    recipients: tuple[Sourced[str], ...],
) -> bool:
    """Tell whether enough roles are filled for an event of this pattern."""
    pattern = candidate.entry.pattern
    lexicon = reader.predicates.lexicon
    needs: tuple[str, ...] | None = pattern.needs
    if needs is None:
        passive = candidate.entry.verbal and is_passive(
            reader.analysis, candidate.head, lexicon.grammar
        )
        needs = ("actor",) if pattern.type in lexicon.spoken and not passive else ("any",)
    filled = {"actor": bool(actors), "recipient": bool(recipients)}
    for need in needs:
        if need == "any" and not any(filled.values()):
            return False
        if need == "both" and not (all(filled.values()) or len(actors) > 1):
            return False
        if need in filled and not filled[need]:
            return False
    return True


def _sourced(
    reader: Reader, candidate: Candidate, fillers: tuple[Filler, ...], role: Role
) -> tuple[Sourced[str], ...]:
    found: dict[str, Sourced[str]] = {}
    for filler in fillers:
        for id in _ids(reader, candidate, filler.head, role, loosely=filler.loose):
            found.setdefault(
                id,
                Sourced(
                    value=id,
                    spans=(filler.head.span,),
                    rule=f"role.{'owner.' if filler.loose else ''}{filler.function}",
                    confidence=0.6 if filler.loose else 0.85,
                ),
            )
    return _most_specific(reader, tuple(found.values()))


def _most_specific(reader: Reader, values: tuple[Sourced[str], ...]) -> tuple[Sourced[str], ...]:
    """Drop a state where one of its own officials fills the same role."""
    persons = {
        reader.participants.actors[v.value].country.value  # type: ignore[union-attr]
        for v in values
        if reader.participants.kind(v.value) == "person"
        and reader.participants.actors[v.value].country is not None
    }

    def redundant(value: Sourced[str]) -> bool:
        actor = reader.participants.actors[value.value]
        return (
            actor.kind.value == "state"
            and actor.country is not None
            and actor.country.value in persons
        )

    return tuple(v for v in values if not redundant(v))
