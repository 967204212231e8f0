"""The odds of dates weighed once more, each in the light of the dates of the events around.

News names its day once and goes on; who spoke on Tuesday said the next sentence on Tuesday
too, and two tellings of one word tell of one day.
"""

from collections.abc import Iterator, Sequence
from math import log

from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.dating import Dates, Option, likeliest_date
from dragoman.reading.events.scoring.model import Features, Scorer
from dragoman.reading.events.scoring.scene import Scene
from dragoman.reading.events.scoring.tone import DAY, age_of, shape_of

_SURE = 1e-4
_NEAR = 3


def weigh_dates_again(
    scene: Scene,
    drafts: Sequence[Draft],
    options: Sequence[Sequence[Option]],
    dates: Sequence[Dates],
    scorer: Scorer,
) -> list[Dates]:
    """Return the odds that `dates` make likely once those of all `drafts` are known.

    Where the day of publication is not known, they stay as they are: with no more than a
    month to tell events apart, neighbours have one date by default, and lend it wrongly.
    """
    if len(scene.reader.document.published or "") != DAY:
        return list(dates)
    found: list[Dates] = [{} for _ in drafts]
    asked = list(date_again(scene, drafts, options, dates))
    odds = scorer.score([features for _, _, features in asked])
    for (n, value, _), p in zip(asked, odds, strict=True):
        found[n][value] = float(p)
    return found


def date_again(
    scene: Scene,
    drafts: Sequence[Draft],
    options: Sequence[Sequence[Option]],
    dates: Sequence[Dates],
) -> Iterator[tuple[int, str | None, Features]]:
    """Yield every date of every draft with what the dates of the others say of it.

    Args:
        scene: the article.
        drafts: its events, in text order.
        options: the dates that each can have.
        dates: their first odds.
    """
    best = [likeliest_date(table) for table in dates]
    kin = _kin(scene, drafts)
    for n, (draft, table) in enumerate(zip(drafts, dates, strict=True)):
        sources: dict[str | None, set[str]] = {}
        for option in options[n]:
            value = option.date.value if option.date is not None else None
            sources.setdefault(value, set()).add(option.source)
        for value in table:
            found = _alone(scene, draft, table, value)
            found |= {f"source={source}": 1.0 for source in sources.get(value, ())}
            _beside(found, dates, best, {name: those[n] for name, those in kin.items()}, value)
            others = [m for m in range(len(dates)) if m != n]
            found["usual"] = _mean([float(best[m] == value) for m in others])
            found["usual.odds"] = _mean([dates[m].get(value, 0.0) for m in others])
            yield n, value, found


def _alone(scene: Scene, draft: Draft, table: Dates, value: str | None) -> Features:
    """Compare a date with the others that the same event may have."""
    published = scene.reader.document.published or ""
    p = table[value]
    rival = max((q for other, q in table.items() if other != value), default=0.0)
    return {
        "odds": _log(p),
        "odds.lead": _log(p) - _log(rival),
        "place": float(sum(q > p for q in table.values())),
        "asked": float(len(table)),
        "is-published": float(value is not None and value == published),
        f"age={age_of(value or '', published)}": 1.0,
        f"published={len(published)}": 1.0,
        f"type={draft.type}": 1.0,
        f"status={draft.status.status}": 1.0,
        f"value={shape_of(value) if value is not None else 'none'}": 1.0,
    }


def _beside(
    found: Features,
    dates: Sequence[Dates],
    best: Sequence[str | None],
    kin: dict[str, list[int]],
    value: str | None,
) -> None:
    """Say how likely the events around are to have the same date."""
    for name, those in kin.items():
        if not those:
            found[f"{name}.none"] = 1.0
            continue
        mine = max(dates[m].get(value, 0.0) for m in those)
        rival = max((q for m in those for v, q in dates[m].items() if v != value), default=0.0)
        found[f"{name}.odds"] = mine
        found[f"{name}.best"] = _mean([float(best[m] == value) for m in those])
        found[f"{name}.lead"] = _log(mine) - _log(rival)


def _kin(scene: Scene, drafts: Sequence[Draft]) -> dict[str, list[list[int]]]:
    """Return, for each draft, those in its sentence, beside it, like it, and of one speaker."""
    heads = [draft.candidate.head for draft in drafts]
    count = len(heads)
    keys: dict[str, list[object]] = {
        "here": [head.sentence for head in heads],
        "word": [(head.lemma, draft.type) for head, draft in zip(heads, drafts, strict=True)],
        "type": [draft.type for draft in drafts],
        "speech": [_speaker(scene, draft) for draft in drafts],
    }
    kin = {
        name: [
            [m for m in range(count) if m != n and mine is not None and told[m] == mine]
            for n, mine in enumerate(told)
        ]
        for name, told in keys.items()
    }
    for name, near in (("before", 1), ("earlier", _NEAR)):
        kin[name] = [list(range(max(0, n - near), n)) for n in range(count)]
    for name, near in (("after", 1), ("later", _NEAR)):
        kin[name] = [list(range(n + 1, min(count, n + 1 + near))) for n in range(count)]
    return kin


def _speaker(scene: Scene, draft: Draft) -> str | None:
    quotation = scene.quotation(draft.candidate.head)
    speaker = quotation.speaker if quotation is not None else None
    return speaker.value if speaker is not None else None


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _log(p: float) -> float:
    """Return the logarithm of the odds of `p`, bounded."""
    return log(max(p, _SURE) / max(1.0 - p, _SURE)) / 4
