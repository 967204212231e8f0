"""What tells whether a draft is an event by the annotation guidelines."""

from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.model import Features
from dragoman.reading.events.scoring.reads import read_event
from dragoman.reading.events.scoring.scene import Scene
from dragoman.reading.events.syntax import VERBAL, is_passive

_FIRST = 3


def event_features(scene: Scene, draft: Draft, sides: tuple[float, float] = (0.0, 0.0)) -> Features:
    """Return what speaks for and against `draft`, by name.

    Args:
        scene: the article.
        draft: the proposal.
        sides: probability of its surest actor and recipient.
    """
    candidate = draft.candidate
    pattern = candidate.entry.pattern
    head = candidate.head
    lemma = head.lemma.lower()
    found: Features = {
        f"pattern={pattern.id}": 1.0,
        f"type={pattern.type}": 1.0,
        f"lemma={lemma}": 1.0,
        f"lemma={lemma}&type={pattern.type}": 1.0,
        f"dep={head.dep}": 1.0,
        f"pos={head.pos}": 1.0,
        f"verbal={candidate.entry.verbal}&type={pattern.type}": 1.0,
        f"status={draft.status.status}": 1.0,
        f"status={draft.status.status}&type={pattern.type}": 1.0,
        f"status-rule={draft.status.rule}": 1.0,
        "present": float(draft.status.present),
        "hearsay": float(draft.status.hearsay),
        "weak": float(draft.weak),
        "doubts": len(draft.doubts) / 3,
        "fixed": candidate.weight[0] / 2,
        "carried": float(candidate.carrier is not None),
        "dated": float(draft.when is not None),
        "placed": float(draft.place is not None),
        "attributed": float(draft.attributed_to is not None),
        "actor.p": sides[0],
        "recipient.p": sides[1],
        "sides.p": sides[0] * sides[1],
        f"filled={bool(draft.actors)}{bool(draft.recipients)}": 1.0,
        f"filled={bool(draft.actors)}{bool(draft.recipients)}&type={pattern.type}": 1.0,
    }
    for doubt in draft.doubts:
        found[f"doubt={doubt}"] = 1.0
        found[f"doubt={doubt}&type={pattern.type}"] = 1.0
    for name, side in (("actor", draft.actors), ("recipient", draft.recipients)):
        for sourced in side[:1]:
            kind = scene.reader.participants.kind(sourced.value)
            found[f"{name}.kind={kind}"] = 1.0
            found[f"{name}.kind={kind}&type={pattern.type}"] = 1.0
            found[f"{name}.rule={sourced.rule}"] = 1.0
            found[f"{name}.sure"] = sourced.confidence
    found[f"subject={scene.subject(draft)}"] = 1.0
    found[f"subject={scene.subject(draft)}&type={pattern.type}"] = 1.0
    title = (scene.reader.document.title or "").lower()
    found["titled.word"] = float(len(lemma) > 3 and lemma[:-1] in title)
    found["titled.sides"] = float(
        any(s.value in scene.titled for s in (*draft.actors, *draft.recipients))
    )
    published = scene.reader.document.published
    found[f"published={len(published or '')}"] = 1.0
    if draft.when is not None:
        found[f"when={draft.when.rule}"] = 1.0
        found["when.today"] = float(draft.when.value == published)
    _grammar(found, scene, draft)
    _place_in_text(found, scene, draft)
    _repeats(found, scene, draft)
    found.update(read_event(scene, draft))
    return found


