"""Alerts that were fired, and where they are yet to be delivered."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from dragoman.record.intake_tables import alerts, deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class FiredAlert:
    """An alert of the record.

    Attributes:
        id: its number.
        rule: name of the rule that fired.
        key: what fired it; one rule fires once for one key.
        fired_at: ISO 8601 moment in UTC.
        body: what it says, as JSON.
    """

    id: int
    rule: str
    key: str
    fired_at: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An alert that is yet to reach one sink.

    Attributes:
        alert: the alert.
        sink: name of the sink.
        attempts: how often it was tried.
    """

    alert: FiredAlert
    sink: str
    attempts: int


def write_alert(
    connection: Connection, *, rule: str, key: str, body: str, sinks: Iterable[str], now: str
) -> bool:
    """Note that a rule fires, to be delivered to `sinks`; False if it did so before."""
    fired = select(alerts.c.id).where(alerts.c.rule == rule, alerts.c.key == key)
    if connection.execute(fired).first() is not None:
        return False
    values = {"rule": rule, "key": key, "fired_at": now, "body": body}
    number = connection.execute(insert(alerts).returning(alerts.c.id), values).scalar_one()
    rows = [
        {"alert": number, "sink": sink, "state": "waiting", "next_at": now}
        for sink in dict.fromkeys(sinks)
    ]
    if rows:
        connection.execute(insert(deliveries), rows)
    return True


def list_deliveries(
    connection: Connection, *, now: str, to: Iterable[str], most: int
) -> tuple[Delivery, ...]:
    """Return some deliveries to the sinks `to` whose time has come, the oldest alert first."""
    query = (
        select(alerts, deliveries.c.sink, deliveries.c.attempts)
        .join(deliveries, deliveries.c.alert == alerts.c.id)
        .where(
            deliveries.c.state == "waiting",
            deliveries.c.next_at <= now,
            deliveries.c.sink.in_(sorted(to)),
        )
        .order_by(alerts.c.id, deliveries.c.sink)
        .limit(most)
    )
    return tuple(
        Delivery(alert=_alert(row), sink=row.sink, attempts=row.attempts)
        for row in connection.execute(query)
    )


def settle_delivery(
    connection: Connection,
    delivery: Delivery,
    *,
    state: str,
    attempts: int,
    next_at: str,
    error: str | None,
) -> None:
    """Note what became of a delivery: "done", "given_up", or "waiting" for another try."""
    connection.execute(
        update(deliveries)
        .where(deliveries.c.alert == delivery.alert.id, deliveries.c.sink == delivery.sink)
        .values(state=state, attempts=attempts, next_at=next_at, error=error)
    )


def list_alerts(connection: Connection, *, sink: str | None, most: int) -> tuple[FiredAlert, ...]:
    """Return the last alerts, the newest first; only those for one sink unless None."""
    query = select(alerts).order_by(alerts.c.id.desc()).limit(most)
    if sink is not None:
        to = select(deliveries.c.alert).where(deliveries.c.sink == sink)
        query = query.where(alerts.c.id.in_(to))
    return tuple(_alert(row) for row in connection.execute(query))


def next_delivery_at(connection: Connection, to: Iterable[str]) -> str | None:
    """Return when the next delivery to the sinks `to` is to be tried; None if none waits."""
    query = select(func.min(deliveries.c.next_at)).where(
        deliveries.c.state == "waiting", deliveries.c.sink.in_(sorted(to))
    )
    found = connection.execute(query).scalar_one()
    return str(found) if found is not None else None


def _alert(row: object) -> FiredAlert:
    return FiredAlert(
        id=row.id,  # type: ignore[attr-defined]
        rule=row.rule,  # type: ignore[attr-defined]
        key=row.key,  # type: ignore[attr-defined]
        fired_at=row.fired_at,  # type: ignore[attr-defined]
        body=row.body,  # type: ignore[attr-defined]
    )
