"""What was understood of one article, on a terminal."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from dragoman.dossier.evidence import Source
from dragoman.dossier.single import Facts, facts_of
from dragoman.knowledge import Knowledge
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.show_evidence import marked
from dragoman.surfaces.export.gold import participants
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source
from dragoman.types.document import Document
from dragoman.types.reading import Reading

_LONGEST = 220


def show_reading(
    screen: Screen, document: Document, reading: Reading, knowledge: Knowledge
) -> None:
    """Show everything that was understood of an article."""
    facts = facts_of(document, reading, knowledge)
    _show_head(screen, document)
    _show_actors(screen, reading)
    _show_times(screen, document, reading)
    _show_events(screen, facts)
    _show_agreements(screen, facts)
    _show_claims(screen, facts)
    _show_quotations(screen, facts)


def _show_head(screen: Screen, document: Document) -> None:
    source = Source(
        document=0,
        name=document.id,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        sha256=document.sha256,
        version=1,
    )
    screen.out.print(Text(name_source(source, screen.say), style="bold"))
    words = screen.say(
        "read.head",
        language=document.language,
        length=len(document.text),
        hash=document.sha256[:12],
    )
    screen.out.print(words, style="dim")


def _heading(screen: Screen, key: str, number: int) -> bool:
    """Show a heading with a number; tell whether there is anything below it."""
    screen.out.print()
    heading = screen.say(f"read.{key}", count=number)
    screen.out.print(Text(heading, style="bold underline" if number else "dim"))
    return number > 0


def _table(screen: Screen, rows: Iterable[tuple[str | Text, ...]], columns: int) -> None:
    table = Table.grid(padding=(0, 2))
    for _ in range(columns):
        table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
    screen.out.print(table)


def _show_actors(screen: Screen, reading: Reading) -> None:
    """Show who takes part in something, and name the others."""
    say = screen.say
    active = participants(reading.events, reading.agreements, reading.quotations)
    shown = [actor for actor in reading.actors if actor.id in active]
    if _heading(screen, "actors", len(shown)):
        _table(
            screen,
            (
                (
                    Text(actor.id, style="dim"),
                    actor.name.value,
                    say.label("kind", actor.kind.value),
                    actor.country.value if actor.country else "",
                    actor.role.value if actor.role else "",
                    Text(say("read.mentions", count=len(actor.mentions)), style="dim"),
                )
                for actor in shown
            ),
            6,
        )
    others = [actor.name.value for actor in reading.actors if actor.id not in active]
    if others:
        screen.out.print(Text(say("read.also_named", names=", ".join(others)), style="dim"))


def _show_times(screen: Screen, document: Document, reading: Reading) -> None:
    times = [time for time in reading.times if time.value is not None]
    if _heading(screen, "times", len(times)):
        _table(
            screen,
            (
                (
                    Text(f"{time.span.start}–{time.span.end}", style="dim"),
                    f"« {time.span.of(document.text)} »",
                    show_date(time.value, screen.say),
                    Text(time.reasoning or "", style="dim"),
                )
                for time in times
            ),
            4,
        )


def _show_events(screen: Screen, facts: Facts) -> None:
    say, narrator = screen.say, Narrator(screen.say)
    if not _heading(screen, "events", len(facts.events)):
        return
    for entry in facts.events:
        line = Text(f"{entry.facts[0]}  ", style="dim")
        line.append(f"{show_date(entry.when, say)} : ", style="bold")
        if entry.status != "actual":
            line.append(f"[{say(f'status.{entry.status}')}] ", style="yellow")
        line.append(narrator.tell(entry), style="not dim")
        if entry.attributed_to:
            line.append(
                narrator.on_word_of(entry.attributed_to, (*entry.actors, *entry.recipients)),
                style="italic",
            )
        codes = " ".join(code for code in (entry.type, entry.mode, entry.act) if code)
        line.append(f"  {codes}", style="dim")
        screen.out.print(line)
        for passage in entry.evidence[0].passages:
            bare = marked(passage, plain=not screen.out.is_terminal)
            start = len(passage.before[-160:]) + (len(passage.before) > 160)
            end = len(bare) - len(passage.after[:160]) - (len(passage.after) > 160)
            screen.out.print(Text("    ") + bare[start:end])


def _show_agreements(screen: Screen, facts: Facts) -> None:
    say, narrator = screen.say, Narrator(screen.say)
    if _heading(screen, "agreements", len(facts.agreements)):
        _table(
            screen,
            (
                (
                    Text(line.fact, style="dim"),
                    show_date(line.when, say),
                    narrator.tell_agreement(line),
                )
                for line in facts.agreements
            ),
            3,
        )


def _show_claims(screen: Screen, facts: Facts) -> None:
    narrator = Narrator(screen.say)
    if _heading(screen, "claims", len(facts.claims)):
        _table(
            screen,
            (
                (
                    Text(line.fact, style="dim"),
                    narrator.tell_claim(line) + narrator.claimed_by(line),
                )
                for line in facts.claims
            ),
            2,
        )


def _show_quotations(screen: Screen, facts: Facts) -> None:
    narrator = Narrator(screen.say)
    if _heading(screen, "quotations", len(facts.quotations)):
        _table(
            screen,
            (
                (Text(line.fact, style="dim"), narrator.tell_quotation(line, most=_LONGEST))
                for line in facts.quotations
            ),
            2,
        )
