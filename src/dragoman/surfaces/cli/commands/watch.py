"""`dragoman watch SOURCES.toml`: feeds polled, articles taken in, alerts fired."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands.register import (
    DEFAULT_RECORD,
    add_to,
    file_metavar,
    record_option,
)
from dragoman.surfaces.cli.loading import load_readers, show_failure, user_files
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.spoken import told_cause, told_elsewhere

if TYPE_CHECKING:
    from dragoman.sources.outcome import RefusedError


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def watch(
        sources: Annotated[
            Path, typer.Argument(metavar=file_metavar(screen), help=say("help.watch.sources"))
        ],
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        once: Annotated[bool, typer.Option("--once", help=say("help.watch.once"))] = False,
    ) -> None:
        from dragoman.knowledge import load_knowledge
        from dragoman.record.store import open_record
        from dragoman.scale.watch.config import load_sources
        from dragoman.scale.watch.poll import Polled
        from dragoman.scale.watch.run import Watch
        from dragoman.scale.watch.sinks import DeliveryError, make_sinks
        from dragoman.surfaces.cli.sources import make_fetcher
        from dragoman.surfaces.messages.alerts import tell_alert

        asked = load_sources(sources)
        fetcher = make_fetcher(
            allow_private=asked.allow_private, contact=asked.contact, delay=asked.delay
        )

        def show_poll(polled: Polled) -> None:
            if polled.refused is not None:
                why = _clause(screen, polled.refused)
                words = say("watch.poll_failed", url=polled.url, why=why)
                screen.err.print(words, style="yellow", soft_wrap=True)
            elif polled.new:
                screen.err.print(say("watch.new", url=polled.url, count=polled.new), soft_wrap=True)

        def show_undelivered(sink: str, error: DeliveryError) -> None:
            why = told_elsewhere(str(error), say)
            if error.refused is not None:
                why = say("cli.notice", where=error.address, what=_clause(screen, error.refused))
            words = say("watch.undelivered", sink=sink, why=why)
            screen.err.print(words, style="yellow", soft_wrap=True)

        with open_record(record) as store:
            watched = Watch(
                sources=asked,
                record=store,
                read=load_readers(screen),
                knowledge=load_knowledge(user_files()),
                fetcher=fetcher,
                sinks=make_sinks(
                    asked,
                    store,
                    fetcher=fetcher,
                    tell=lambda alert: tell_alert(alert, screen.messages),
                    show=lambda line: screen.out.print(line, soft_wrap=True),
                ),
                on_poll=show_poll,
                on_failure=lambda failure: show_failure(screen, failure),
                on_undelivered=show_undelivered,
            )
            if not once:
                count = len(asked.feed)
                screen.err.print(say("watch.begun", count=count, record=store.name), soft_wrap=True)
            report = watched.run(once=once)
        ingest = report.ingest
        screen.err.print(
            say(
                "watch.done",
                polls=report.polls,
                read=ingest.read,
                copies=ingest.copies,
                failed=ingest.failed_count,
                alerts=report.alerts,
            ),
            soft_wrap=True,
        )
        if ingest.stopped:
            raise typer.Exit(exits.INTERRUPTED)
        if report.failed_polls or ingest.failed or report.undelivered:
            done = report.polls > report.failed_polls
            raise typer.Exit(exits.SOME_FAILED if done else exits.USER_ERROR)


def _clause(screen: Screen, refused: "RefusedError") -> str:
    """Return why something was refused, to stand within a sentence."""
    return told_cause(refused.cause, refused.message, refused.detail, screen.say)
