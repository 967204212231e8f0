"""Where the events read from annotated articles differ from the annotations, one by one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from benchmarks.quality import to_document
from dragoman.knowledge import load_knowledge
from dragoman.reading.analysis import Analysis, Matters, load_analyser
from dragoman.reading.events.gazetteer import load_gazetteer
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.mend import mend
from dragoman.reading.events.participants import gather
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.read import read
from dragoman.reading.relevance import load_relevance
from dragoman.surfaces.export.gold import to_gold
from dragoman.types.document import Document
from dragoman.types.reading import Reading

Json = dict[str, Any]

MISSED, EXTRA, ROLES, DETAIL = "missed", "extra", "wrong roles", "wrong detail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One event that was missed, read in vain, or read with the wrong sides.

    Attributes:
        kind: MISSED, EXTRA, ROLES or DETAIL (status, date, mode or place).
        type: its PLOVER type.
        article: id of the article.
        before, trigger, after: its sentence, cut at the trigger.
        cause: what to count it under: the rule, or why a missed one was missed.
        gold, found: what the annotation and the reading say, each one line.
        parse: the words of the sentence with lemma, tag, function and head.
    """

    kind: str
    type: str
    article: str
    before: str
    trigger: str
    after: str
    cause: str
    gold: str = ""
    found: str = ""
    parse: tuple[str, ...] = ()


class Preparer:
    """Reads documents and keeps what the rules of events see.

    Loads the parsing model: seconds, once.
    """

    def __init__(self, language: str = "fr") -> None:
        self._language = language
        self._analyser = load_analyser(language)
        self._knowledge = load_knowledge()

    def __call__(self, document: Document) -> tuple[Reader, Reading]:
        """Return a document as the rules see it, and its whole reading."""
        analysis = self._analyser(document.text, load_relevance(self._language))

        def again(_text: str, _matters: Matters | None) -> Analysis:
            return analysis

        once = replace(self._analyser, analyse=again)
        reading = read(document, analyser=once, knowledge=self._knowledge)
        return self._reader(document, analysis, reading), reading

    def _reader(self, document: Document, analysis: Analysis, reading: Reading) -> Reader:
        predicates = load_predicates(self._language)
        grammar = predicates.lexicon.grammar
        gazetteer = load_gazetteer(self._language, self._knowledge)
        mended = mend(analysis, reading.times, grammar)
        return Reader(
            analysis=mended,
            document=document,
            predicates=predicates,
            participants=gather(
                mended,
                reading.actors,
                grammar=grammar,
                stand_ins=predicates.lexicon.stand_ins,
                demonym=gazetteer.demonym,
            ),
            gazetteer=gazetteer,
            times=reading.times,
            quotations=reading.quotations,
        )


