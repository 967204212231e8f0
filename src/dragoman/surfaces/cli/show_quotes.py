"""Who said what, on a terminal."""

from dataclasses import replace

from rich.style import Style
from rich.text import Text

from dragoman.dossier.entry import Party
from dragoman.dossier.evidence import Passage
from dragoman.dossier.quotes import Exchange, Saying, Sayings
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.show_evidence import marked
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source
from dragoman.types.span import Span


def show_quotes(screen: Screen, found: Sayings, *, most: int) -> None:
    """Show each quotation in its context, with who speaks, how, and where it was read.

    Args:
        screen: where to.
        found: the quotations.
        most: how many to show; 0 shows all.
    """
    say, out = screen.say, screen.out
    if not found.sayings:
        out.print(say("quotes.none"))
        return
    count = len(found.sayings)
    out.print(
        say("quotes.found", count=count) + " " + say("quotes.drawn_from", count=found.documents),
        style="dim",
    )
    shown = found.sayings[:most] if most else found.sayings
    for saying in shown:
        out.print()
        out.print(_headline(saying, say))
        for passage in saying.evidence.passages:
            out.print(marked(_quoted(saying, passage), plain=not out.is_terminal))
        out.print(_source(saying, say), soft_wrap=True)
    if len(shown) < count:
        out.print()
        out.print(say("quotes.more", count=count - len(shown)), style="dim")


def show_exchange(screen: Screen, found: Exchange, *, most: int) -> None:
    """Show what each side says of the other; see `show_quotes`."""
    say, narrator = screen.say, Narrator(screen.say)
    for sayings in (found.forth, found.back):
        by, about = sayings.wanted.by, sayings.wanted.about
        if by is None or about is None:
            continue
        heading = say(
            "quotes.of_about", by=narrator.side(by, "of"), about=narrator.side(about, "topic")
        )
        screen.out.print(Text(heading, style="bold underline"))
        show_quotes(screen, sayings, most=most)
        screen.out.print()


def _headline(saying: Saying, say: Messages) -> Text:
    """Return who speaks, for whom, how, to whom, where and when."""
    narrator = Narrator(say)
    text = Text(narrator.speaker(saying.speaker, saying.role), style="bold")
    details = [say.label("force", saying.force)] if saying.force else []
    details.append(say(f"quotes.{saying.kind}"))
    if saying.principal is not None:
        details.append(say("quotes.for_principal", name=_named(saying.principal, narrator)))
    if saying.addressee is not None:
        details.append(say("quotes.to", name=_named(saying.addressee, narrator)))
    if saying.medium:
        details.append(say.label("medium", saying.medium))
    if saying.when:
        details.append(show_date(saying.when, say))
    text.append(" · " + " · ".join(details), style="not bold")
    return text


def _named(party: Party, narrator: Narrator) -> str:
    noun = narrator.grammar.party(party)
    return noun.words + noun.note


def _quoted(saying: Saying, passage: Passage) -> Passage:
    """Return a passage in which the quoted words alone are marked."""
    start = passage.text.find(saying.words)
    marks = (Span(start, start + len(saying.words)),) if start >= 0 else passage.marks
    return replace(passage, marks=marks)


def _source(saying: Saying, say: Messages) -> Text:
    """Return the fact, the article, and the link to it."""
    source = saying.evidence.source
    text = Text(f"{saying.fact} · {name_source(source, say)}", style="dim")
    if source.url:
        text.append(" · ")
        text.append(source.url, style=Style(link=source.url, underline=True))
    return text
