"""The file that says what to watch, checked in full on loading."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from dragoman.errors import DragomanError
from dragoman.ontology import MILESTONE
from dragoman.ontology.model import load_ontology

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
TERMINAL = "terminal"
"""The sink that is always there."""


class SourcesError(DragomanError):
    """The file of what to watch is malformed."""


def _seconds(value: Any) -> Any:
    """Return the seconds of "90s", "15m", "2h", "1d"."""
    if isinstance(value, str):
        match = _DURATION.fullmatch(value.strip())
        if match is None:
            raise ValueError('write a time as "90s", "15m", "2h" or "1d"')
        return float(match[1]) * _UNITS[match[2]]
    return value


Seconds = Annotated[float, BeforeValidator(_seconds), Field(ge=0)]


class _Checked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WatchedFeed(_Checked):
    """A feed, or a sitemap, to poll.

    Attributes:
        url: its address.
        every: seconds between polls; None for those of the file.
        publisher: who publishes its articles, for pages that do not say.
    """

    url: str = Field(pattern=r"^https?://")
    every: Seconds | None = None
    publisher: str | None = None


class Threshold(_Checked):
    """When the index of a relation is worth an alert.

    Attributes:
        below, above: the value to be crossed, on PLOVER's scale of -10..10.
        days: over how many days up to now the index is taken.
        fewest: events below which there is no index.
    """

    below: float | None = None
    above: float | None = None
    days: int = Field(default=90, ge=1)
    fewest: int = Field(default=3, ge=1)

    @model_validator(mode="after")
    def _one(self) -> "Threshold":
        if (self.below is None) == (self.above is None):
            raise ValueError("give either `below` or `above`")
        return self


class AlertRule(_Checked):
    """What fires an alert; everything given must hold.

    Attributes:
        name: what it is called.
        between: the two sides of an event, by name or code.
        about: a side that takes part.
        types: event types, such as "SANCTION".
        statuses: event statuses, such as "actual".
        first: whether only what is a first is meant: the record holds no earlier event of
            the kind between the two, or an article claims that it is one.
        index: a threshold of the index of the relation; then nothing but `between` is given.
        to: names of sinks.
    """

    name: str = Field(min_length=1)
    between: tuple[str, str] | None = None
    about: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first: bool = False
    index: Threshold | None = None
    to: tuple[str, ...] = (TERMINAL,)

    @model_validator(mode="after")
    def _sensible(self) -> "AlertRule":
        ontology = load_ontology()
        known = {MILESTONE, *(kind.id for kind in ontology.types)}
        if unknown := set(self.types) - known:
            raise ValueError(f"unknown type {min(unknown)}; known are {', '.join(sorted(known))}")
        statuses = {status.id for status in ontology.statuses}
        if unknown := set(self.statuses) - statuses:
            raise ValueError(
                f"unknown status {min(unknown)}; known are {', '.join(sorted(statuses))}"
            )
        if (self.first or self.index) and self.between is None:
            raise ValueError("`first` and `index` need `between`")
        if self.index and (self.about or self.types or self.statuses or self.first):
            raise ValueError("`index` stands with `between` alone")
        if not any((self.between, self.about, self.types, self.statuses, self.index)):
            raise ValueError("say of what: between, about, types, statuses or index")
        return self


class AtomSink(_Checked):
    """A feed file to which alerts are written."""

    name: str
    kind: Literal["atom"]
    path: Path
    keep: int = Field(default=200, ge=1)


class WebhookSink(_Checked):
    """An address to which alerts are posted, signed.

    Attributes:
        secret_env: variable of the environment that holds the secret to sign with.
        allow_private: whether the address may be in this machine or its network.
    """

    name: str
    kind: Literal["webhook"]
    url: str = Field(pattern=r"^https?://")
    secret_env: str
    allow_private: bool = False


class CommandSink(_Checked):
    """A command that gets each alert as JSON on its standard input; no shell is used."""

    name: str
    kind: Literal["command"]
    run: tuple[str, ...] = Field(min_length=1)
    timeout: Seconds = 30.0


Sink = Annotated[AtomSink | WebhookSink | CommandSink, Field(discriminator="kind")]


class Sources(_Checked):
    """What to watch.

    Attributes:
        every: seconds between polls of a feed.
        delay: seconds between two requests to one host.
        contact: how operators of sites can reach you; part of how we present ourselves.
        allow_private: whether feeds in this machine and its network may be polled.
        feed, alert, sink: see those.
    """

    every: Seconds = 900.0
    delay: Seconds = 1.0
    contact: str | None = None
    allow_private: bool = False
    feed: tuple[WatchedFeed, ...] = Field(min_length=1)
    alert: tuple[AlertRule, ...] = ()
    sink: tuple[Sink, ...] = ()

    @model_validator(mode="after")
    def _linked(self) -> "Sources":
        for what, names in (
            ("sink", [sink.name for sink in self.sink]),
            ("alert", [rule.name for rule in self.alert]),
            ("feed", [feed.url for feed in self.feed]),
        ):
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                raise ValueError(f"{what} {min(twice)!r} is there twice")
        known = {TERMINAL, *(sink.name for sink in self.sink)}
        for rule in self.alert:
            if unknown := set(rule.to) - known:
                raise ValueError(
                    f"alert {rule.name!r} goes to {min(unknown)!r}, which is no sink; "
                    f"sinks are {', '.join(sorted(known))}"
                )
        return self


def load_sources(path: Path) -> Sources:
    """Return what the file at `path` says to watch.

    Raises:
        SourcesError: naming what is wrong and where.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourcesError(
            f"{path} cannot be read ({error.strerror}). Name a file of what to watch."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path} is no sound TOML: {error}. Mend it.") from error
    try:
        return Sources.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = _place(first["loc"]) or "the file"
        what = _PLAIN.get(first["type"], first["msg"].removeprefix("Value error, "))
        raise SourcesError(f"{path}: {where}: {what}. See docs/cli.md, dragoman watch.") from error


_PLAIN = {
    "extra_forbidden": "is not known here",
    "missing": "is missing",
    "string_pattern_mismatch": "must begin with http:// or https://",
    "union_tag_invalid": "its `kind` must be atom, webhook or command",
    "union_tag_not_found": "its `kind` must be atom, webhook or command",
}


def _place(parts: tuple[int | str, ...]) -> str:
    """Return where in the file something stands: "alert 2, types", counted from one."""
    told = ""
    for part in parts:
        told += f" {part + 1}" if isinstance(part, int) else f", {part}" if told else part
    return told
