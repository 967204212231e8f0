"""`dragoman search`: words in articles, in the sentences of events, in quotations."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.surfaces.cli.commands.dossier import check_dates
from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.record.search import Found, Order

_ORDERS: "Mapping[str, Order]" = {
    "relevance": "relevance",
    "date": "date",
    "oldest": "oldest",
}
_PLACES = {"articles": "D", "events": "E", "quotations": "Q"}


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say
    name_metavar = say("help.metavar.name")

    @add_to(app, name, screen)
    def search(
        words: Annotated[
            list[str] | None, typer.Argument(metavar="WORDS...", help=say("help.search.words"))
        ] = None,
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        within: Annotated[
            str | None,
            typer.Option("--in", metavar="|".join(_PLACES), help=say("help.search.within")),
        ] = None,
        actor: Annotated[
            str | None, typer.Option("--actor", metavar=name_metavar, help=say("help.search.actor"))
        ] = None,
        type: Annotated[
            str | None, typer.Option("--type", metavar="TYPE", help=say("help.search.type"))
        ] = None,
        status: Annotated[
            str | None, typer.Option("--status", metavar="STATUS", help=say("help.search.status"))
        ] = None,
        since: Annotated[
            str | None, typer.Option("--since", metavar="DATE", help=say("help.search.since"))
        ] = None,
        until: Annotated[
            str | None, typer.Option("--until", metavar="DATE", help=say("help.search.until"))
        ] = None,
        publisher: Annotated[
            str | None,
            typer.Option("--publisher", metavar=name_metavar, help=say("help.search.publisher")),
        ] = None,
        confidence: Annotated[
            float | None,
            typer.Option("--confidence", min=0.0, max=1.0, help=say("help.search.confidence")),
        ] = None,
        order: Annotated[
            str | None,
            typer.Option("--order", metavar="|".join(_ORDERS), help=say("help.search.order")),
        ] = None,
        limit: Annotated[int, typer.Option("--limit", min=1, help=say("help.search.limit"))] = 20,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.search.json"))] = False,
    ) -> None:
        check_dates(screen, since, until)
        if within is not None and within not in _PLACES:
            raise typer.BadParameter(
                say("search.bad_place", place=within, known=", ".join(_PLACES))
            )
        if order is not None and order not in _ORDERS:
            raise typer.BadParameter(say("search.bad_order", order=order, known=", ".join(_ORDERS)))
        from dragoman.dossier.sought import phrases
        from dragoman.ontology.model import load_ontology
        from dragoman.record.search import Sought
        from dragoman.record.store import open_record

        ontology = load_ontology()
        types = {kind.id for kind in ontology.types}
        statuses = {status.id for status in ontology.statuses}
        if type is not None and type.upper() not in types:
            raise typer.BadParameter(
                say("search.bad_type", type=type, known=", ".join(sorted(types)))
            )
        if status is not None and status.lower() not in statuses:
            raise typer.BadParameter(
                say("search.bad_status", status=status, known=", ".join(sorted(statuses)))
            )
        asked = phrases(" ".join(words or ()))
        if not asked and not any(
            (actor, type, status, since, until, publisher, confidence is not None)
        ):
            raise typer.BadParameter(say("search.nothing"))
        with open_record(record, create=False) as store:
            store.search.index()
            from dragoman.surfaces.cli.commands.identity import id_of

            sought = Sought(
                phrases=asked,
                kinds=frozenset(_PLACES[within] if within else "DEQ"),
                actors=frozenset({id_of(store, actor)}) if actor else frozenset(),
                types=frozenset({type.upper()}) if type else frozenset(),
                statuses=frozenset({status.lower()}) if status else frozenset(),
                since=since,
                until=until,
                publisher=publisher,
                confidence=confidence,
            )
            found = store.search.find(sought, most=limit, order=_ORDERS[order or "relevance"])
        if as_json:
            from dragoman.dossier.serialise import to_json

            screen.write(to_json(found).decode())
        else:
            show(screen, found, asked)


def show(screen: Screen, found: "Found", asked: tuple[str, ...]) -> None:
    """Show what was found, each place with its article."""
    from rich.text import Text

    from dragoman.surfaces.messages.dates import show_date
    from dragoman.surfaces.messages.snippet import snippet

    say, out = screen.say, screen.out
    out.print(say("search.total", count=found.total))
    for hit in found.hits:
        words, marks = snippet(hit.words, asked)
        document = hit.document
        parts = [document.title or document.name, document.publisher]
        source = ", ".join(part for part in parts if part)
        head = f"{show_date(document.published, say)}  " if document.published else ""
        out.print()
        out.print(Text(f"{head}{say(f'search.kind_{hit.kind}')} · {hit.fact or source}"))
        shown = Text(words)
        for start, end in marks:
            shown.stylize("bold", start, end)
        out.print(shown, soft_wrap=False)
        if hit.fact:
            out.print(Text(source, style="dim"))
    if found.total > len(found.hits):
        out.print()
        out.print(say("search.more", count=found.total - len(found.hits)), style="dim")
    if found.more:
        screen.err.print(say("search.bounded", count=found.total))
    if found.unindexed:
        screen.err.print(say("search.unindexed", count=found.unindexed))
