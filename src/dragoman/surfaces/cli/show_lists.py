"""Chronologies, agreements and deliveries, on a terminal."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from dragoman.dossier.accords import Accord, Accords
from dragoman.dossier.coverage import Coverage
from dragoman.dossier.entry import AgreementLine, Entry, Party, Side
from dragoman.dossier.lists import Chronology, Wish
from dragoman.surfaces.cli.dated import Dated
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.show_dossier import entry_row
from dragoman.surfaces.messages.asked import side_name, tell_coverage
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source


def show_heading(screen: Screen, key: str, wish: Wish) -> None:
    """Show what is listed, and of whom."""
    say = screen.say
    names = " – ".join(side_name(side, say) for side in wish.sides)
    screen.out.print(Text(say(f"listing.{key}", sides=names), style="bold"))
    groups = [side for side in wish.sides if len(side.ids) > len(side.predecessors) + 1]
    if groups:
        states = sum(len(side.ids) for side in groups)
        key = "listing.among" if wish.among else "listing.counting"
        screen.out.print(say(key, count=states), style="dim")


def show_caveat(screen: Screen, coverage: Coverage, sides: tuple[Side, ...]) -> None:
    """Show what the record covers."""
    screen.out.print()
    screen.out.print(tell_coverage(coverage, sides, screen.say), style="italic")


def show_more(screen: Screen, total: int, shown: int) -> None:
    """Say how many lines are left out, if any."""
    if shown < total:
        screen.out.print(screen.say("dossier.more", count=total - shown), style="dim")


def part_heading(screen: Screen, words: str) -> None:
    """Show the heading of a part."""
    screen.out.print()
    screen.out.print(Text(words, style="bold underline"))


def show_chronology(screen: Screen, found: Chronology, *, most: int) -> None:
    """Show what happened in order of time, then what has no date.

    Args:
        screen: where to.
        found: the chronology.
        most: how many lines of each part to show; 0 shows all.
    """
    show_heading(screen, "chronology", found.wish)
    if not (found.dated or found.undated):
        screen.out.print(screen.say("listing.nothing"))
    for key, entries in (("dated", found.dated), ("undated", found.undated)):
        if not entries:
            continue
        part_heading(screen, screen.say(f"listing.{key}", count=len(entries)))
        shown = entries[:most] if most else entries
        screen.out.print(Dated([entry_row(screen, entry) for entry in shown]))
        show_more(screen, len(entries), len(shown))
    show_caveat(screen, found.coverage, found.wish.sides)


def show_deliveries(screen: Screen, found: Chronology, *, most: int) -> None:
    """Show what was delivered, given or sent, by whom and to whom; see `show_chronology`."""
    say = screen.say
    show_heading(screen, "deliveries", found.wish)
    entries = (*found.dated, *found.undated)
    if not entries:
        screen.out.print(say("listing.nothing"))
    else:
        shown = entries[:most] if most else entries
        screen.out.print()
        screen.out.print(_deliveries(shown, say))
        show_more(screen, len(entries), len(shown))
    show_caveat(screen, found.coverage, found.wish.sides)


def _deliveries(entries: Sequence[Entry], say: Messages) -> Table:
    table = columns(say, ("date", "giver", "receiver", "goods", "state", "fact"))
    for entry in entries:
        table.add_row(
            show_date(entry.when, say) if entry.when else "",
            names_of(entry.actors, say),
            names_of(entry.recipients, say),
            ", ".join(entry.quantities) or say("listing.not_told"),
            say(f"status.{entry.status}"),
            fact_of(entry, say),
        )
    return table


def show_accords(screen: Screen, found: Accords, *, most: int) -> None:
    """Show each agreement with its parties and stages.

    Args:
        screen: where to.
        found: the agreements.
        most: how many to show; 0 shows all.
    """
    say = screen.say
    show_heading(screen, "agreements", found.wish)
    if not found.accords:
        screen.out.print(say("listing.nothing"))
    shown = found.accords[:most] if most else found.accords
    for accord in shown:
        screen.out.print()
        screen.out.print(_accord_title(accord, say))
        rows = [
            (show_date(line.when, say) if line.when else "", _stage(line, say))
            for line in accord.stages
        ]
        screen.out.print(Dated(rows))
    show_more(screen, len(found.accords), len(shown))
    show_caveat(screen, found.coverage, found.wish.sides)


def _accord_title(accord: Accord, say: Messages) -> Text:
    grammar = Narrator(say).grammar
    title = accord.title or say("listing.untitled")
    text = Text(title[:1].upper() + title[1:], style="bold")
    if accord.parties:
        nouns = list(dict.fromkeys(grammar.party(party) for party in accord.parties))
        text.append(f" · {grammar.listed(nouns)}", style="not bold")
    text.append(" · " + say("listing.articles", count=accord.articles), style="not bold dim")
    return text


def _stage(line: AgreementLine, say: Messages) -> Text:
    narrator = Narrator(say)
    text = Text(say(f"stage.{line.stage}"))
    if line.status != "actual":
        text.append(f" [{say(f'status.{line.status}')}]", style="cyan")
    if line.place:
        text.append(f", {narrator.place_of(line)}")
    if line.signatories:
        text.append(say("listing.signed_by", names=names_of(line.signatories, say)))
    if line.attributed_to:
        text.append(narrator.on_word_of(line.attributed_to, line.parties), style="italic")
    text.append(f"  {line.fact} · {name_source(line.evidence.source, say)}", style="dim")
    return text


def columns(say: Messages, keys: Iterable[str]) -> Table:
    """Return an empty table with these columns."""
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1))
    for key in keys:
        table.add_column(say(f"listing.column.{key}"), overflow="fold")
    return table


def names_of(parties: Iterable[Party], say: Messages) -> str:
    """Return the names of parties without articles, each once, with the state of persons."""
    grammar = Narrator(say).grammar
    names = []
    for party in parties:
        noun = grammar.party(party)
        known = party.names.get(say.language)
        names.append((known or party.name) + noun.note)
    return ", ".join(dict.fromkeys(names))


def fact_of(entry: Entry, say: Messages) -> str:
    """Return the id of a happening, and how many articles tell it."""
    more = f" ({say('listing.articles', count=entry.sources)})" if entry.sources > 1 else ""
    return entry.facts[0] + more
