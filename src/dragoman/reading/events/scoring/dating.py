"""When an event happened: every date the article offers for it, weighed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dragoman.reading.events.draft import HAPPENED, Draft
from dragoman.reading.events.scoring.model import Features, Scorer
from dragoman.reading.events.scoring.reads import read_date
from dragoman.reading.events.scoring.scene import Scene, path
from dragoman.reading.events.scoring.tone import (
    DAY,
    MONTH,
    YEAR,
    Tone,
    age_of,
    is_fresh,
    shape_of,
    tone_features,
    tone_of,
)
from dragoman.reading.events.syntax import VERBAL
from dragoman.types.edtf import begins_after
from dragoman.types.span import Sourced
from dragoman.types.time import TimeExpression

_CALENDAR = ("date", "interval")
_DONE, _OPEN = "actual", ".."
_BACK = 4
_EARLIER = 3
_WAY = 3
_NEWS = 2
_LED = 3
_OPENED = 2

Dates = dict[str | None, float]
"""The odds of each date that one event may have; None for none."""


@dataclass(frozen=True, slots=True)
class Option:
    """One date that an event may have.

    Attributes:
        source: "here", "earlier", "later", "alike", "published" or "none"; "lasting" for a
            span that an expression opens or closes ("depuis", "jusqu'au"), "since" for one
            that begins with it though no word says so; "news" for a fresh day named farther
            off; "month" and "year" for those of the publication ("ces derniers jours").
        date: the date; None for none.
        time: the expression that tells it; None if none does.
        rank: how many options of the same source are nearer.
    """

    source: str
    date: Sourced[str] | None
    time: TimeExpression | None = None
    rank: int = 0


def date_options(scene: Scene, draft: Draft) -> tuple[Option, ...]:
    """Return the dates that `draft` can have.

    They are those told in its sentence, in the four before, in the next, the spans that
    these open or close, the fresh days named farther off, the one the rules give another
    draft of the same word, the day, the month and the year of publication, and none.
    """
    reader = scene.reader
    head = draft.candidate.head
    here: list[tuple[int, TimeExpression]] = []
    earlier: list[tuple[int, TimeExpression]] = []
    later: list[tuple[int, TimeExpression]] = []
    farther: list[tuple[int, TimeExpression]] = []
    for time in reader.times:
        tokens = reader.analysis.tokens_in(time.span)
        if time.kind not in _CALENDAR or time.value is None or not tokens:
            continue
        away = tokens[0].sentence - head.sentence
        if away == 0:
            here.append((abs(tokens[0].i - head.i), time))
        elif -_BACK <= away < 0:
            earlier.append((head.i - tokens[0].i, time))
        elif away == 1:
            later.append((tokens[0].i - head.i, time))
        elif is_fresh(time.value, reader.document.published):
            farther.append((abs(tokens[0].i - head.i), time))
    options = []
    for source, found, most in (
        ("here", here, 9),
        ("earlier", earlier, _EARLIER),
        ("later", later, 1),
    ):
        nearest = sorted(found, key=lambda pair: pair[0])[:most]
        options += [
            Option(source, _told(time, f"judge:{source}"), time, rank)
            for rank, (_, time) in enumerate(nearest)
        ]
    near = {time.value for _, time in (*here, *earlier, *later)}
    news: dict[str | None, TimeExpression] = {}
    for _, time in sorted(farther, key=lambda pair: pair[0]):
        if time.value not in near:
            news.setdefault(time.value, time)
    options += [
        Option("news", _told(time, "judge:news"), time, rank)
        for rank, time in enumerate(list(news.values())[:_NEWS])
    ]
    told_before = sorted((*here, *earlier), key=lambda pair: pair[0])
    options += _spans(scene, [time for _, time in told_before])
    alike = _alike(scene, draft)
    if alike is not None:
        options.append(Option("alike", alike))
    options += _of_publication(draft, reader.document.published)
    options.append(Option("none", None))
    return tuple(options)


def month_of(published: str | None) -> str | None:
    """Return the month of a day of publication; None if no day is known."""
    return published[:MONTH] if published is not None and len(published) == DAY else None


def _spans(scene: Scene, times: Sequence[TimeExpression]) -> Iterator[Option]:
    """Yield the nearest span that `times` open or close, and those they may open untold."""
    opened = 0
    for time in times:
        told = _lasting(scene, time)
        if told is not None:
            yield Option("lasting", replace(_told(time, "judge:lasting"), value=told), time)
            return
        value = time.value or ""
        if opened < _OPENED and "/" not in value:
            since = replace(_told(time, "judge:since"), value=f"{value}/..")
            yield Option("since", since, time, opened)
            opened += 1


def _of_publication(draft: Draft, published: str | None) -> Iterator[Option]:
    """Yield the day of publication, and its month and year where the day is known."""
    if published is None:
        return
    periods = [("published", "day", published)]
    month = month_of(published)
    if month is not None:
        periods += [("month", "month", month), ("year", "year", published[:YEAR])]
    for source, period, value in periods:
        told = Sourced(
            value=value,
            spans=(draft.candidate.head.span,),
            rule=f"judge:{source}",
            reasoning=f"the {period} of publication",
            confidence=0.6,
        )
        yield Option(source, told)


def date_features(scene: Scene, draft: Draft, option: Option, tone: Tone) -> Features:
    """Return what speaks for and against `option` as the date of `draft`, by name.

    Args:
        scene: the article.
        draft: the event.
        option: one of its dates.
        tone: of the article.
    """
    reader = scene.reader
    candidate = draft.candidate
    head = candidate.head
    source = option.source
    tense = _tense(scene, draft)
    published = reader.document.published or ""
    found: Features = {
        f"source={source}": 1.0,
        f"source={source}&type={draft.type}": 1.0,
        f"source={source}&status={draft.status.status}": 1.0,
        f"source={source}&verbal={candidate.entry.verbal}": 1.0,
        f"source={source}&published={len(published)}": 1.0,
        f"source={source}&rank={min(option.rank, 3)}": 1.0,
        f"source={source}&tense={tense}": 1.0,
        f"source={source}&tense={tense}&published={len(published)}": 1.0,
        f"source={source}&subject={scene.subject(draft)}": 1.0,
        f"source={source}&lemma={head.lemma.lower()}": 1.0,
        "lead": float(head.i < scene.lead),
    }
    found[f"source={source}&lead={head.i < scene.lead}"] = 1.0
    quotation = scene.quotation(head)
    found[f"source={source}&quoted={quotation.kind if quotation else 'no'}"] = 1.0
    sentence = reader.analysis.sentence_of(head)
    told_here = any(
        sentence.start <= t.span.start < sentence.end and t.value is not None for t in reader.times
    )
    found[f"source={source}&told-here={told_here}"] = 1.0
    found[f"source={source}&ruled={draft.when.rule if draft.when else 'no'}"] = 1.0
    ruled = draft.when.value if draft.when is not None else None
    value = option.date.value if option.date is not None else None
    found["as-ruled"] = float(ruled == value)
    if value is not None:
        found[f"value={shape_of(value)}"] = 1.0
        found[f"source={source}&value={shape_of(value)}"] = 1.0
        found["is-published"] = float(value == published)
        found["after-published"] = float(bool(published) and value[:DAY] > published)
        age = age_of(value, published)
        found[f"age={age}"] = 1.0
        found[f"source={source}&age={age}"] = 1.0
        found[f"age={age}&tense={tense}"] = 1.0
        found[f"age={age}&type={draft.type}"] = 1.0
    if option.time is not None:
        _attached(found, scene, draft, option)
    start = option.time.span.start if option.time is not None else None
    found.update(read_date(scene, draft, source, start))
    found.update(tone_features(tone, source))
    return found


def weigh_dates(
    scene: Scene, drafts: Sequence[Draft], options: Sequence[Sequence[Option]], scorer: Scorer
) -> list[Dates]:
    """Return the odds of each date among the options of each draft: of what tells it, the best."""
    pairs = list(zip(drafts, options, strict=True))
    tone = tone_of(scene)
    asked = [date_features(scene, d, o, tone) for d, mine in pairs for o in mine]
    odds = iter(scorer.score(asked))
    return [gather(mine, islice(odds, len(mine))) for mine in options]


def gather(options: Sequence[Option], odds: Iterable[float]) -> Dates:
    """Return the odds of each date among `options`, those of the one that speaks most for it."""
    found: Dates = {}
    for option, p in zip(options, odds, strict=True):
        value = option.date.value if option.date is not None else None
        found[value] = max(found.get(value, 0.0), float(p))
    return found


def likeliest_date(dates: Dates) -> str | None:
    """Return the date that `dates` find likeliest; None if likeliest none is told."""
    return max(dates, key=lambda value: (dates[value], value or ""))


def dated(draft: Draft, options: Sequence[Option], dates: Dates) -> Sourced[str] | None:
    """Return the likeliest of `dates` with the words that tell it; None if none is told.

    Args:
        draft: the event.
        options: that `dates` were weighed from.
        dates: the odds.
    """
    best = likeliest_date(dates)
    if best is None:
        return None
    if draft.when is not None and draft.when.value == best:
        told = draft.when
    else:
        told = next(o.date for o in options if o.date is not None and o.date.value == best)
    return replace(told, confidence=round(dates[best], 3))


def is_to_come(scene: Scene, draft: Draft, option: Option) -> bool:
    """Tell whether `draft` happened and a date begins after its publication.

    "Les autorités, qui ont autorisé Vladimir Poutine à rester jusqu'en 2036": what was
    reported as done was done before the report. Nor is what was done dated by how long it is to
    last: "Le royaume a prolongé la fermeture jusqu'au 11 mai".
    """
    published = scene.reader.document.published
    if option.date is None or published is None or draft.status.status not in HAPPENED:
        return False
    begun, _, end = option.date.value.partition("/")
    if draft.status.status == _DONE and begun == _OPEN:
        return begins_after(end, published)
    return begins_after(option.date.value, published)


def _attached(found: Features, scene: Scene, draft: Draft, option: Option) -> None:
    """Describe how an expression of time stands to the trigger."""
    if option.time is None:
        return
    analysis = scene.reader.analysis
    head = draft.candidate.head
    tokens = analysis.tokens_in(option.time.span)
    source = option.source
    found[f"rule={option.time.rule}"] = 1.0
    found[f"source={source}&rule={option.time.rule}"] = 1.0
    found["distance"] = min(abs(tokens[0].i - head.i), 60) / 60
    found[f"{source}.distance"] = min(abs(tokens[0].i - head.i), 60) / 60
    found["back"] = min(abs(tokens[0].sentence - head.sentence), 5) / 5
    found[f"word={tokens[0].lower}"] = 1.0
    before = analysis.tokens[tokens[0].i - 1].lower if tokens[0].i else ""
    found[f"led-by={before}"] = 1.0
    found[f"{source}&led-by={before}&status={draft.status.status}"] = 1.0
    rivals = sum(
        abs(other.candidate.head.i - tokens[0].i) < abs(head.i - tokens[0].i)
        for other in scene.in_sentence(tokens[0].sentence)
        if other.candidate.head.i != head.i and not other.doubts
    )
    found[f"{source}.rivals"] = min(rivals, 3) / 3
    found[f"{source}.alone"] = float(rivals == 0)
    first = analysis.sentence_of(tokens[0]).first
    found["opens"] = float(tokens[0].i - first <= _WAY)
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.head not in inside), tokens[-1])
    if source != "here":
        return
    found["before"] = float(top.i < head.i)
    way = path(scene, head, top)
    found[f"way={'>'.join(way) if len(way) <= _WAY else 'long'}"] = 1.0
    found["way.length"] = min(len(way), 10) / 10
    verb = next((t for t in (top, *analysis.ancestors(top)) if t.pos in VERBAL), None)
    above = next((t for t in (head, *analysis.ancestors(head)) if t.pos in VERBAL), None)
    found["same-verb"] = float(verb is not None and above is not None and verb.i == above.i)
    low, high = sorted((top.i, head.i))
    between = analysis.tokens[low + 1 : high]
    found["verbs-between"] = min(sum(t.pos == "VERB" for t in between), 4) / 4
    found["commas-between"] = min(sum(t.text == "," for t in between), 4) / 4


def _told(time: TimeExpression, rule: str) -> Sourced[str]:
    return Sourced(
        value=time.value or "",
        spans=(time.span,),
        rule=rule,
        reasoning=time.reasoning,
        confidence=0.6,
    )


def _alike(scene: Scene, draft: Draft) -> Sourced[str] | None:
    """Return the date of the nearest other draft of the same type and word that has one."""
    head = draft.candidate.head
    found = [
        (abs(other.candidate.head.i - head.i), other.when)
        for other in scene.of_type(draft.type)
        if other.candidate.head.i != head.i
        and other.candidate.head.lemma == head.lemma
        and other.when is not None
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _tense(scene: Scene, draft: Draft) -> str:
    """Return the tense the trigger's clause is told in."""
    analysis = scene.reader.analysis
    for token in (draft.candidate.head, *analysis.ancestors(draft.candidate.head)):
        if token.pos not in VERBAL:
            continue
        helper = next((c for c in analysis.children(token) if c.dep.startswith("aux")), None)
        finite = helper or token
        mood = finite.feat("Mood") or finite.feat("VerbForm") or "-"
        return f"{mood}{finite.feat('Tense') or ''}{'+' if helper is not None else ''}"
    return "none"


def _lasting(scene: Scene, time: TimeExpression) -> str | None:
    """Return the span that begins with `time` ("depuis mardi") or ends with it; None if none."""
    value = time.value
    if value is None or "/" in value:
        return None
    analysis = scene.reader.analysis
    grammar = scene.reader.predicates.lexicon.grammar
    first = analysis.tokens_in(time.span)[0].i
    for token in reversed(analysis.tokens[max(0, first - _LED) : first + 1]):
        word = token.lower.replace("’", "'")
        if word in grammar.since:
            return f"{value}/.."
        if word in grammar.until:
            return f"../{value}"
        if token.pos not in ("DET", "ADP", "ADV") and token.i != first:
            return None
    return None
