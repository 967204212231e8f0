"""An alert, as every sink gets it."""

from typing import Literal

import msgspec


class Alert(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something a rule was waiting for.

    Attributes:
        rule: name of the rule.
        kind: an "event", a "claim" of uniqueness, or an "index" that crossed a threshold.
        key: what fired it.
        fact: id of the event or claim, for `dragoman why`; None for an index.
        type, mode, act, status: of the event; None if it has none.
        date: EDTF date of the event; None if unknown.
        words: the sentence it was read from; None for an index.
        actors, recipients: names of who takes part.
        first: whether the record holds no earlier one of the kind.
        title, publisher, url, published: of the article; None if unknown.
        value, threshold: of the index; None otherwise.
        since: first day over which the index is taken.
    """

    rule: str
    kind: Literal["event", "claim", "index"]
    key: str
    fact: str | None = None
    type: str | None = None
    mode: str | None = None
    act: str | None = None
    status: str | None = None
    date: str | None = None
    words: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    first: bool = False
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    value: float | None = None
    threshold: float | None = None
    since: str | None = None


def to_json(alert: Alert) -> str:
    """Return `alert` as JSON."""
    return msgspec.json.encode(alert).decode()


def from_json(body: str) -> Alert:
    """Return the alert that JSON tells."""
    return msgspec.json.decode(body, type=Alert)
