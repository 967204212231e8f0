"""Numbers as people write them."""

from dragoman.surfaces.messages.catalogue import Messages


def show_number(value: float, say: Messages, *, digits: int) -> str:
    """Return `value` with its sign and the decimal mark of the language."""
    text = f"{value:+.{digits}f}".replace("-", "−")
    return text.replace(".", say("number.decimal"))


def show_share(value: float, say: Messages) -> str:
    """Return a share in 0..1 as percent."""
    return say("number.percent", number=f"{value * 100:.0f}")
