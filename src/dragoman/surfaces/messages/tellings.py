"""How many articles tell of a happening, and what they disagree on, in words."""

from dragoman.dossier.entry import Difference, Entry
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date

_MOST_OTHERS = 3


def count_sources(entry: Entry, say: Messages) -> str:
    """Return how many further articles tell it, and how many publishers; "" for one article."""
    if entry.sources < 2:
        return ""
    words = say("dossier.sources", count=entry.sources - 1)
    return words.removesuffix(")") + say("dossier.publishers", count=entry.publishers) + ")"


def tell_differences(entry: Entry, say: Messages) -> tuple[str, ...]:
    """Return a line for each thing that articles disagree on: what is shown, and why."""
    return tuple(_tell(difference, say) for difference in entry.differences)


def _tell(difference: Difference, say: Messages) -> str:
    def shown(value: str) -> str:
        return (show_date(value, say) or value) if difference.field == "when" else value

    others = [shown(value) for value in difference.others]
    return say(
        f"difference.{difference.field}",
        shown=shown(difference.shown),
        why=say(f"difference.why_{difference.why}"),
        others=" ; ".join(others[:_MOST_OTHERS]) + " ..." * (len(others) > _MOST_OTHERS),
    )
