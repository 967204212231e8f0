"""Places and demonyms of the knowledge base, as the event reader asks for them."""

from dataclasses import dataclass

from dragoman.knowledge import Knowledge
from dragoman.reading.analysis import Analysis, Token

_MADE: dict[tuple[str, str], "Gazetteer"] = {}


@dataclass(frozen=True)
class Gazetteer:
    """What a single word may be.

    Attributes:
        demonyms: lower-case adjective to the entity id of its state.
        places: name of a state, capital or city to the entity id of its state.
        words: first words of names of places of several words.
        knowledge: for places that are no state's.
    """

    demonyms: dict[str, str]
    places: dict[str, str]
    words: dict[str, tuple[str, ...]]
    knowledge: Knowledge

    def demonym(self, token: Token) -> str | None:
        """Return the entity id of the state that `token` is the adjective of, or None."""
        if token.text[:1].isupper() and token.dep != "amod":
            return None
        return self.demonyms.get(token.lower)

    def is_people(self, token: Token) -> bool:
        """Tell whether `token` names the people of a state ("les Espagnols"), and no place."""
        named = token.text[:1].isupper() and token.text not in self.places
        return named and token.lower in self.demonyms

    def state_of_place(self, analysis: Analysis, token: Token, on: str | None) -> str | None:
        """Return the entity id of the state that the place `token` lies in, or None."""
        names = [token.text]
        rest = analysis.text[token.start : token.start + 40]
        names += [form for form in self.words.get(token.text, ()) if rest.startswith(form)]
        for name in reversed(names):
            found = self.places.get(name)
            if found is None and token.pos == "PROPN":
                found = self.knowledge.country_of_place(name, on)
            if found is not None:
                return found
        return None


def load_gazetteer(language: str, knowledge: Knowledge) -> Gazetteer:
    """Return the gazetteer of a language over a knowledge base, made once."""
    key = (language, knowledge.digest)
    if key not in _MADE:
        _MADE[key] = _make(language, knowledge)
    return _MADE[key]


def _make(language: str, knowledge: Knowledge) -> Gazetteer:
    demonyms: dict[str, str] = {}
    places: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for entry in knowledge.names(language):
        if entry.kind == "demonym":
            demonyms.setdefault(entry.form.lower(), entry.entity)
        elif entry.entity_kind == "state" and entry.kind in ("name", "capital", "city"):
            places.setdefault(entry.form, entry.entity)
            if " " in entry.form:
                words.setdefault(entry.form.split()[0], []).append(entry.form)
    return Gazetteer(
        demonyms=demonyms,
        places=places,
        words={w: tuple(sorted(forms, key=len)) for w, forms in words.items()},
        knowledge=knowledge,
    )
