"""What tells whether an actor takes part in an event, and on which side."""

from dragoman.languages.events_schema import Role
from dragoman.reading.analysis import Token
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.model import Features
from dragoman.reading.events.scoring.reads import read_side
from dragoman.reading.events.scoring.scene import Scene, path
from dragoman.reading.events.syntax import is_passive, marker

_LONG = 3
_FAR = 30.0


def side_features(scene: Scene, draft: Draft, actor: str, role: Role) -> Features:
    """Return what speaks for and against `actor` in `role` of `draft`, by name.

    What speaks on both sides alike is in `stance_features`.
    """
    allowed = draft.candidate.entry.pattern.kinds.get(role)
    kind = scene.reader.participants.actors[actor].kind.value
    found: Features = {"unfit": float(allowed is not None and kind not in allowed)}
    _told_by_rules(found, draft, actor, role)
    _countries(found, scene, draft, actor, role)
    found.update(read_side(scene, draft, actor, role))
    return found


def stance_features(scene: Scene, draft: Draft, actor: str) -> Features:
    """Return what is to be said of `actor` beside `draft`, whichever side is asked about."""
    candidate = draft.candidate
    pattern = candidate.entry.pattern
    someone = scene.reader.participants.actors[actor]
    kind = someone.kind.value
    found: Features = {
        f"type={pattern.type}": 1.0,
        f"kind={kind}": 1.0,
        f"type={pattern.type}&kind={kind}": 1.0,
        f"count={min(scene.counts[actor], 6)}": 1.0,
        "mentions": min(scene.counts[actor], 12) / 12,
        "rank": min(_rank(scene, actor), 10) / 10,
        "country": float(someone.country is not None),
        "known": float(someone.entity is not None),
        "office": float(someone.role is not None),
        "verbal": float(candidate.entry.verbal),
        "mutual": float(candidate.entry.mutual),
        f"frame={pattern.frame}": 1.0,
        f"status={draft.status.status}": 1.0,
        "weak": float(draft.weak),
        "doubted": float(bool(draft.doubts)),
    }
    found[f"subject={scene.subject(draft)}"] = 1.0
    found["titled"] = float(actor in scene.titled)
    found["led"] = float(bool(scene.places.get(actor)) and scene.places[actor][0] < scene.lead)
    _told_before(found, scene, draft, actor)
    _speaking(found, scene, draft, actor)
    _placed(found, scene, draft, actor)
    return found


def _told_by_rules(found: Features, draft: Draft, actor: str, role: Role) -> None:
    """Say which side, if any, the rules give the actor, and by which rule."""
    side, other = draft.actors, draft.recipients
    if role == "recipient":
        side, other = other, side
    for sourced in side:
        if sourced.value == actor:
            found["ruled"] = sourced.confidence
            found[f"rule={sourced.rule}"] = 1.0
    for sourced in other:
        if sourced.value == actor:
            found["ruled.other"] = 1.0
            found[f"other-rule={sourced.rule}"] = 1.0
    found["side.empty"] = float(not side)
    found["other.empty"] = float(not other)
    if side and "ruled" not in found:
        found["ruled.someone"] = max(sourced.confidence for sourced in side)


def _told_before(found: Features, scene: Scene, draft: Draft, actor: str) -> None:
    """Say which side the actor had in what is told shortly before, and who carries on."""
    subject = scene.subject(draft)
    for before in scene.before(draft):
        for name, side in (("actor", before.actors), ("recipient", before.recipients)):
            if any(sourced.value == actor for sourced in side):
                found[f"before.{name}"] = 1.0
                found[f"before.{name}&subject={subject}"] = 1.0
                if before.type == draft.type:
                    found[f"before.{name}&same"] = 1.0


def _countries(found: Features, scene: Scene, draft: Draft, actor: str, role: Role) -> None:
    actors = scene.reader.participants.actors
    country = actors[actor].country
    if country is None:
        return
    other = draft.recipients if role == "actor" else draft.actors
    for sourced in other:
        theirs = actors[sourced.value].country
        if theirs is not None and sourced.value != actor:
            found["same-country" if theirs.value == country.value else "other-country"] = 1.0


def _speaking(found: Features, scene: Scene, draft: Draft, actor: str) -> None:
    head = draft.candidate.head
    quotation = scene.quotation(head)
    if quotation is not None:
        found[f"quoted={quotation.kind}"] = 1.0
        if quotation.speaker is not None and quotation.speaker.value == actor:
            found["speaker"] = 1.0
            found[f"speaker&subject={scene.subject(draft)}"] = 1.0
            found[f"speaker&type={draft.type}"] = 1.0
    if draft.attributed_to is not None and draft.attributed_to.value == actor:
        found["source"] = 1.0
    sentence = scene.reader.analysis.sentence_of(head).span
    for said in scene.reader.quotations:
        if said.speaker is None or said.speaker.value != actor:
            continue
        if any(span.overlaps(sentence) for span in said.evidence):
            found["speaks-here"] = 1.0
            found["speaks-beside"] = float(not said.span.covers(head.span))
            break


