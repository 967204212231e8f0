"""Names brought to one spelling, so that two articles can mean the same somebody."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def fold_name(name: str) -> str:
    """Return `name` in lower case, without accents, its words joined by hyphens.

    "Sergueï Lavrov" and "SERGUEÏ LAVROV" give "serguei-lavrov". Letters of other
    scripts are kept. Empty if the name has no letter and no digit.
    """
    spread = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return _NOT_WORD.sub("-", bare.casefold()).strip("-_")
