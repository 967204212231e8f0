"""Where an article and its date were taken from, and where else it appeared, on a terminal."""

from dragoman.record.copies import Copy
from dragoman.sources.origin import FoundDate, Origin
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date

_MOST_COPIES = 5


def show_origin(screen: Screen, origin: Origin | None, copies: tuple[Copy, ...]) -> None:
    """Show what is known of how an article came in.

    Args:
        screen: where to show it.
        origin: of the article; None for one that an older dragoman recorded.
        copies: the same dispatch elsewhere.
    """
    say = screen.say
    lines = _origin_lines(origin, say) if origin is not None else []
    for copy in copies[:_MOST_COPIES]:
        who = ", ".join(part for part in (copy.publisher, copy.url or copy.address) if part)
        lines.append(say("why.copy", who=who))
    if (more := len(copies) - _MOST_COPIES) > 0:
        lines.append(say("why.more_copies", count=more))
    for line in lines:
        screen.out.print(line, style="dim", soft_wrap=True)


def _origin_lines(origin: Origin, say: Messages) -> list[str]:
    lines = []
    if origin.place is not None:
        lines.append(say("why.taken", place=origin.place))
    elif origin.fetched_at is not None:
        lines.append(say("why.fetched", moment=origin.fetched_at))
    if lines and origin.extractor is not None:
        lines[-1] += say("why.extracted", extractor=origin.extractor)
    if origin.date is not None:
        told = say("why.date", date=_told(origin.date, say), words=origin.date.words)
        others = ", ".join(_told(other, say) for other in origin.others)
        lines.append(told + (say("why.date_others", dates=others) if others else ""))
    return lines


def _told(date: FoundDate, say: Messages) -> str:
    source = say.label("date_source", date.source)
    return say("why.dated", date=show_date(date.edtf, say), source=source)