def _placed(found: Features, scene: Scene, draft: Draft, actor: str) -> None:
    """Describe how the nearest mention of the actor stands to the trigger."""
    candidate = draft.candidate
    head = candidate.head
    best: tuple[int, int, tuple[str, ...], Token, bool] | None = None
    anchors = [(head, False)]
    anchors += [(part, False) for part in candidate.parts if part.i != head.i]
    if candidate.carrier is not None:
        anchors.append((candidate.carrier.verb, True))
    for token in scene.by_sentence.get(head.sentence, ()):
        if actor not in scene.heads[token.i]:
            continue
        for anchor, carried in anchors:
            way = path(scene, anchor, token)
            key = (len(way), abs(token.i - head.i), way, token, carried)
            if best is None or key[:2] < best[:2]:
                best = key
    if best is None:
        found["absent"] = 1.0
        found["back"] = _back(scene, actor, head)
        return
    length, distance, way, token, carried = best
    grammar = scene.reader.predicates.lexicon.grammar
    preposition = marker(scene.reader.analysis, token, grammar) or "-"
    passive = candidate.entry.verbal and is_passive(scene.reader.analysis, head, grammar)
    short = ">".join(way[:_LONG]) if length <= _LONG else "long"
    voice = "passive" if passive else "active" if candidate.entry.verbal else "noun"
    found["length"] = min(length, 10) / 10
    found["distance"] = min(distance, _FAR) / _FAR
    found["before"] = float(token.i < head.i)
    found[f"path={short}"] = 1.0
    found[f"path={short}&{voice}"] = 1.0
    found[f"path={short}&{preposition}"] = 1.0
    found[f"path={short}&type={draft.type}"] = 1.0
    lemma = head.lemma.lower()
    side = "before" if token.i < head.i else "after"
    found[f"lemma={lemma}&path={short}"] = 1.0
    found[f"lemma={lemma}&{side}&{preposition}"] = 1.0
    found[f"dep={token.dep}&{side}"] = 1.0
    found[f"form={scene.forms.get(token.i, '-')}"] = 1.0
    found[f"form={scene.forms.get(token.i, '-')}&{side}"] = 1.0
    above = scene.reader.analysis.head(token)
    found["root-subject"] = float(token.dep.startswith("nsubj") and above.dep == "ROOT")
    here = [t for t in scene.by_sentence[head.sentence] if actor not in scene.heads[t.i]]
    found["first-here"] = float(all(t.i > token.i for t in here))
    found["last-here"] = float(all(t.i < token.i for t in here))
    found["nearest"] = float(all(abs(t.i - head.i) >= distance for t in here))
    if candidate.entry.verbal and _follows_words(scene, head):
        found[f"inverted&{side}&{preposition}"] = 1.0
    found[f"prep={preposition}"] = 1.0
    found[f"prep={preposition}&type={draft.type}"] = 1.0
    found[f"voice={voice}&before={token.i < head.i}"] = 1.0
    found[f"first={way[0] if way else '-'}"] = 1.0
    found[f"last={way[-1] if way else '-'}"] = 1.0
    found[f"pos={token.pos}"] = 1.0
    found["carried"] = float(carried)
    found["place"] = float(token.i in scene.reader.participants.at_place)
    found["shared"] = float(len(scene.heads[token.i]) > 1)
    nearer = [
        t
        for t in scene.by_sentence[head.sentence]
        if abs(t.i - head.i) < distance and (t.i < head.i) == (token.i < head.i)
    ]
    found["nearer"] = min(len(nearer), 5) / 5
    low, high = sorted((token.i, head.i))
    between = scene.reader.analysis.tokens[low + 1 : high]
    found["verbs"] = min(sum(t.pos == "VERB" for t in between), 4) / 4
    found["commas"] = min(sum(t.text == "," for t in between), 4) / 4
    found["others-here"] = min(len(scene.by_sentence[head.sentence]), 10) / 10


def _follows_words(scene: Scene, verb: Token) -> bool:
    """Tell whether a verb comes right behind quoted words or a comma: '"...", a salué X'."""
    i = verb.i - 1
    tokens = scene.reader.analysis.tokens
    first = scene.reader.analysis.sentence_of(verb).first
    while i > first and (tokens[i].pos in ("AUX", "PRON", "ADV") or tokens[i].text in "-t"):
        i -= 1
    return i > first and tokens[i].text in ('"', "»", "”", ",")


def _rank(scene: Scene, actor: str) -> int:
    """Return how many actors are named more often."""
    return scene.ranks[actor]


def _back(scene: Scene, actor: str, head: Token) -> float:
    """Return how many sentences ago the actor was last named, as a share of ten."""
    for back in range(1, 10):
        for token in scene.by_sentence.get(head.sentence - back, ()):
            if actor in scene.heads[token.i]:
                return back / 10
    return 1.0