def _grammar(found: Features, scene: Scene, draft: Draft) -> None:
    analysis = scene.reader.analysis
    grammar = scene.reader.predicates.lexicon.grammar
    head = draft.candidate.head
    verbal = draft.candidate.entry.verbal
    finite = head
    for child in analysis.children(head):
        if child.dep in ("aux:tense", "aux:pass", "aux", "cop"):
            finite = child if finite is head else finite
            found[f"aux={child.lemma.lower()}"] = 1.0
        if child.dep == "advmod":
            found[f"adv={child.lemma.lower()}"] = 1.0
        if child.dep == "mark":
            found[f"mark={child.lower}"] = 1.0
        if child.dep == "det" and not verbal:
            found[f"det={child.lower}"] = 1.0
        if child.dep == "case" and not verbal:
            found[f"case={child.lower}"] = 1.0
        if child.dep == "obj" and child.pos != "PROPN":
            found[f"obj={child.lemma.lower()}"] = 1.0
        if child.dep in ("amod", "acl", "acl:relcl", "nmod", "conj") and child.pos != "PROPN":
            found[f"below={child.dep}"] = 1.0
            found[f"below={child.dep}:{child.lemma.lower()}"] = 1.0
        if child.dep in ("ccomp", "xcomp", "advcl"):
            found[f"below={child.dep}"] = 1.0
    found["bare"] = float(not any(c.dep == "det" for c in analysis.children(head)))
    for name in ("Tense", "Mood", "VerbForm", "Number"):
        value = finite.feat(name)
        if value is not None:
            found[f"{name}={value}&verbal={verbal}"] = 1.0
    if verbal:
        found["passive"] = float(is_passive(analysis, head, grammar))
    above = analysis.head(head)
    if above.i != head.i:
        found[f"above.pos={above.pos}&dep={head.dep}"] = 1.0
        if above.pos != "PROPN":
            found[f"above={above.lemma.lower()}"] = 1.0
            found[f"above={above.lemma.lower()}&dep={head.dep}"] = 1.0
    depth = 0
    for step, token in enumerate(analysis.ancestors(head)):
        if token.i in scene.triggers and token.i != head.i:
            for type in scene.triggers[token.i]:
                found[f"under={type}"] = 1.0
                found[f"under={type}&type={draft.type}"] = 1.0
            found["under"] = 1.0
            found[f"under.step={min(step, 3)}"] = 1.0
            break
        depth += token.pos in VERBAL
    found["depth"] = min(depth, 4) / 4


def _place_in_text(found: Features, scene: Scene, draft: Draft) -> None:
    analysis = scene.reader.analysis
    head = draft.candidate.head
    sentence = analysis.sentence_of(head)
    words = analysis.words(sentence)
    quotation = scene.quotation(head)
    found[f"quoted={quotation.kind if quotation else 'no'}"] = 1.0
    found[f"quoted={quotation.kind if quotation else 'no'}&type={draft.type}"] = 1.0
    found["opens"] = float(sentence.index < _FIRST)
    found["position"] = sentence.index / max(len(analysis.sentences), 1)
    found["question"] = float(any(word.text == "?" for word in words))
    found["length"] = min(len(words), 60) / 60
    found["in-sentence"] = (head.i - sentence.first) / max(len(words), 1)
    found["finite"] = float(any(word.feat("VerbForm") == "Fin" for word in words))
    found["actors-here"] = min(len(scene.by_sentence.get(sentence.index, ())), 8) / 8
    found["time-here"] = float(
        any(sentence.span.overlaps(time.span) for time in scene.reader.times)
    )
    for offset in (-2, -1, 1, 2):
        i = head.i + offset
        if sentence.first <= i < sentence.last:
            word = analysis.tokens[i]
            if word.pos not in ("PROPN", "NUM", "X"):
                found[f"word{offset}={word.lower}"] = 1.0


def _repeats(found: Features, scene: Scene, draft: Draft) -> None:
    head = draft.candidate.head
    here = scene.in_sentence(head.sentence)
    found["rivals"] = min(len(here), 6) / 6
    alike = [d for d in here if d.type == draft.type and d is not draft]
    found["alike"] = min(len(alike), 3) / 3
    found["alike.before"] = float(any(d.candidate.head.i < head.i for d in alike))
    found["alternative"] = float(any(d.candidate.head.i == head.i and d is not draft for d in here))
    typed = scene.of_type(draft.type)
    same = [d for d in typed if d.candidate.head.sentence < head.sentence]
    found["type.before"] = min(len(same), 5) / 5
    found["word.before"] = float(any(d.candidate.head.lemma == head.lemma for d in same))
    found["type.count"] = min(len(typed), 10) / 10
