"""Names brought to one spelling, so that two articles can mean the same somebody."""

import re
import unicodedata
from dataclasses import dataclass

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def fold_name(name: str) -> str:
    """Return `name` in lower case, without accents, its words joined by hyphens.

    "Sergueï Lavrov" and "SERGUEÏ LAVROV" give "serguei-lavrov". Letters of other
    scripts are kept. Empty if the name has no letter and no digit.
    """
    spread = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return _NOT_WORD.sub("-", bare.casefold()).strip("-_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A person as one text gives them.

    Attributes:
        name: as written, in any spelling or alphabet.
        country: ISO 3166-1 alpha-3 of the state served; None if the text does not say.
        office: what the text calls the person, as an office; None if it does not say.
    """

    name: str
    country: str | None = None
    office: str | None = None


_SAME = 0.86
"""Likeness of two full names from which they can be one person's."""
_SAME_FAMILY = 0.9
"""The same for a family name alone, which is shorter and worn by many."""


def same_person(one: Bearer, other: Bearer) -> float:
    """Return in 0..1 how likely two names are one person's, whatever language spells them.

    0 where countries disagree. A family name alone never makes two people one where
    offices disagree, and says little where country and office are not both known.
    """
    if one.country and other.country and one.country != other.country:
        return 0.0
    same_office = bool(one.office and one.office == other.office)
    # Imported late: what only opens a record folds names, and pays for no knowledge base.
    from dragoman.knowledge.sound import likeness, sound

    lone = min(len(sound(one.name).split()), len(sound(other.name).split())) < 2
    if lone and one.office and other.office and not same_office:
        return 0.0
    likely = likeness(one.name, other.name)
    here = bool(one.country and one.country == other.country)
    if lone:
        if likely < _SAME_FAMILY:
            return 0.0
        return round(likely * (0.3 + 0.2 * here + 0.3 * (here and same_office)), 2)
    if likely < _SAME:
        return 0.0
    return round(likely * (0.75 + 0.15 * here + 0.05 * same_office), 2)
