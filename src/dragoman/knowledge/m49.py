"""The regions of the United Nations' M49 standard and the states in them."""

from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.fold import fold
from dragoman.knowledge.tables import rows, several

_COLUMNS = ("code", "names_fr", "names_en", "states")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region.

    Attributes:
        code: its M49 code ("011").
        names: language code to names, the usual one first.
        states: ids of the states in it, those of its own regions too.
    """

    code: str
    names: dict[str, tuple[str, ...]]
    states: tuple[str, ...]


@cache
def load_regions() -> dict[str, Region]:
    """Return every region by its code and by each of its folded names."""
    found: dict[str, Region] = {}
    for code, french, english, states in rows("m49.csv", _COLUMNS):
        region = Region(
            code=code,
            names={"fr": several(french), "en": several(english)},
            states=tuple(states.split()),
        )
        for form in (code, *region.names["fr"], *region.names["en"]):
            found.setdefault(fold(form), region)
    return found


def find_region(name: str) -> Region | None:
    """Return the region of that name or code, whatever case and accents; None if unknown."""
    folded = fold(name)
    regions = load_regions()
    article, _, rest = folded.partition(" ")
    bare = rest if article in ("l", "la", "le", "les", "the") else folded
    return regions.get(folded) or regions.get(bare)
