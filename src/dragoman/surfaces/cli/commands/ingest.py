"""`dragoman ingest PATH...`: articles read into the record."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.loading import (
    load_readers,
    reading_place,
    show_failure,
    show_notice,
    where,
)
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.scale.report import IngestReport
    from dragoman.sources.piece import Options


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    def field(name: str) -> typer.models.OptionInfo:
        option = typer.Option(
            f"--{name}-field", metavar=say("help.metavar.name"), help=say(f"help.ingest.{name}")
        )
        assert isinstance(option, typer.models.OptionInfo)
        return option

    @add_to(app, name, screen)
    def ingest(
        paths: Annotated[
            list[str] | None,
            typer.Argument(metavar=say("help.metavar.paths"), help=say("help.ingest.paths")),
        ] = None,
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        form: Annotated[
            str | None,
            typer.Option("--as", metavar=say("help.metavar.format"), help=say("help.ingest.form")),
        ] = None,
        text: Annotated[str | None, field("text")] = None,
        date: Annotated[str | None, field("date")] = None,
        title: Annotated[str | None, field("title")] = None,
        url: Annotated[str | None, field("url")] = None,
        publisher: Annotated[str | None, field("publisher")] = None,
        id: Annotated[str | None, field("id")] = None,
        language: Annotated[str | None, field("language")] = None,
        retry: Annotated[
            str | None,
            typer.Option(
                "--retry", metavar=say("help.metavar.cause"), help=say("help.ingest.retry")
            ),
        ] = None,
        reread: Annotated[bool, typer.Option("--reread", help=say("help.ingest.reread"))] = False,
        reextract: Annotated[
            bool, typer.Option("--reextract", help=say("help.ingest.reextract"))
        ] = False,
        originals: Annotated[
            bool, typer.Option("--originals/--no-originals", help=say("help.ingest.originals"))
        ] = True,
        allow_private: Annotated[
            bool, typer.Option("--allow-private", help=say("help.ingest.allow_private"))
        ] = False,
        workers: Annotated[
            int, typer.Option("--workers", min=1, max=512, help=say("help.ingest.workers"))
        ] = 1,
        engine: Annotated[
            str | None,
            typer.Option(
                "--engine", metavar=say("help.metavar.engine"), help=say("help.ingest.engine")
            ),
        ] = None,
    ) -> None:
        from dragoman.surfaces.cli.sources import make_options

        if not paths and retry is None and not reextract:
            raise typer.BadParameter(
                say("usage.missing", name=say("help.metavar.paths").split(".")[0])
            )
        if retry is not None:
            _check_cause(screen, retry)
        fields = {
            "text": text, "published": date, "title": title, "url": url,
            "publisher": publisher, "id": id, "language": language,
        }  # fmt: skip
        options = make_options(
            screen,
            form=form,
            fields=fields,
            allow_private=allow_private,
            keep_originals=originals,
        )
        if reextract:
            report = reextract_in(screen, record)
        else:
            report = ingest_into(
                screen,
                paths or [],
                record,
                options=options,
                reread=reread,
                retry=retry,
                workers=workers,
                engine=engine,
            )
        show_report(screen, report, record)
        if report.stopped:
            raise typer.Exit(exits.INTERRUPTED)
        if report.failed:
            done = report.read + report.unchanged + report.copies + report.unread_count
            raise typer.Exit(exits.SOME_FAILED if done else exits.USER_ERROR)


def ingest_into(
    screen: Screen,
    paths: "list[str] | list[Path]",
    record: str | Path,
    *,
    options: "Options | None" = None,
    reread: bool = False,
    retry: str | None = None,
    workers: int = 1,
    engine: str | None = None,
) -> "IngestReport":
    """Read articles into a record, showing how far it has got.

    They are read in this process, unless there are more `workers` or there is an `engine`.
    """
    from dragoman.record.store import open_record
    from dragoman.scale.ingest import ingest
    from dragoman.surfaces.cli.progress import showing_progress

    create = bool(paths) or retry is None
    with (
        open_record(record, create=create) as store,
        reading_place(screen, workers, engine) as (place, read),
        showing_progress(screen) as on_progress,
    ):
        return ingest(
            paths,
            record=store,
            read=read,
            options=options,
            on_progress=on_progress,
            reread=reread,
            retry=retry,
            engine=place,
        )


def _check_cause(screen: Screen, cause: str) -> None:
    """Raise if nothing can have failed with this cause."""
    from dragoman.scale.taking import READING_CAUSES
    from dragoman.sources.outcome import CAUSES

    known = (*CAUSES, *READING_CAUSES)
    if cause not in known:
        raise typer.BadParameter(
            screen.say("ingest.unknown_cause", asked=cause, known=", ".join(known))
        )


def reextract_in(screen: Screen, record: str | Path) -> "IngestReport":
    """Extract the kept pages of a record again, showing how far it has got."""
    from dragoman.record.store import open_record
    from dragoman.scale.reextract import reextract
    from dragoman.surfaces.cli.progress import showing_progress

    with open_record(record, create=False) as store, showing_progress(screen) as on_progress:
        return reextract(record=store, read=load_readers(screen), on_progress=on_progress)


_MOST_SHOWN = 20


def show_report(screen: Screen, report: "IngestReport", record: str | Path | None) -> None:
    """Say what an ingest did, and what failed; None for a record that will not be kept."""
    say, out = screen.say, screen.out
    for noticed in report.notices[:_MOST_SHOWN]:
        show_notice(screen, where(screen, noticed.path, noticed.article), noticed.notice)
    if (unsaid := len(report.notices) - _MOST_SHOWN) > 0:
        screen.err.print(say("ingest.more_noticed", count=unsaid))
    for failure in report.failures[:_MOST_SHOWN]:
        show_failure(screen, failure)
    hidden = max(0, report.failed_count - _MOST_SHOWN)
    if hidden:
        screen.err.print(say("ingest.more_failed", count=hidden))
    from dragoman.record.database import shown

    done = "ingest.done" if record else "ingest.done_once"
    out.print(
        say(done, count=report.read, record=shown(record or ""), seconds=f"{report.seconds:.1f}"),
        soft_wrap=True,
    )
    if report.unchanged:
        out.print(say("ingest.unchanged", count=report.unchanged))
    if report.new_versions:
        out.print(say("ingest.new_versions", count=report.new_versions))
    if report.copies:
        out.print(say("ingest.copies", count=report.copies))
    if report.unread:
        languages = ", ".join(f"{code} {number}" for code, number in report.unread.items())
        out.print(say("ingest.unread", count=report.unread_count, languages=languages))
    if report.failed:
        out.print(say("ingest.failed", count=report.failed_count))
    if report.stopped:
        out.print(say("ingest.stopped"))
