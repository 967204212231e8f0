"""Decide who speaks each quotation of a text, in text order."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from dragoman.reading.quotes.floor import Floor, Pointers
from dragoman.reading.quotes.link import Cast, continued, link_words
from dragoman.reading.quotes.options import Option, options_for
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.sightings import Sightings, find_sightings, sighting_at
from dragoman.reading.quotes.speaker import Speaker, speaker_at
from dragoman.types.actor import Actor
from dragoman.types.span import Sourced, Span

_CLEAR = 0.85  # confidence of words that leave no doubt
_RUNNING = 4  # sentences after which "the author" means nobody before


@dataclass(frozen=True)
class Stage:
    """The quotations of one text, and all that tells who speaks them.

    Attributes:
        cast: its actors.
        sightings: where they stand.
        reports: its quotations with the nouns that name their speakers, in text order.
    """

    cast: Cast
    sightings: Sightings
    reports: list[tuple[Report, Speaker | None]]

    @property
    def page(self) -> Page:
        """The text."""
        return self.sightings.page

    def sentence(self, n: int) -> int:
        """Return the number of the last sentence of quotation `n`."""
        return self.page.analysis.tokens_in(self.reports[n][0].span)[-1].sentence


def set_stage(
    page: Page,
    cast: Cast,
    actors: Sequence[Actor],
    reports: list[tuple[Report, Speaker | None]],
) -> Stage:
    """Make a text ready for deciding who speaks."""
    return Stage(cast, find_sightings(page, cast.index, actors), reports)


def _pointers(stage: Stage, n: int, floor: Floor) -> Pointers:
    report, neighbour = stage.reports[n]
    words = report.speaker
    linked = _linked(stage, words)
    presented = _linked(stage, neighbour) if words is None else None
    last = None
    if linked is None and floor.spoken:
        ident, sentence = floor.spoken[-1]
        if ident is not None and stage.sentence(n) - sentence <= _RUNNING:
            last = ident if continued(stage.page, stage.cast, words, ident) else None
    following = None
    if n + 1 < len(stage.reports):
        after = stage.reports[n + 1][0]
        first = stage.page.analysis.tokens_in(after.span)[0].sentence
        if after.speaker is not None and first - stage.sentence(n) <= 1:
            following = _linked(stage, after.speaker)
    other = _linked(stage, report.other)
    other = other if other != linked else None
    clear = words is not None and linked is not None and _is_clear(stage, words, linked)
    return Pointers(
        linked=linked,
        clear=clear,
        other=other,
        presented=presented,
        continued=last,
        following=following,
    )


def _is_clear(stage: Stage, words: Speaker, actor: str) -> bool:
    """Tell whether words name an actor by their head and name who speaks for certain."""
    head = stage.page.tokens[words.head]
    return words.confidence >= _CLEAR and actor in stage.cast.index.of_token(head)


def _linked(stage: Stage, words: Speaker | None) -> str | None:
    if words is None or words.form != "noun":
        return None
    actor = link_words(stage.page.analysis, stage.cast, words)
    return actor.id if actor is not None else None


def choose_speakers(stage: Stage, weights: Mapping[str, float]) -> list[Sourced[str] | None]:
    """Return the actor who speaks each quotation; None for nobody in particular."""
    found = []
    for n, options in decide(stage, Floor(), weights):
        option, share = likeliest(options, weights)
        found.append(_sourced(stage, n, option, share))
    return found


def decide(
    stage: Stage, floor: Floor, weights: Mapping[str, float]
) -> Iterator[tuple[int, list[Option]]]:
    """Yield each quotation with who may speak it, in text order, and decide it.

    Whoever reads may put another answer into `floor.answer` before going on: training
    does where annotators decided.
    """
    waiting = deque(_telling(stage))
    for n, (report, _) in enumerate(stage.reports):
        place = stage.page.analysis.tokens_in(report.span)[0].i
        place = report.speaker.head if report.speaker is not None else place
        while waiting and waiting[0].head < place:
            _stand(stage, floor, waiting.popleft(), weights)
        options = options_for(stage.sightings, report, _pointers(stage, n, floor), floor)
        floor.answer = likeliest(options, weights)[0].actor
        yield n, options
        floor.add(floor.answer, stage.sentence(n))


def _telling(stage: Stage) -> list[Speaker]:
    """Return the subject pronouns outside of quotations ("Il est arrivé"), in text order."""
    page = stage.page
    speaking = {r.speaker.head for r, _ in stage.reports if r.speaker is not None}
    words = {p.text for p in page.rules.pronouns if not p.generic}
    found = []
    for token in page.tokens:
        if token.lower not in words or token.pos != "PRON" or not token.dep.startswith("nsubj"):
            continue
        if token.i in speaking or page.quoted(token):
            continue
        verb = page.analysis.head(token)
        if verb.lemma in page.rules.impersonal or verb.dep == "aux:tense":
            continue
        speaker = speaker_at(page, token.i, "telling", 0.5)
        if speaker is not None:
            found.append(speaker)
    return found


def _stand(stage: Stage, floor: Floor, pronoun: Speaker, weights: Mapping[str, float]) -> None:
    """Decide for whom a pronoun of the telling stands, as if it spoke."""
    head = stage.page.tokens[pronoun.head]
    report = Report(
        kind="indirect", span=head.span, cue=None, speaker=pronoun,
        evidence=(head.span,), rule="telling", confidence=0.5,
    )  # fmt: skip
    options = options_for(stage.sightings, report, Pointers(), floor)
    actor = likeliest(options, weights)[0].actor
    if actor is not None:
        floor.stood.append(sighting_at(stage.page, head, actor, named=False))


def likeliest(options: list[Option], weights: Mapping[str, float]) -> tuple[Option, float]:
    """Return the option that the weights favour, and its probability."""
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in option.features.items())
        for option in options
    ]
    best = max(range(len(options)), key=lambda n: (scores[n], -n))
    return options[best], 1.0 / sum(exp(score - scores[best]) for score in scores)


def _sourced(stage: Stage, n: int, option: Option, share: float) -> Sourced[str] | None:
    if option.actor is None:
        return None
    report, speaker = stage.reports[n]
    rule = "weighed"
    spans: tuple[Span, ...] = ()
    for words in (report.speaker, speaker):
        if words is not None and (words.form != "noun" or _linked(stage, words) == option.actor):
            rule, spans = words.rule, (words.span,)
            if words.form != "noun":
                rule += "+weighed"
            break
    return Sourced(
        value=option.actor,
        spans=spans or (_last_seen(stage, report, option.actor),),
        rule=f"speaker.{rule}",
        confidence=round(share, 3),
    )


def _last_seen(stage: Stage, report: Report, ident: str) -> Span:
    """Return the mention of an actor nearest before a quotation, else its first."""
    mentions = stage.cast.index.actor(ident).mentions
    before = [m for m in mentions if m.span.end <= report.span.start]
    return (before[-1] if before else mentions[0]).span
