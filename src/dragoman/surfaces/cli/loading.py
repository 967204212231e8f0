"""What several commands load: articles, readers, the record, the knowledge base."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.surfaces.cli.spoken import told_failure

if TYPE_CHECKING:
    from dragoman.scale.engines import Engine
    from dragoman.sources.outcome import Failure, Loaded, Notice
    from dragoman.surfaces.cli.screen import Screen
    from dragoman.types.document import Document
    from dragoman.types.reading import Reading


_SOURCE = re.compile(r"\((given|metadata|feed|page|url|text)\)")  # of a date, as rooms call it

OWN_KNOWLEDGE = Path("dragoman-knowledge.yaml")
"""What the user adds to the knowledge base, in the current folder like the record."""


def user_file(asked: Path | None = None) -> Path:
    """Return the file of what the user adds: the one asked for, else of the environment."""
    return asked or Path(os.environ.get("DRAGOMAN_KNOWLEDGE") or OWN_KNOWLEDGE)


def user_files(asked: Path | None = None) -> tuple[Path, ...]:
    """Return the file of what the user adds, if there is one."""
    path = user_file(asked)
    return (path.resolve(),) if asked or path.exists() else ()


def load_readers(screen: "Screen") -> "Callable[[Document], Reading]":
    """Return what reads a document of any language that has a pack.

    The model of a language is loaded when its first document comes.
    """
    readers: dict[str, Callable[[Document], Reading]] = {}

    def read(document: "Document") -> "Reading":
        if document.language not in readers:
            from dragoman.reading.read import load_reader  # loads spaCy

            with screen.waiting(screen.say("cli.loading_model")):
                readers[document.language] = load_reader(document.language, user_files())
        return readers[document.language](document)

    return read


@contextmanager
def reading_place(
    screen: "Screen", workers: int, engine: str | None
) -> "Iterator[tuple[Engine | None, Callable[[Document], Reading]]]":
    """Give where articles are read, and what reads them: None and our own reader for here."""
    if workers == 1 and engine is None:
        yield None, load_readers(screen)
        return
    from dragoman.scale.ahead import InstalledReader
    from dragoman.scale.engines import open_engine

    opened = open_engine(engine, workers)
    try:
        yield opened, InstalledReader(user_files())
    finally:
        opened.close()


def show_failure(screen: "Screen", failure: "Failure") -> None:
    """Say on the error stream, in one line, why an article failed."""
    place = where(screen, failure.path, failure.article)
    words = screen.say("cli.notice", where=place, what=explain(screen, failure))
    screen.err.print(words, soft_wrap=True)


def no_pack(loaded: "Loaded") -> "Failure":
    """Return why an article in a language without a pack is not read."""
    from dragoman.sources.language import uncovered
    from dragoman.sources.outcome import Failure

    refused = uncovered(loaded.document.language)
    return Failure(
        path=loaded.path,
        article=loaded.article,
        cause=refused.cause,
        message=refused.message,
        advice=refused.advice,
        detail=refused.detail,
    )


def explain(screen: "Screen", failure: "Failure") -> str:
    """Return why an article failed and what to do, in the user's language."""
    told = f"{failure.message}. {failure.advice}"
    return told_failure(failure.cause, told, failure.detail, screen.say)


def where(screen: "Screen", path: str | Path, article: str | None) -> str:
    """Return which article of which file is meant, in the user's language."""
    if article is not None and (line := re.fullmatch(r"line (\d+)", article)):
        article = screen.say("cli.line", number=line[1])
    return f"{path} ({article})" if article else str(path)


def show_notice(screen: "Screen", place: str, notice: "Notice") -> None:
    """Say on the error stream what was noticed about an article."""
    key = f"notice.{notice.code}"
    told = notice.message
    if screen.say.language != "en" and screen.say.has(key):
        detail = _SOURCE.sub(
            lambda match: f"({screen.say.label('date_source', match[1])})", notice.detail
        )
        told = screen.say(key, detail=detail)
    screen.err.print(
        screen.say("cli.notice", where=place, what=told), style="yellow", soft_wrap=True
    )
