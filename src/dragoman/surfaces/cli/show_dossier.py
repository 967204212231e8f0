"""A dossier on a terminal."""

from collections.abc import Sequence

from rich.text import Text

from dragoman.dossier.entry import AgreementLine, ClaimLine, Dossier, Entry, QuotationLine
from dragoman.surfaces.cli.dated import Dated, Row
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source
from dragoman.surfaces.messages.tellings import count_sources, tell_differences

_MOST_AROUND = 40
_STYLES = {"denied": "red", "failed": "red", "planned": "cyan", "proposed": "cyan"}


def show_dossier(screen: Screen, dossier: Dossier) -> None:
    """Show the whole dossier, section after section; empty ones are left out."""
    say, out = screen.say, screen.out
    narrator = Narrator(say)
    title = narrator.title(dossier)
    out.print(Text(title, style="bold"))
    out.print(Text("=" * len(title), style="dim"))
    out.print(narrator.scope(dossier), style="dim")
    if not dossier.documents:
        return
    _section(screen, "chronology", _events(screen, dossier.chronology))
    _section(screen, "undated", _events(screen, dossier.undated))
    _section(screen, "visits", _short(screen, dossier.visits))
    _section(screen, "agreements", _agreements(screen, dossier.agreements))
    _section(screen, "claims", [_claim(screen, claim) for claim in dossier.claims])
    for side in (dossier.one, dossier.other):
        quotations = [line for line in dossier.quotations if line.side == side.id]
        heading = say("dossier.quotations_of", side=narrator.side(side, "of"))
        _section(screen, heading, [_quotation(screen, line) for line in quotations], own=True)
    _section(screen, "around", _events(screen, dossier.around[:_MOST_AROUND]))
    if len(dossier.around) > _MOST_AROUND:
        out.print(say("dossier.more_around", count=len(dossier.around) - _MOST_AROUND), style="dim")
    out.print()
    out.print(say("dossier.hint"), style="dim")


def _date(edtf: str | None, say: Messages) -> str:
    """Return a date for the first column, which is empty where none is known."""
    return show_date(edtf, say) if edtf is not None else ""


def _section(screen: Screen, key: str, rows: Sequence[Row], *, own: bool = False) -> None:
    if not rows:
        return
    heading = key if own else screen.say(f"dossier.{key}")
    screen.out.print()
    screen.out.print(Text(heading, style="bold underline"))
    screen.out.print(Dated(rows))


def _badge(status: str, say: Messages) -> Text:
    """Return what says that something did not simply happen."""
    if status == "actual":
        return Text()
    return Text(f"[{say(f'status.{status}')}] ", style=_STYLES.get(status, "yellow"))


def _events(screen: Screen, entries: Sequence[Entry]) -> list[Row]:
    return [entry_row(screen, entry) for entry in entries]


def entry_row(screen: Screen, entry: Entry) -> Row:
    """Return the date of a happening, and its line with its source."""
    say, narrator = screen.say, Narrator(screen.say)
    text = _badge(entry.status, say)
    text.append(narrator.tell(entry))
    if entry.attributed_to:
        text.append(
            narrator.on_word_of(entry.attributed_to, (*entry.actors, *entry.recipients)),
            style="italic",
        )
    text.append("\n")
    text.append(_sources(entry, say), style="dim")
    for line in tell_differences(entry, say):
        text.append(f"\n{line}", style="dim italic")
    return _date(entry.when, say), text


def _sources(entry: Entry, say: Messages) -> str:
    words = f"{entry.facts[0]} · {name_source(entry.evidence[0].source, say)}"
    return f"{words} {count_sources(entry, say)}".rstrip()


def _short(screen: Screen, entries: Sequence[Entry]) -> list[Row]:
    """Return entries that were already shown in full, one line each."""
    say, narrator = screen.say, Narrator(screen.say)
    return [
        (_date(entry.when, say), _badge(entry.status, say) + Text(narrator.tell(entry)))
        for entry in entries
    ]


def _agreements(screen: Screen, lines: Sequence[AgreementLine]) -> list[Row]:
    say, narrator = screen.say, Narrator(screen.say)
    rows = []
    for line in lines:
        text = _badge(line.status, say)
        text.append(narrator.tell_agreement(line))
        if line.attributed_to:
            text.append(narrator.on_word_of(line.attributed_to, line.parties), style="italic")
        text.append(f"\n{line.fact} · {name_source(line.evidence.source, say)}", style="dim")
        rows.append((_date(line.when, say), text))
    return rows


def _claim(screen: Screen, line: ClaimLine) -> Row:
    say, narrator = screen.say, Narrator(screen.say)
    text = Text(narrator.tell_claim(line))
    text.append(narrator.claimed_by(line), style="italic")
    if line.about is not None:
        text.append("\n" + say("claim.about", event=narrator.tell(line.about)))
    text.append(f"\n{line.fact} · {name_source(line.evidence.source, say)}", style="dim")
    return _date(line.about.when if line.about else None, say), text


def _quotation(screen: Screen, line: QuotationLine) -> Row:
    say, narrator = screen.say, Narrator(screen.say)
    text = Text(narrator.tell_quotation(line))
    text.append(f"\n{line.fact} · {name_source(line.evidence.source, say)}", style="dim")
    return _date(line.when, say), text
