"""`dragoman ingest PATH...`: articles read into the record."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.loading import load_readers, show_failure, show_notice, where
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.scale.ingest import IngestReport


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def ingest(
        paths: Annotated[
            list[Path],
            typer.Argument(metavar=say("help.metavar.paths"), help=say("help.ingest.paths")),
        ],
        record: Annotated[Path, record_option(screen)] = DEFAULT_RECORD,
        reread: Annotated[bool, typer.Option("--reread", help=say("help.ingest.reread"))] = False,
    ) -> None:
        report = ingest_into(screen, paths, record, reread=reread)
        show_report(screen, report, record)
        if report.stopped:
            raise typer.Exit(exits.INTERRUPTED)
        if report.failures:
            done = report.read + report.unchanged
            raise typer.Exit(exits.SOME_FAILED if done else exits.USER_ERROR)


def ingest_into(
    screen: Screen, paths: list[Path], record: Path, *, reread: bool = False
) -> "IngestReport":
    """Read articles into a record, showing how far it has got."""
    from dragoman.record.store import open_record
    from dragoman.scale.ingest import ingest
    from dragoman.surfaces.cli.progress import showing_progress

    with open_record(record) as store, showing_progress(screen) as on_progress:
        return ingest(
            paths,
            record=store,
            read=load_readers(screen),
            on_progress=on_progress,
            reread=reread,
        )


_MOST_SHOWN = 20


def show_report(screen: Screen, report: "IngestReport", record: Path | None) -> None:
    """Say what an ingest did, and what failed; None for a record that will not be kept."""
    say, out = screen.say, screen.out
    for noticed in report.notices[:_MOST_SHOWN]:
        show_notice(screen, where(screen, noticed.path, noticed.article), noticed.notice)
    if (unsaid := len(report.notices) - _MOST_SHOWN) > 0:
        screen.err.print(say("ingest.more_noticed", count=unsaid))
    for failure in report.failures[:_MOST_SHOWN]:
        show_failure(screen, failure)
    hidden = max(0, len(report.failures) - _MOST_SHOWN)
    if hidden:
        screen.err.print(say("ingest.more_failed", count=hidden))
    done = "ingest.done" if record else "ingest.done_once"
    out.print(
        say(done, count=report.read, record=record, seconds=f"{report.seconds:.1f}"),
        soft_wrap=True,
    )
    if report.unchanged:
        out.print(say("ingest.unchanged", count=report.unchanged))
    if report.new_versions:
        out.print(say("ingest.new_versions", count=report.new_versions))
    if report.failures:
        out.print(say("ingest.failed", count=len(report.failures)))
    if report.stopped:
        out.print(say("ingest.stopped"))
