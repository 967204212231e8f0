"""What the annotations say of the drafts of an article."""

import re
from types import ModuleType
from typing import Any

from dragoman.knowledge.fold import fold
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.scoring.placing import PlaceOption
from dragoman.types.actor import Actor

_SMALL = {"le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "the", "of", "and", "et"}


def gold_form(actor: Actor, text: str) -> dict[str, Any]:
    """Return an actor in the form that the scorer of the gold compares."""
    forms = [m.span.of(text) for m in actor.mentions if m.form not in ("pronoun", "collective")]
    return {
        "name": actor.name.value,
        "kind": actor.kind.value,
        "country": actor.country.value if actor.country else None,
        "sector": actor.sector.value if actor.sector else None,
        "mentions": list(dict.fromkeys(forms)) or [actor.name.value],
    }


def match(
    reader: Reader, drafts: tuple[Draft, ...], gold: dict[str, Any]
) -> list[dict[str, Any] | None]:
    """Return the annotated event that each draft tells of; None if none.

    In each annotated sentence one draft of the right type is paired with the event:
    the one whose words are the annotated ones, else the nearest to them.
    """
    text = reader.document.text
    pairs: list[tuple[float, int, tuple[int, int], dict[str, Any]]] = []
    for e, event in enumerate(gold["events"]):
        for m, mention in enumerate(event["mentions"]):
            start = text.find(mention["evidence"])
            if start < 0:
                continue
            end = start + len(mention["evidence"])
            at = text.find(mention["trigger"], start, end)
            trigger = (at, at + len(mention["trigger"])) if at >= 0 else (start, end)
            for n, draft in enumerate(drafts):
                sentence = reader.analysis.sentence_of(draft.candidate.head)
                if draft.type != event["type"]:
                    continue
                if not (sentence.start < end and start < sentence.end):
                    continue
                pairs.append((_distance(draft, trigger), n, (e, m), event))
    found: list[dict[str, Any] | None] = [None] * len(drafts)
    used: set[tuple[int, int]] = set()
    for _, n, key, event in sorted(pairs, key=lambda p: p[:3]):
        if found[n] is None and key not in used:
            used.add(key)
            found[n] = event
    return found


def match_all(
    reader: Reader, drafts: tuple[Draft, ...], gold: dict[str, Any]
) -> list[dict[str, Any] | None]:
    """Return the same, and the event of further drafts of a type whose only event is told there."""
    return [
        event if event is not None else _only_one(reader, draft, gold)
        for draft, event in zip(drafts, match(reader, drafts, gold), strict=True)
    ]


def _only_one(reader: Reader, draft: Draft, gold: dict[str, Any]) -> dict[str, Any] | None:
    """Return the one event of the draft's type that its sentence tells of; None if not one."""
    text = reader.document.text
    sentence = reader.analysis.sentence_of(draft.candidate.head)
    told: dict[str, dict[str, Any]] = {}
    for event in gold["events"]:
        if event["type"] != draft.type:
            continue
        for mention in event["mentions"]:
            start = text.find(mention["evidence"])
            end = start + len(mention["evidence"])
            if start >= 0 and sentence.start < end and start < sentence.end:
                told[event["id"]] = event
    return next(iter(told.values())) if len(told) == 1 else None


def _distance(draft: Draft, trigger: tuple[int, int]) -> float:
    parts = [part.span for part in draft.candidate.parts]
    if any(p.start < trigger[1] and trigger[0] < p.end for p in parts):
        return 0.0
    return float(min(abs(p.start - trigger[0]) for p in parts))


def side_labels(
    scorer: ModuleType,
    draft: Draft,
    event: dict[str, Any],
    gold_actors: dict[str, Any],
    forms: dict[str, dict[str, Any]],
) -> dict[str, frozenset[str]]:
    """Return the ids of the actors (`forms`, in gold form) on each side of an annotated event.

    The scorer takes a state, its army and its officials for one another. Here they stand for
    each other only where the annotated one is not among `forms` itself: else whoever governs a
    state would be taught to be all that the state does, wherever the article names him.
    """

    def on(side: str) -> frozenset[str]:
        right: set[str] = set()
        for gold in (gold_actors.get(i) for i in event.get(side, [])):
            same = {id for id, form in forms.items() if scorer.same_actor(gold, form)}
            named = {id for id in same if scorer.same_name(gold, forms[id])}
            right |= named or same
        return frozenset(right)

    if draft.candidate.entry.mutual:
        return {"actor": on("actor") | on("recipient"), "recipient": frozenset()}
    return {"actor": on("actor"), "recipient": on("recipient")}


def place_label(reader: Reader, option: PlaceOption, event: dict[str, Any]) -> int:
    """Return whether `option` is the annotated place, by the rule that scores places.

    One's words are all among the other's; none is right where none is annotated.
    """
    told = event.get("place")
    if option.place is None or not told:
        return int(option.place is None and not told)
    mine, theirs = _words(option.place.span.of(reader.document.text)), _words(told)
    return int(bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine))


def _words(name: str) -> set[str]:
    """Return the words of a name without case, accents, punctuation and small words."""
    return set(re.findall(r"\w+", fold(name))) - _SMALL
