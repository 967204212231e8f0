"""When an event happened: as its sentence says, as an earlier one says, or on the day."""

from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.scene import Scene
from dragoman.types.span import Sourced

_CALENDAR = ("date", "interval")
_BACK = 3
ORDER = ("told", "earlier", "published", "none")


def date_options(scene: Scene, draft: Draft) -> dict[str, Sourced[str] | None]:
    """Return the dates that `draft` can have, by where they come from.

    "told" is the rules' reading of the sentence, "earlier" the last date of the three
    sentences before, "published" the day of the article, "none" no date.
    """
    options: dict[str, Sourced[str] | None] = {"none": None}
    if draft.when is not None:
        options["told"] = draft.when
    head = draft.candidate.head
    sentence = scene.reader.analysis.sentence_of(head)
    for time in reversed(scene.reader.times):
        tokens = scene.reader.analysis.tokens_in(time.span)
        if time.kind not in _CALENDAR or time.value is None or not tokens:
            continue
        if time.span.start < sentence.start and tokens[0].sentence >= sentence.index - _BACK:
            options["earlier"] = Sourced(
                value=time.value, spans=(time.span,), rule="judge:earlier", confidence=0.5
            )
            break
    published = scene.reader.document.published
    if published is not None:
        options["published"] = Sourced(
            value=published, spans=(head.span,), rule="judge:published", confidence=0.6
        )
    return options


def choose_date(scene: Scene, draft: Draft, odds: dict[str, float]) -> Sourced[str] | None:
    """Return the likeliest date of `draft`; None if likeliest none is told."""
    options = date_options(scene, draft)
    best = max((name for name in ORDER if name in options), key=lambda name: odds.get(name, 0.0))
    return options[best]
