"""How an article dates what it tells, as a whole: fresh news, or background without days."""

from dataclasses import dataclass
from datetime import date

from dragoman.reading.events.scoring.model import Features
from dragoman.reading.events.scoring.scene import Scene

DAY, MONTH, YEAR = len("2024-05-01"), len("2024-05"), len("2024")
_AGES = ((0, "0"), (1, "1"), (3, "3"), (7, "7"), (31, "31"), (366, "366"))
_FRESH_AGES = ("0", "1", "3", "7")
_LEAD = 3
_MANY = 5
_LONG = 80


@dataclass(frozen=True, slots=True)
class Tone:
    """How an article dates what it tells.

    Attributes:
        fresh: whether a time named in it is that of its publication, or of the week before:
            "lead" in its first three sentences, "later", or "none".
        count: how many such times it names.
        share: theirs among all dated times.
        lean: by how much its triggers, read in their context, look dated by publication rather
            than undated, on the mean: logarithms of odds.
        sentences: of the article.
        published: length of the date of publication; 0 if not known.
    """

    fresh: str
    count: int
    share: float
    lean: float
    sentences: int
    published: int


def tone_of(scene: Scene) -> Tone:
    """Return how the article of `scene` dates what it tells."""
    reader = scene.reader
    published = reader.document.published or ""
    at = []
    dated = 0
    for time in reader.times:
        tokens = reader.analysis.tokens_in(time.span)
        if time.value is None or not tokens:
            continue
        dated += 1
        if time.value == published or is_fresh(time.value, published):
            at.append(tokens[0].sentence)
    insight = scene.insight
    leans = (
        [insight.published[name] - insight.undated[name] for name in insight.published]
        if insight is not None
        else []
    )
    return Tone(
        fresh="none" if not at else "lead" if min(at) < _LEAD else "later",
        count=len(at),
        share=len(at) / dated if dated else 0.0,
        lean=sum(leans) / len(leans) if leans else 0.0,
        sentences=len(reader.analysis.sentences),
        published=len(published),
    )


def tone_features(tone: Tone, source: str) -> Features:
    """Return what the tone of an article says for and against a date from `source`."""
    return {
        f"source={source}&fresh={tone.fresh}": 1.0,
        f"source={source}&fresh={tone.fresh}&published={tone.published}": 1.0,
        f"{source}.fresh": min(tone.count, _MANY) / _MANY,
        f"{source}.share": tone.share,
        f"{source}.lean": tone.lean / 4,
        f"{source}.long": min(tone.sentences, _LONG) / _LONG,
    }


def is_fresh(value: str, published: str | None) -> bool:
    """Tell whether `value` is a day of the week before a day of publication, or that day."""
    return age_of(value, published or "") in _FRESH_AGES


def age_of(value: str, published: str) -> str:
    """Return in words how long before publication a date lies; "-" where days are not known."""
    if len(value) != DAY or len(published) != DAY:
        return "-"
    try:
        days = (date.fromisoformat(published) - date.fromisoformat(value)).days
    except ValueError:
        return "-"
    if days < 0:
        return "to-come"
    for limit, name in _AGES:
        if days <= limit:
            return name
    return "old"


def shape_of(value: str) -> str:
    """Return how precise an EDTF value is: "9999-99-99", "9999", "9999/9999"."""
    return "".join("9" if c.isdigit() else c for c in value)
