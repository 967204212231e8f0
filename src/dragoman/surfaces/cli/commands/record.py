"""`dragoman record`: a record copied to another engine, filled from shards, or taken back."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

_ACTIONS = ("copy", "load", "downgrade")


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def record(
        action: Annotated[
            str, typer.Argument(metavar="|".join(_ACTIONS), help=say("help.record.action"))
        ],
        first: Annotated[
            str,
            typer.Argument(metavar=say("help.record.from"), help=say("help.record.first")),
        ],
        second: Annotated[
            str | None,
            typer.Argument(metavar=say("help.record.to"), help=say("help.record.second")),
        ] = None,
        held: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
    ) -> None:
        if action not in _ACTIONS:
            known = ", ".join(_ACTIONS)
            raise typer.BadParameter(say("knowledge.no_action", asked=action, known=known))
        if action == "copy":
            if second is None:
                raise typer.BadParameter(
                    say("usage.missing", name=say("help.record.to").strip("[]"))
                )
            _copy(screen, first, second)
            return
        if action == "load":
            _load(screen, held, [first, *([second] if second else [])])
            return
        _take_back(screen, held, first)


def _copy(screen: Screen, first: str, second: str) -> None:
    from dragoman.record.store import open_record

    def tell(_table: str, rows: int) -> None:
        status.update(screen.say("record.copying", rows=rows))

    with (
        open_record(first, create=False) as source,
        open_record(second) as target,
        screen.err.status(screen.say("record.copying", rows=0)) as status,
    ):
        copied = source.copy_to(target, tell)
        told = screen.say(
            "record.copied", rows=copied.rows, record=target.name, digest=copied.digest
        )
    screen.out.print(told, soft_wrap=True)


def _load(screen: Screen, where: str, folders: list[str]) -> None:
    from dragoman.record.store import open_record
    from dragoman.scale.load import find_shards, load_shards
    from dragoman.scale.pace import Progress
    from dragoman.surfaces.cli.progress import showing_progress

    shards = find_shards(map(Path, folders))
    with open_record(where) as store, showing_progress(screen) as show:
        report = load_shards(store, shards, on_progress=show)
        left = {"fraction": None, "rate": None, "left": None}
        show(Progress(phase="resolving", done=report.added, path="", **left))
        store.resolving.resolve()
        told = screen.say(
            "record.loaded",
            shards=report.shards,
            known=report.known,
            added=report.added,
            facts=report.facts,
            unchanged=report.unchanged,
            copies=report.copies,
            unread=report.unread,
            failures=report.failures,
            record=store.name,
        )
    screen.out.print(told, soft_wrap=True)


def _take_back(screen: Screen, where: str, wanted: str) -> None:
    from dragoman.record.store import open_record

    with open_record(where, create=False) as store:
        store.take_back(wanted)
        told = screen.say("record.taken_back", record=store.name, format=wanted)
    screen.out.print(told, soft_wrap=True)
