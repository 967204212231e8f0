"""What persons whom the press knows well are called in each language.

Apart from terms of office, which take long to load: only what a dossier shows is here.
"""

from collections.abc import Mapping
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.fold import fold
from dragoman.knowledge.tables import rows

_PERSON = ("wikidata", "name", "country", "variants")
_ENGLISH = ("name", "english")


@cache
def load_person_names() -> Mapping[str, Mapping[str, str]]:
    """Return the id of each person to its usual name by language code.

    Raises:
        KnowledgeError: if somebody has an English name and no French one.
    """
    english = dict(rows("person_names_en.csv", _ENGLISH))
    found: dict[str, Mapping[str, str]] = {}
    for wikidata, name, _, _ in rows("person_names.csv", _PERSON):
        names = {"fr": name, "en": english.pop(name, name)}
        found[f"name:{fold(name)}"] = names
        if wikidata:
            found[wikidata] = names
    if english:
        raise KnowledgeError(
            f"person_names_en.csv: {', '.join(english)} stand in no row of person_names.csv. "
            "Use the names as they are there."
        )
    return found
