"""`dragoman relation A B`: cooperation and conflict over time."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from dragoman.surfaces.cli.commands.dossier import check_dates
from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.plotting import TERMINAL, check_plot, write_plot
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.dossier.periods import By
    from dragoman.dossier.relation import Relation

_BY = ("month", "quarter", "year")


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def relation(
        one: Annotated[str, typer.Argument(metavar="A", help=say("help.dossier.one"))],
        other: Annotated[str, typer.Argument(metavar="B", help=say("help.dossier.other"))],
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        by: Annotated[
            str | None,
            typer.Option("--by", metavar="month|quarter|year", help=say("help.relation.by")),
        ] = None,
        since: Annotated[
            str | None, typer.Option("--since", metavar="DATE", help=say("help.dossier.since"))
        ] = None,
        until: Annotated[
            str | None, typer.Option("--until", metavar="DATE", help=say("help.dossier.until"))
        ] = None,
        predecessors: Annotated[
            bool,
            typer.Option("--predecessors/--no-predecessors", help=say("help.dossier.predecessors")),
        ] = True,
        by_article: Annotated[
            bool, typer.Option("--date-by-article", help=say("help.relation.by_article"))
        ] = False,
        plot: Annotated[
            str,
            typer.Option(
                "--plot", metavar=say("help.metavar.plot"), help=say("help.relation.plot")
            ),
        ] = TERMINAL,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.dossier.json"))] = False,
    ) -> None:
        check_dates(screen, since, until)
        check_by(screen, by)
        check_plot(plot)
        found = _find(
            record,
            (one, other),
            by=cast("By | None", by),
            since=since,
            until=until,
            predecessors=predecessors,
            by_article=by_article,
        )
        if as_json:
            from dragoman.dossier.serialise import to_json

            screen.write(to_json(found).decode())
        elif plot == TERMINAL:
            from dragoman.surfaces.cli.show_relation import show_relation

            show_relation(screen, found)
        if plot != TERMINAL:
            from dragoman.surfaces.charts.specs import relation_chart

            write_plot(screen, plot, lambda: relation_chart(found, screen.messages))


def check_by(screen: Screen, by: str | None) -> None:
    """Raise a usage error if `by` is no period we count in."""
    if by is not None and by not in _BY:
        raise typer.BadParameter(screen.say("relation.bad_by", by=by))


def _find(
    record: str | Path,
    names: tuple[str, str],
    *,
    by: "By | None",
    since: str | None,
    until: str | None,
    predecessors: bool,
    by_article: bool,
) -> "Relation":
    from dragoman.dossier.relation import find_relation
    from dragoman.dossier.sides import find_sides
    from dragoman.knowledge import load_knowledge
    from dragoman.record.store import open_record
    from dragoman.surfaces.cli.loading import user_files

    knowledge = load_knowledge(user_files())
    with open_record(record, create=False) as store:
        one, other = find_sides(
            names, knowledge, entities=store.entities, predecessors=predecessors
        )
        return find_relation(
            store, knowledge, one, other, by=by, since=since, until=until, by_article=by_article
        )
