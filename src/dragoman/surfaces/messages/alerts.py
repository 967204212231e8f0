"""Alerts as one line, in the catalogue's language."""

from dragoman.scale.watch.alert import Alert
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date

_LONGEST = 280


def tell_alert(alert: Alert, say: Messages) -> str:
    """Return `alert` in one line: its rule, what happened, between whom, in which words."""
    if alert.kind == "index":
        crossed = "below" if (alert.value or 0) < (alert.threshold or 0) else "above"
        return say(
            f"alert.index_{crossed}",
            rule=alert.rule,
            one=alert.actors[0],
            other=alert.actors[1],
            value=f"{alert.value:+.1f}",
            threshold=f"{alert.threshold:+.1f}",
            since=show_date(alert.since, say),
        )
    words = alert.words or ""
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    source = ", ".join(part for part in (alert.publisher, alert.url) if part)
    if alert.kind == "claim":
        what = say("alert.claim")
    else:
        what = say.label("type", alert.type or "")
        if alert.status and alert.status != "actual":
            what += f" [{say.label('status', alert.status)}]"
        if alert.first:
            what = say("alert.first", what=what)
        if alert.date:
            what += f", {show_date(alert.date, say)}"
    line = say("alert.line", rule=alert.rule, what=what, words=" ".join(words.split()))
    return f"{line} ({source}) {alert.fact or ''}".replace(" ()", "").rstrip()
