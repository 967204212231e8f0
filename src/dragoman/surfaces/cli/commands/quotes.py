"""`dragoman quotes`: who said what, by speaker, by topic and by time."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from dragoman.surfaces.cli.commands.dossier import check_dates
from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.dossier.quotes import Exchange, Sayings

_FORCE = "force."


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say
    name_metavar = say("help.metavar.name")

    @add_to(app, name, screen)
    def quotes(
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        by: Annotated[
            str | None, typer.Option("--by", metavar=name_metavar, help=say("help.quotes.by"))
        ] = None,
        about: Annotated[
            str | None,
            typer.Option("--about", metavar=name_metavar, help=say("help.quotes.about_whom")),
        ] = None,
        both: Annotated[bool, typer.Option("--both", help=say("help.quotes.both"))] = False,
        since: Annotated[
            str | None, typer.Option("--since", metavar="DATE", help=say("help.quotes.since"))
        ] = None,
        until: Annotated[
            str | None, typer.Option("--until", metavar="DATE", help=say("help.quotes.until"))
        ] = None,
        kind: Annotated[
            str | None,
            typer.Option("--kind", metavar="direct|indirect", help=say("help.quotes.kind")),
        ] = None,
        force: Annotated[
            str | None, typer.Option("--force", metavar="FORCE", help=say("help.quotes.force"))
        ] = None,
        predecessors: Annotated[
            bool,
            typer.Option("--predecessors/--no-predecessors", help=say("help.quotes.predecessors")),
        ] = True,
        limit: Annotated[int, typer.Option("--limit", min=0, help=say("help.quotes.limit"))] = 50,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.quotes.json"))] = False,
    ) -> None:
        check_dates(screen, since, until)
        if kind not in (None, "direct", "indirect"):
            raise typer.BadParameter(say("quotes.bad_kind", kind=kind))
        if both and not (by and about):
            raise typer.BadParameter(say("quotes.both_needs"))
        found = find_quotes(
            record,
            both=both,
            by=by,
            about=about,
            since=since,
            until=until,
            kind=cast('Literal["direct", "indirect"] | None', kind),
            force=force_of(screen, force),
            predecessors=predecessors,
        )
        if as_json:
            from dragoman.dossier.serialise import to_json

            screen.write(to_json(found).decode())
        else:
            from dragoman.dossier.quotes import Exchange
            from dragoman.surfaces.cli.show_quotes import show_exchange, show_quotes

            if isinstance(found, Exchange):
                show_exchange(screen, found, most=limit)
            else:
                show_quotes(screen, found, most=limit)


def force_of(screen: Screen, word: str | None) -> str | None:
    """Return the force that a word names: its code, or its verb in French or English.

    Raises:
        typer.BadParameter: if it names none; lists those there are.
    """
    from dragoman.surfaces.messages.catalogue import LANGUAGES, load_messages

    if word is None:
        return None
    codes: dict[str, str] = {}
    for language in LANGUAGES:
        entries = load_messages(language).entries
        labels = {k.removeprefix(_FORCE): v for k, v in entries.items() if k.startswith(_FORCE)}
        codes |= {label.casefold(): code for code, label in labels.items()}
        codes |= {code: code for code in labels}
    found = codes.get(word.casefold())
    if found is None:
        entries = screen.say.entries
        known = ", ".join(sorted(v for k, v in entries.items() if k.startswith(_FORCE)))
        raise typer.BadParameter(screen.say("quotes.bad_force", force=word, known=known))
    return found


def find_quotes(
    record: str | Path,
    *,
    by: str | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: Literal["direct", "indirect"] | None = None,
    force: str | None = None,
    predecessors: bool = True,
    both: bool = False,
) -> "Sayings | Exchange":
    """Return the quotations of a record that are asked for; the other way round too if `both`.

    Raises:
        RecordError: if there is no record.
        NameNotFoundError: if a name is not known.
    """
    from dragoman.dossier.quotes import Wanted, find_exchange, find_sayings
    from dragoman.dossier.sides import find_side
    from dragoman.knowledge import load_knowledge
    from dragoman.record.store import open_record

    knowledge = load_knowledge()
    with open_record(record, create=False) as store:
        sides = [
            find_side(name, knowledge, entities=store.entities, predecessors=predecessors)
            if name is not None
            else None
            for name in (by, about)
        ]
        wanted = Wanted(
            by=sides[0], about=sides[1], since=since, until=until, kind=kind, force=force
        )
        find = find_exchange if both else find_sayings
        return find(store, knowledge, wanted)
