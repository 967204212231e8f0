"""Make the nouns of the pack ready to be found: every form with all that it tells."""

import re
from dataclasses import dataclass, replace

from dragoman.languages.actors_schema import ActorGrammar
from dragoman.types.actor import ActorKind

_UNACCENTED = re.compile(r"\bé")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """One form of a noun of the pack, with all that it tells.

    Attributes:
        form: as it stands in a text, lower case.
        id: class of the noun.
        family: "person", "body" or "group".
        plural: whether the form speaks of many.
        kind, sector: of the actor it describes.
        office, us_office: what it names beside a state; None if nothing.
        portfolio, speaks_for, weak, anaphor, country: as in the schema.
        anywhere, topic, bearer, heads, alike, kin: as in the schema.
        deed: whether it names what they do rather than them.
        needs: "country", "name" or "definite"; None if it stands alone.
    """

    form: str
    id: str
    family: str
    plural: bool
    kind: ActorKind
    sector: str | None
    office: str | None = None
    us_office: str | None = None
    portfolio: bool = False
    speaks_for: bool = False
    weak: bool = False
    anaphor: bool = False
    needs: str | None = None
    country: str | None = None
    anywhere: bool = False
    topic: bool = False
    bearer: bool = False
    heads: bool = False
    alike: bool = False
    kin: bool = False
    deed: bool = False


def compile_nouns(grammar: ActorGrammar) -> dict[str, Noun]:
    """Return every form of every noun of the pack."""
    stops = grammar.small_words.of | grammar.small_words.at
    found: dict[str, Noun] = {}
    for person in grammar.persons:
        told = {
            "id": person.id, "family": "person", "sector": person.sector,
            "office": person.office, "us_office": person.us_office,
            "portfolio": person.portfolio, "speaks_for": person.speaks_for,
            "weak": person.weak, "country": person.country, "topic": person.topic,
            "bearer": person.bearer, "heads": person.heads, "alike": person.alike,
            "kin": person.kin,
        }  # fmt: skip
        regular = (_plural(form, stops) for form in person.forms)
        for form in dict.fromkeys((*person.plurals, *regular, *person.deeds)):
            those = {**told, "kind": person.many, "anywhere": person.scattered}
            those["deed"] = form in person.deeds
            found[form] = Noun(form=form, plural=True, **those)  # type: ignore[arg-type]
        for form in person.forms:
            found[form] = Noun(form=form, plural=False, kind="person", **told)  # type: ignore[arg-type]
    for body in grammar.bodies:
        for form in (*body.forms, *body.plurals):
            many = form in body.plurals and body.many is not None
            needs = body.needs or ("country" if body.bare and form not in body.bare else None)
            found[form] = Noun(
                form=form,
                id=body.id,
                family="body",
                plural=form in body.plurals,
                kind=body.many if many and body.many else body.kind,
                sector=body.many_sector if many else body.sector,
                portfolio=body.portfolio,
                anaphor=body.anaphor,
                anywhere=body.anywhere,
                needs=needs,
            )
    for group in grammar.groups:
        for form in group.forms:
            found[form] = Noun(
                form=form,
                id=group.id,
                family="group",
                plural=True,
                kind=group.kind,
                sector=group.sector,
                weak=group.weak,
                needs=group.needs,
                anywhere=group.anywhere,
            )
    for form in list(found):
        plain = unaccented(form)
        found.setdefault(plain, replace(found[form], form=plain))
    return found


def compile_invariable(grammar: ActorGrammar) -> dict[str, Noun]:
    """Return the plural reading of forms that do not change ("les deux pays")."""
    found = {}
    for noun in compile_nouns(grammar).values():
        body = next((b for b in grammar.bodies if b.id == noun.id), None)
        person = next((p for p in grammar.persons if p.id == noun.id), None)
        same = person is not None and noun.form in person.plurals  # "le PDG", "les PDG"
        if noun.family == "group" or not (same or noun.form.split(" ")[0][-1] in "sxz"):
            continue
        if body is not None and body.many is not None and noun.form not in body.plurals:
            found[noun.form] = replace(
                noun, plural=True, family="group", kind=body.many, sector=body.many_sector,
                needs=None, anaphor=False, anywhere=True,
            )  # fmt: skip
        elif person is not None and not noun.plural:
            found[noun.form] = replace(noun, plural=True, kind=person.many)
    return found


def _plural(form: str, stops: frozenset[str]) -> str:
    """Return the regular plural of a noun: an -s on its head and the adjectives beside it."""
    words = form.split(" ")
    ends = [n for n, word in enumerate(words) if word in stops or "'" in word]
    stop = ends[0] if ends else len(words)
    return " ".join(
        word if n >= stop or word[-1] in "sxz" else word + "s" for n, word in enumerate(words)
    )


def unaccented(form: str) -> str:
    """Return a form as the press writes it with a bare capital ("Etat", "Emir")."""
    return _UNACCENTED.sub("e", form)
