"""Write a Vega-Lite specification as a picture."""

import json
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError

Spec = dict[str, Any]
"""A Vega-Lite 5 specification, as JSON holds it."""

FORMATS = (".png", ".svg", ".json")
_SCALE = 2.0  # pixels of a PNG for one of the specification


class ChartFormatError(DragomanError):
    """The name of a picture does not say a format that we draw.

    Attributes:
        path: the name as typed.
    """

    def __init__(self, path: Path) -> None:
        """Say the name and the formats there are."""
        self.path = path
        super().__init__(f"{path}: a chart is written as {', '.join(FORMATS)}. Choose one.")


def check_format(path: Path) -> None:
    """Raise ChartFormatError if the ending of `path` is none of `FORMATS`."""
    if path.suffix.lower() not in FORMATS:
        raise ChartFormatError(path)


def draw(spec: Spec, suffix: str, *, locale: str) -> bytes:
    """Return `spec` drawn as PNG or SVG, or itself as JSON.

    Args:
        spec: the specification, its data within it.
        suffix: one of `FORMATS`.
        locale: how numbers and months are written ("fr-FR"), as d3 names it.
    """
    if suffix.lower() == ".json":
        return (json.dumps(spec, ensure_ascii=False, indent=1) + "\n").encode()
    import vl_convert  # takes a while to load

    spoken: dict[str, Any] = {"format_locale": locale, "time_format_locale": locale}
    if suffix.lower() == ".svg":
        return str(vl_convert.vegalite_to_svg(spec, **spoken)).encode()
    return bytes(vl_convert.vegalite_to_png(spec, scale=_SCALE, **spoken))
