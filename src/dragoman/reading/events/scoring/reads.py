"""What the reader of context says of drafts, as features among the others.

Logarithms of odds are divided by four, so that they weigh about as much as a yes or no.
"""

from dragoman.languages.events_schema import Role
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.kinds import STATUSES
from dragoman.reading.events.scoring.model import Features
from dragoman.reading.events.scoring.scene import Scene, told

READ = "read"
"""How the names of these features begin."""
_SCALE = 4.0
_SIDE: dict[Role, int] = {"actor": 0, "recipient": 1}


def read_event(scene: Scene, draft: Draft) -> Features:
    """Return what the context of a trigger says: an event, with which status, on whose word."""
    insight, name = scene.insight, told(draft)
    if insight is None or name not in insight.event:
        return {}
    mine = insight.event[name]
    head = draft.candidate.head.i
    others = {type for type in scene.triggers[head] if type != draft.type}
    rivals = [insight.event[head, type] for type in others if (head, type) in insight.event]
    found = {
        "read": mine / _SCALE,
        "read.gap": (mine - max(rivals, default=0.0)) / _SCALE,
        "read.word": insight.word[name] / _SCALE,
        "read.said": insight.said[name] / _SCALE,
    }
    for status, share in zip(STATUSES, insight.status[name], strict=True):
        found[f"read.status={status}"] = float(share) / _SCALE
    return found


def read_side(scene: Scene, draft: Draft, actor: str, role: Role) -> Features:
    """Return what the words of `actor` and the trigger say of the side it stands on."""
    insight, name = scene.insight, told(draft)
    if insight is None:
        return {}
    asked = insight.sides.get(name, {})
    both = asked.get(actor)
    if both is None:
        return {"unread": 1.0}
    side = _SIDE[role]
    # Who is on the side is a choice among all, and nobody: nobody's odds are even.
    best = max((odds[side] for id, odds in asked.items() if id != actor), default=0.0)
    return {
        "read": both[side] / _SCALE,
        "read.gap": (both[side] - max(best, 0.0)) / _SCALE,
        "read.across": (both[side] - both[1 - side]) / _SCALE,
        "read.best": float(both[side] > best),
    }


def read_date(scene: Scene, draft: Draft, source: str, start: int | None) -> Features:
    """Return what the context says of a date of `draft`.

    Args:
        scene: the article.
        draft: whose date.
        source: of the date: "published", "none", "month", or where it is told.
        start: where the expression that tells it begins; None if none does.
    """
    insight, name = scene.insight, told(draft)
    if insight is None or name not in insight.event:
        return {}
    odds: dict[tuple[str, int | None], float] = {
        ("published", None): insight.published[name],
        ("none", None): insight.undated[name],
        ("month", None): insight.lately[name],
        **{("told", at): p for at, p in insight.times.get(name, {}).items()},
    }
    key: tuple[str, int | None] = (source, None) if start is None else ("told", start)
    mine = odds.get(key)
    if mine is None:
        return {"unread": 1.0}
    best = max(p for other, p in odds.items() if other != key)
    return {
        "read": mine / _SCALE,
        "read.gap": (mine - best) / _SCALE,
        "read.best": float(mine > best),
        f"read&source={source}": mine / _SCALE,
        f"read.gap&source={source}": (mine - best) / _SCALE,
    }


def read_same(scene: Scene, one: Draft, other: Draft) -> Features:
    """Return what the contexts of two triggers say of their being one happening."""
    odds = scene.insight.one(told(one), told(other)) if scene.insight is not None else None
    return {} if odds is None else {"read": odds / _SCALE}
