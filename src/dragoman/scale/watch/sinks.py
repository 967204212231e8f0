"""Where alerts go: the terminal, an Atom feed, a signed webhook, a command."""

import hashlib
import hmac
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree

from dragoman.record.alerts import Delivery, FiredAlert
from dragoman.record.store import Record
from dragoman.scale.watch.alert import Alert, from_json
from dragoman.scale.watch.config import (
    TERMINAL,
    AtomSink,
    CommandSink,
    Sources,
    SourcesError,
    WebhookSink,
)
from dragoman.sources.fetch import Fetcher
from dragoman.sources.outcome import RefusedError

_ATOM = "http://www.w3.org/2005/Atom"
_LONGEST = 500

Tell = Callable[[Alert], str]
"""Gives an alert in one line of the user's language."""


class DeliveryError(Exception):
    """An alert that did not reach its sink: says why, in one clause.

    Attributes:
        address: of a webhook that did not take it; None for other sinks.
        refused: why not; None for other sinks.
    """

    address: str | None = None
    refused: RefusedError | None = None


class Deliver(Protocol):
    """Delivers one alert; raises DeliveryError if that fails."""

    def __call__(self, delivery: Delivery) -> None:
        """Deliver."""


def make_sinks(
    sources: Sources,
    record: Record,
    *,
    fetcher: Fetcher,
    tell: Tell,
    show: Callable[[str], None],
) -> dict[str, Deliver]:
    """Return what delivers to each sink, by its name.

    Args:
        sources: what is watched.
        record: where alerts are kept.
        fetcher: how to reach webhooks.
        tell: gives an alert in one line.
        show: shows a line on the terminal.

    Raises:
        SourcesError: if the secret of a webhook is not in the environment.
    """
    sinks: dict[str, Deliver] = {
        TERMINAL: lambda delivery: show(tell(from_json(delivery.alert.body)))
    }
    for sink in sources.sink:
        if isinstance(sink, AtomSink):
            sinks[sink.name] = _atom(sink, record, tell)
        elif isinstance(sink, WebhookSink):
            sinks[sink.name] = _webhook(sink, fetcher)
        else:
            sinks[sink.name] = _command(sink)
    return sinks


def _atom(sink: AtomSink, record: Record, tell: Tell) -> Deliver:
    def deliver(delivery: Delivery) -> None:
        fired = record.intake.watching.alerts(sink=delivery.sink, most=sink.keep)
        try:
            write_atom(sink.path, fired, tell)
        except OSError as error:
            raise DeliveryError(
                f"{sink.path} cannot be written ({error.strerror or error})"
            ) from error

    return deliver


def write_atom(path: Path, fired: tuple[FiredAlert, ...], tell: Tell) -> None:
    """Write alerts as an Atom feed, whole or not at all."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")

    def add(
        parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
    ) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = _clean(text) if text is not None else None
        return element

    add(feed, "title", "dragoman")
    add(feed, "id", "urn:dragoman:alerts")
    add(feed, "updated", fired[0].fired_at if fired else "1970-01-01T00:00:00+00:00")
    add(add(feed, "author"), "name", "dragoman")
    for one in fired:
        alert = from_json(one.body)
        entry = add(feed, "entry")
        digest = hashlib.sha256(f"{one.rule}\n{one.key}".encode()).hexdigest()[:32]
        add(entry, "id", f"urn:dragoman:alert:{digest}")
        add(entry, "title", tell(alert))
        add(entry, "updated", one.fired_at)
        add(entry, "category", term=one.rule)
        if alert.url and alert.url.startswith(("http://", "https://")):
            add(entry, "link", href=alert.url)
        add(entry, "content", alert.words or tell(alert), type="text")
    draft = path.with_name(f".{path.name}.part")
    ElementTree.ElementTree(feed).write(draft, encoding="utf-8", xml_declaration=True)
    os.replace(draft, path)  # noqa: PTH105


def _clean(text: str) -> str:
    """Return `text` without the characters that XML cannot hold."""
    return "".join(
        mark
        for mark in text
        if mark in "\t\n\r"
        or (" " <= mark <= "\ud7ff")
        or (mark >= "\ue000" and mark < "\ufffe")
        or mark > "\uffff"
    )


def _webhook(sink: WebhookSink, fetcher: Fetcher) -> Deliver:
    secret = os.environ.get(sink.secret_env)
    if not secret:
        raise SourcesError(
            f"sink {sink.name!r}: the environment has no {sink.secret_env}. Put the secret to sign "
            f"with there."
        )
    reach = Fetcher(agent=fetcher.agent, allow_private=sink.allow_private, limits=fetcher.limits)

    def deliver(delivery: Delivery) -> None:
        alert = delivery.alert
        body = alert.body.encode()
        signature = sign_body(secret, alert.fired_at, body)
        try:
            reach.post(
                sink.url,
                body,
                {
                    "Content-Type": "application/json; charset=utf-8",
                    "X-Dragoman-Delivery": f"{alert.id}",
                    "X-Dragoman-Timestamp": alert.fired_at,
                    "X-Dragoman-Signature": f"sha256={signature}",
                },
            )
        except RefusedError as refused:
            failed = DeliveryError(f"{sink.url}: {refused.message}")
            failed.address, failed.refused = sink.url, refused
            raise failed from refused

    return deliver


def sign_body(secret: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a webhook: HMAC-SHA256, in hex, of "TIMESTAMP.BODY"."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _command(sink: CommandSink) -> Deliver:
    def deliver(delivery: Delivery) -> None:
        try:
            done = subprocess.run(
                list(sink.run),
                input=delivery.alert.body.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=sink.timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise DeliveryError(f"{sink.run[0]} takes longer than {sink.timeout:g} s") from error
        except OSError as error:
            raise DeliveryError(
                f"{sink.run[0]} cannot be run ({error.strerror or error})"
            ) from error
        if done.returncode:
            said = " ".join(done.stderr.decode(errors="replace").split())[:_LONGEST]
            raise DeliveryError(f"{sink.run[0]} ended with {done.returncode} {said}".rstrip())

    return deliver
