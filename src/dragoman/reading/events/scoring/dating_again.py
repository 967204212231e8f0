"""The odds of dates weighed once more, each in the light of the dates of the events around.

News names its day once and goes on; who spoke on Tuesday said the next sentence on Tuesday
too, and two tellings of one word tell of one day.
"""

from collections.abc import Iterator, Sequence
from math import log

from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.dating import (
    Dates,
    age_of,
    date_options,
    likeliest_date,
    shape_of,
)
from dragoman.reading.events.scoring.model import Features, Scorer
from dragoman.reading.events.scoring.scene import Scene

_SURE = 1e-4
_NEAR = 3


def weigh_dates_again(
    scene: Scene, drafts: Sequence[Draft], dates: Sequence[Dates], scorer: Scorer
) -> list[Dates]:
    """Return the odds that `dates` make likely once those of all `drafts` are known."""
    found: list[Dates] = [{} for _ in drafts]
    asked = list(date_again(scene, drafts, dates))
    odds = scorer.score([features for _, _, features in asked])
    for (n, value, _), p in zip(asked, odds, strict=True):
        found[n][value] = float(p)
    return found


def date_again(
    scene: Scene, drafts: Sequence[Draft], dates: Sequence[Dates]
) -> Iterator[tuple[int, str | None, Features]]:
    """Yield every date of every draft with what the dates of the others say of it.

    Args:
        scene: the article.
        drafts: its events, in text order.
        dates: the first odds of each.
    """
    best = [likeliest_date(table) for table in dates]
    kin = _kin(scene, drafts)
    for n, (draft, table) in enumerate(zip(drafts, dates, strict=True)):
        sources: dict[str | None, set[str]] = {}
        for option in date_options(scene, draft):
            value = option.date.value if option.date is not None else None
            sources.setdefault(value, set()).add(option.source)
        for value, p in table.items():
            rival = max((q for other, q in table.items() if other != value), default=0.0)
            found: Features = {
                "odds": _log(p),
                "odds.lead": _log(p) - _log(rival),
                "place": float(sum(q > p for q in table.values())),
                "asked": float(len(table)),
                "usual": _mean([float(other == value) for m, other in enumerate(best) if m != n]),
                "usual.odds": _mean([t.get(value, 0.0) for m, t in enumerate(dates) if m != n]),
                f"type={draft.type}": 1.0,
                f"status={draft.status.status}": 1.0,
                f"value={shape_of(value) if value is not None else 'none'}": 1.0,
            }
            published = scene.reader.document.published or ""
            found[f"published={len(published)}"] = 1.0
            found["is-published"] = float(value is not None and value == published)
            found[f"age={age_of(value or '', published)}"] = 1.0
            for source in sorted(sources.get(value, ())):
                found[f"source={source}"] = 1.0
            for name, members in kin.items():
                those = members[n]
                if not those:
                    found[f"{name}.none"] = 1.0
                    continue
                found[f"{name}.odds"] = max(dates[m].get(value, 0.0) for m in those)
                found[f"{name}.best"] = _mean([float(best[m] == value) for m in those])
                found[f"{name}.lead"] = max(_log(dates[m].get(value, 0.0)) for m in those) - max(
                    max((_log(q) for other, q in dates[m].items() if other != value), default=-2.0)
                    for m in those
                )
            yield n, value, found


def _kin(scene: Scene, drafts: Sequence[Draft]) -> dict[str, list[list[int]]]:
    """Return, for each draft, those in its sentence, beside it, like it, and of one speech."""
    count = range(len(drafts))
    heads = [draft.candidate.head for draft in drafts]
    speech = [scene.quotation(head) for head in heads]

    def others(same) -> list[list[int]]:  # noqa: ANN001
        return [[m for m in count if m != n and same(n, m)] for n in count]

    return {
        "here": others(lambda n, m: heads[n].sentence == heads[m].sentence),
        "before": [list(range(max(0, n - 1), n)) for n in count],
        "earlier": [list(range(max(0, n - _NEAR), n)) for n in count],
        "after": [list(range(n + 1, min(len(drafts), n + 2))) for n in count],
        "later": [list(range(n + 1, min(len(drafts), n + 1 + _NEAR))) for n in count],
        "word": others(
            lambda n, m: heads[n].lemma == heads[m].lemma and drafts[n].type == drafts[m].type
        ),
        "type": others(lambda n, m: drafts[n].type == drafts[m].type),
        "speech": others(
            lambda n, m: (
                speech[n] is not None
                and speech[m] is not None
                and speech[n].speaker == speech[m].speaker
            )
        ),
    }


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _log(p: float) -> float:
    """Return the logarithm of the odds of `p`, bounded."""
    return log(max(p, _SURE) / max(1.0 - p, _SURE)) / 4
