"""What the record holds of the first time, on a terminal."""

from collections.abc import Sequence

from rich.text import Text

from dragoman.dossier.claimed import Answer
from dragoman.dossier.firsts import sides_of
from dragoman.dossier.fitting import Fit
from dragoman.surfaces.cli.dated import Dated
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.show_claims import show_checks
from dragoman.surfaces.cli.show_dossier import entry_row
from dragoman.surfaces.messages.asked import tell_coverage, tell_doubts, tell_question


def show_first(screen: Screen, answer: Answer, *, most: int) -> None:
    """Show what was understood, the earliest, what follows, what is in doubt, the caveat.

    Args:
        screen: where to.
        answer: the answer.
        most: how many of each part to show; 0 shows all.
    """
    say, out, found = screen.say, screen.out, answer.firsts
    out.print(tell_question(found.question, say), style="dim")
    if found.found:
        _part(screen, say("first.earliest"), found.found[:1], most)
        _part(screen, say("first.next", count=len(found.found) - 1), found.found[1:], most)
    else:
        out.print()
        out.print(Text(say("first.none"), style="bold"))
    for key in ("undated", "possible", "unfulfilled"):
        fits: tuple[Fit, ...] = getattr(found, key)
        _part(screen, say(f"first.{key}", count=len(fits)), fits, most)
    if answer.claims:
        out.print()
        out.print(Text(say("first.claims"), style="bold underline"))
        show_checks(screen, answer.claims)
    out.print()
    out.print(tell_coverage(found.coverage, sides_of(found.question), say), style="italic")


def _part(screen: Screen, heading: str, fits: Sequence[Fit], most: int) -> None:
    if not fits:
        return
    say, out = screen.say, screen.out
    out.print()
    out.print(Text(heading, style="bold underline"))
    rows = []
    shown = fits[:most] if most else fits
    for fit in shown:
        date, text = entry_row(screen, fit.entry)
        if fit.doubts:
            text.append(f"\n? {tell_doubts(fit.doubts, say)}", style="yellow")
        rows.append((date, text))
    out.print(Dated(rows))
    if len(shown) < len(fits):
        out.print(say("dossier.more", count=len(fits) - len(shown)), style="dim")