class Comparer:
    """Reads annotated articles and compares their events with the annotations.

    Attributes:
        counts: (type, "gold" or "found") to the number of events compared so far.
    """

    def __init__(self, scorer: ModuleType) -> None:
        self._scorer = scorer
        self._prepare = Preparer()
        self.counts: Counter[tuple[str, str]] = Counter()

    def compare(self, article: Json, gold: Json) -> Iterator[Finding]:
        """Yield what differs in one article; adds to `counts` (type, "gold" or "found")."""
        document = to_document(article)
        reader, reading = self._prepare(document)
        found = to_gold(document, reading)
        rules = {event.id: event.type.rule for event in reading.events}
        page = _Page(article["id"], document.text, reader)
        yield from self._differences(page, gold, found, rules)

    def _differences(
        self, page: "_Page", gold: Json, found: Json, rules: dict[str, str]
    ) -> Iterator[Finding]:
        score = self._scorer
        gold_actors = {a["id"]: a for a in gold["actors"]}
        found_actors = {a["id"]: a for a in found["actors"]}
        pairs = []
        told, seen_at = (
            [score.spans(page.text, [m["evidence"] for m in e["mentions"]]) for e in events]
            for events in (gold["events"], found["events"])
        )
        for x, one in enumerate(gold["events"]):
            self.counts[one["type"], "gold"] += 1
            for y, other in enumerate(found["events"]):
                shared = score.any_overlap(told[x], seen_at[y])
                if one["type"] == other["type"] and shared > 0:
                    right = score.dyad(one, other, gold_actors, found_actors)
                    pairs.append((4 * right + min(shared, 1000) / 1e4, x, y))
        for event in found["events"]:
            self.counts[event["type"], "found"] += 1
        matched = dict(score.greedy(pairs))
        for x, one in enumerate(gold["events"]):
            line = _line(one, gold_actors)
            if x not in matched:
                yield page.finding(MISSED, one, page.why_missed(one), gold=line)
                continue
            other = found["events"][matched[x]]
            rule, seen = rules[other["id"]], _line(other, found_actors)
            if not score.dyad(one, other, gold_actors, found_actors):
                yield page.finding(ROLES, one, rule, gold=line, found=seen)
            elif wrong := self._wrong(one, other):
                cause = f"{', '.join(wrong)} by {rule}"
                yield page.finding(DETAIL, one, cause, gold=line, found=seen)
        for y, other in enumerate(found["events"]):
            if y not in matched.values():
                seen = _line(other, found_actors)
                yield page.finding(EXTRA, other, rules[other["id"]], found=seen)

    def _wrong(self, one: Json, other: Json) -> list[str]:
        wrong = []
        if one["status"] != other.get("status"):
            wrong.append("status")
        if self._scorer.edtf(one) != self._scorer.edtf(other):
            wrong.append("date")
        wrong += [k for k in ("mode",) if one.get(k) and one[k] != other.get(k)]
        if one.get("place") and not other.get("place"):
            wrong.append("place")
        return wrong


@dataclass(frozen=True)
class _Page:
    """One article with the proposals that the rules make in it."""

    id: str
    text: str
    reader: Reader

    def why_missed(self, event: Json) -> str:
        """Say what the rules proposed in the sentences of a missed event."""
        here: list[str] = []
        for draft in find_proposals(self.reader):
            sentence = self.reader.analysis.sentence_of(draft.candidate.head)
            for mention in event["mentions"]:
                start = self.text.find(mention["evidence"])
                end = start + len(mention["evidence"])
                if draft.type == event["type"] and sentence.start < end and start < sentence.end:
                    doubts = ", ".join(draft.doubts) or "none"
                    here.append(f"turned down: {draft.candidate.entry.pattern.id} ({doubts})")
        return here[0] if here else "no proposal of its type"

    def finding(
        self, kind: str, event: Json, cause: str, *, gold: str = "", found: str = ""
    ) -> Finding:
        """Return the finding of `event`, its sentence cut at the trigger."""
        mention = event["mentions"][0]
        evidence, trigger = mention["evidence"], mention["trigger"]
        at = max(evidence.find(trigger), 0)
        analysis = self.reader.analysis
        start = max(self.text.find(evidence), 0)
        sentence = analysis.sentence_at(start + at)
        words = analysis.words(sentence) if sentence is not None else ()
        return Finding(
            kind=kind,
            type=event["type"],
            article=self.id,
            before=evidence[:at],
            trigger=trigger,
            after=evidence[at + len(trigger) :],
            cause=cause,
            gold=gold,
            found=found,
            parse=tuple(
                f"{t.text} {t.lemma} {t.pos} {t.dep} → {analysis.head(t).text}" for t in words
            ),
        )


def _line(event: Json, actors: dict[str, Json]) -> str:
    def names(side: str) -> str:
        return ", ".join(actors.get(i, {}).get("name", i) for i in event.get(side, [])) or "–"

    told = [str(event.get(key)) for key in ("status", "mode", "date", "place") if event.get(key)]
    return f"{names('actor')} → {names('recipient')} ({'; '.join(told)})"
