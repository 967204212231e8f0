"""Claims of uniqueness and what the record holds on them, on a terminal."""

from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from dragoman.dossier.claimed import Checked, CheckedClaims
from dragoman.dossier.firsts import sides_of
from dragoman.dossier.fitting import Fit
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.show_dossier import entry_row
from dragoman.surfaces.messages.asked import (
    side_name,
    tell_doubts,
    tell_question,
    tell_support,
    tell_verdict,
)
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source

_STYLES = {"against": "red", "doubtful": "yellow", "nothing_against": "green", "unchecked": "dim"}
_CASES = 3


def show_claims(screen: Screen, found: CheckedClaims, *, most: int) -> None:
    """Show each claim with its verdict and what is for and against it.

    Args:
        screen: where to.
        found: the claims.
        most: how many to show of those that can be compared, and then no others; 0
            shows all.
    """
    say, out = screen.say, screen.out
    names = " – ".join(side_name(side, say) for side in found.sides)
    title = say("first.checks.title_of", sides=names) if names else say("first.checks.title")
    out.print(Text(title, style="bold"))
    if not found.checks:
        out.print(say("first.checks.none"))
        return
    compared = [check for check in found.checks if check.verdict != "unchecked"]
    out.print(
        say("first.checks.counts", count=len(found.checks), checked=len(compared)), style="dim"
    )
    shown = compared[:most] if most else found.checks
    show_checks(screen, shown)
    if len(shown) < len(compared):
        out.print(f"\n{say('dossier.more', count=len(compared) - len(shown))}", style="dim")
    elif len(shown) < len(found.checks):
        rest = len(found.checks) - len(shown)
        out.print(f"\n{say('first.checks.rest', count=rest)}", style="dim")


def show_checks(screen: Screen, checks: Sequence[Checked]) -> None:
    """Show checked claims, a paragraph each; what one sentence claims twice, once."""
    seen = set()
    for check in checks:
        source = check.claim.evidence.source.document
        sentence = (source, check.claim.words, check.claim.kind, check.verdict)
        if sentence in seen:
            continue
        seen.add(sentence)
        screen.out.print()
        _show(screen, check)


def _show(screen: Screen, check: Checked) -> None:
    say, out, narrator = screen.say, screen.out, Narrator(screen.say)
    line = check.claim
    head = Text(narrator.tell_claim(line))
    head.append(narrator.claimed_by(line), style="italic")
    head.append(f"\n{line.fact} · {name_source(line.evidence.source, say)}", style="dim")
    out.print(head)
    below = [Text(tell_verdict(check, say), style=f"bold {_STYLES[check.verdict]}")]
    if check.question is not None:
        taken = tell_question(check.question, say, key="first.checks.taken")
        below.append(Text(taken, style="dim"))
    for key, fits in (("against", check.against), ("doubtful", check.doubtful)):
        if fits:
            below.append(Text(say(f"first.checks.{key}")))
            below += [_case(screen, fit) for fit in fits[:_CASES]]
            if len(fits) > _CASES:
                below.append(Text(say("dossier.more", count=len(fits) - _CASES), style="dim"))
    if check.verdict == "nothing_against" and check.coverage and check.question:
        below.append(Text(tell_support(check.coverage, sides_of(check.question), say)))
    if check.repeated:
        facts = ", ".join(check.repeated)
        below.append(Text(say("first.checks.repeated", count=len(check.repeated), facts=facts)))
    for text in below:
        out.print(Padding(text, (0, 0, 0, 2)))


def _case(screen: Screen, fit: Fit) -> Text:
    date, text = entry_row(screen, fit.entry)
    case = Text(f"– {date or screen.say('date.unknown')} : ")
    case.append(text)
    if fit.doubts:
        case.append(f"\n? {tell_doubts(fit.doubts, screen.say)}", style="yellow")
    return case
