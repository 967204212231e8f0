"""The options of commands that take articles from sources."""

import os
from typing import TYPE_CHECKING

import typer

from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.sources.fetch import Fetcher
    from dragoman.sources.piece import Options


def make_fetcher(
    *, allow_private: bool, contact: str | None = None, delay: float | None = None
) -> "Fetcher":
    """Return what fetches pages.

    Args:
        allow_private: whether addresses of this machine and its network may be fetched.
        contact: how the operators of sites can reach the user; None to leave that out.
        delay: seconds between two requests to one host; None for DRAGOMAN_DELAY, else 1.
    """
    from dragoman import __version__
    from dragoman.sources.fetch import Fetcher
    from dragoman.sources.manners import NAME, Manners

    agent = f"{NAME}/{__version__}" + (f" (+{contact})" if contact else "")
    if delay is None:
        delay = float(os.environ.get("DRAGOMAN_DELAY") or 1.0)
    return Fetcher(agent=agent, allow_private=allow_private, manners=Manners(delay=delay))


def make_options(
    screen: Screen,
    *,
    form: str | None = None,
    fields: dict[str, str | None] | None = None,
    allow_private: bool = False,
    keep_originals: bool = True,
) -> "Options":
    """Return how to take articles from sources.

    Args:
        screen: for complaints in the user's language.
        form: the format that everything has; None to tell it from content.
        fields: names of the fields that hold an article, by ours.
        allow_private: see `make_fetcher`.
        keep_originals: whether web pages are kept beside their article.
    """
    from dragoman.sources.formats import FORMATS
    from dragoman.sources.mapping import Mapping
    from dragoman.sources.piece import Options

    if form is not None and form not in FORMATS:
        raise typer.BadParameter(
            screen.say("ingest.unknown_format", asked=form, known=", ".join(FORMATS))
        )
    return Options(
        form=form,
        mapping=Mapping(**(fields or {})),
        fetcher=make_fetcher(allow_private=allow_private),
        keep_originals=keep_originals,
    )
