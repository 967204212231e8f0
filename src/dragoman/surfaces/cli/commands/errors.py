"""`dragoman errors`: what could not be recorded, by cause, and the command that retries it."""

import shlex
from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.loading import where
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.spoken import told_failure

_MOST_SHOWN = 10


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def errors(
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        every: Annotated[bool, typer.Option("--all", help=say("help.errors.all"))] = False,
    ) -> None:
        from dragoman.record.store import open_record
        from dragoman.scale.manner import read_manners

        with open_record(record, create=False) as store:
            groups = store.failures()
            manners = read_manners(store)
            unread = store.intake.unread()
            place = store.name
        out = screen.out
        if not groups:
            out.print(say("errors.none"))
        for group in groups:
            label = say.label("cause_name", group.cause)
            out.print(say("errors.group", cause=label, count=len(group.failures)), style="bold")
            shown = group.failures if every else group.failures[:_MOST_SHOWN]
            for failure in shown:
                told = told_failure(
                    failure.cause, f"{failure.message}. {failure.advice}", failure.detail, say
                )
                out.print(f"  {where(screen, failure.path, failure.article)}", soft_wrap=True)
                out.print(f"    {told}", style="dim", soft_wrap=True)
            if len(shown) < len(group.failures):
                out.print("  " + say("errors.more", count=len(group.failures) - len(shown)))
            command = ["dragoman", "ingest", "--retry", group.cause]
            if record != DEFAULT_RECORD:
                command += ["--record", place]
            if any(
                manners[failure.path].allow_private
                for failure in group.failures
                if failure.path in manners
            ):
                command.append("--allow-private")
            out.print("  " + say("errors.retry", command=shlex.join(command)), soft_wrap=True)
        if unread:
            languages = ", ".join(f"{code} {number}" for code, number in unread.items())
            out.print(say("errors.unread", count=sum(unread.values()), languages=languages))
