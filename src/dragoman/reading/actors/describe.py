"""Find whom a description means that stands beside no name: "le chef de l'État"."""

from dataclasses import replace

from dragoman.knowledge.fold import fold
from dragoman.knowledge.tenures import person_id
from dragoman.reading.actors.anaphora import (
    may_count,
    mention,
    namesake,
    nearest_body,
    same_noun,
    stem,
)
from dragoman.reading.actors.cluster import Clue, Cluster, name_words
from dragoman.reading.actors.link import Linker
from dragoman.reading.actors.persons import same_name
from dragoman.reading.actors.phrases import Phrase
from dragoman.types.entity import OfficeKind
from dragoman.types.span import Span

_MINISTERS = ("foreign_minister", "defence_minister", "interior_minister", "security_minister")
_OF_BODIES: dict[str, tuple[str, ...]] = {
    "member": ("armed_group", "party"), "rebel": ("armed_group",), "jihadist": ("armed_group",),
    "policeman": ("other",),
}  # fmt: skip
"""Nouns that, in the plural, mean the body they are said to be of: "les combattants du X"."""
_EMBASSY, _ENVOY = "embassy", "ambassador"
_RULERS = ("monarch", "head_of_government")
_OF_STATE = frozenset(("government", "power", "state"))
_SENTENCES_BACK = 3
_FAR_BACK = 6  # sentences, for "cette femme", which points at somebody
_SINGLE_OFFICES: dict[str, OfficeKind] = {
    "head_of_state": "head_of_state", "monarch": "monarch",
    "head_of_government": "head_of_government", "foreign_minister": "foreign_minister",
    "defence_minister": "defence_minister", "interior_minister": "interior_minister",
    "security_minister": "security_minister", "chief_of_staff": "chief_of_staff",
}  # fmt: skip


def describe(linker: Linker, phrase: Phrase, persons: dict[int, Cluster]) -> Cluster | None:
    """Link one description to an actor, new or known; None if it names none."""
    noun = phrase.noun
    if noun.needs == "definite":
        return _anaphoric_state(linker, phrase)
    if not _is_complete(linker, phrase):
        return None
    if noun.family == "person" and not noun.plural:
        return _person(linker, phrase, persons)
    if phrase.proper is not None:
        return _proper(linker, phrase)
    if noun.plural and noun.id in _OF_BODIES and phrase.told.organisation is not None:
        entry = phrase.told.organisation.entries[0]
        if entry.entity_kind in _OF_BODIES[noun.id]:
            span = linker.span(phrase.told.organisation.first, phrase.told.organisation.last)
            fighters = linker.body(entry, span)
            mention(linker, fighters, phrase, "noun.of-body", 0.8)
            return fighters
    bearer = phrase.name if noun.family == "body" else None  # "le parti libéral Luc Varin"
    if bearer is not None and bearer.first in persons and len(bearer.words) > 1:
        phrase = replace(phrase, last=bearer.first, told=replace(phrase.told, name=None))
    if noun.family == "body" and not noun.plural:
        cluster = _named(linker, phrase, persons)
        if cluster is not None:
            return cluster
    return _body(linker, phrase, persons)


def _is_complete(linker: Linker, phrase: Phrase) -> bool:
    """Tell whether the phrase holds what its noun needs to name an actor."""
    noun, told = phrase.noun, phrase.told
    if noun.needs == "country":
        owned = told.person is not None or phrase.determiner == "possessive"
        return owned or linker.country_of(phrase) is not None
    if noun.needs == "name":
        anaphoric = noun.anaphor and phrase.determiner in ("definite", "demonstrative")
        return bool(anaphoric or told.proper or told.organisation or told.countries)
    return True


def default_country(linker: Linker, phrase: Phrase, persons: dict[int, Cluster]) -> Clue | None:
    """Return the country a description has from what is around it; None if nothing says."""
    clue = linker.country_of(phrase)
    if clue is not None:
        return clue
    span = linker.span(phrase.first, phrase.hit.last)
    if phrase.told.person is not None and phrase.told.person.first in persons:
        bearer = persons[phrase.told.person.first]
        if bearer.country:
            return Clue(bearer.country, (phrase.told.person.span,), "phrase.person", 3.0)
    if phrase.noun.id == _EMBASSY:
        clue = _mission(linker, phrase, span)
        if clue is not None:
            return clue
    if phrase.determiner == "possessive":
        start = linker.tokens[phrase.first].start
        for owner in linker.recent(start, ("person", "state", "military", "armed_group", "party")):
            if owner.country:
                reasoning = f"belongs to {owner.name[0] if owner.name else owner.key}"
                return Clue(owner.country, (span,), "possessive", 1.5, reasoning)
            break
    sentence = linker.tokens[phrase.first].sentence
    must = phrase.noun.kind in ("state", "military")
    must = must or _is_someone(phrase)
    country = linker.focus.near(sentence) if must else linker.focus.clear(sentence)
    if country is None:
        return None
    return Clue(country, (span,), "context", 1.0, "the state its surroundings are most about")


def _mission(linker: Linker, phrase: Phrase, span: Span) -> Clue | None:
    """Return the country that an embassy serves by the ambassador named before it."""
    for envoy in linker.recent(linker.tokens[phrase.first].start, ("person",)):
        if envoy.country and any(title == _ENVOY for title, _ in envoy.titles):
            return Clue(envoy.country, (span,), "embassy.envoy", 3.0)
    return None


def _is_someone(phrase: Phrase) -> bool:
    """Tell whether a description speaks of one certain person, so that somewhere is home."""
    noun = phrase.noun
    person = noun.family == "person" and noun.sector is not None and not noun.plural
    return person and phrase.determiner != "indefinite"


def _anaphoric_state(linker: Linker, phrase: Phrase) -> Cluster | None:
    """Link "le pays", "ce pays", "son pays" to the state the text is about here."""
    if phrase.noun.plural or phrase.determiner not in ("definite", "demonstrative", "possessive"):
        return None
    clue = linker.country_of(phrase)
    sentence = linker.tokens[phrase.first].sentence
    country = clue.value if clue else linker.focus.near(sentence)
    cluster = linker.clusters.get(f"state:{country}") if country else None
    if cluster is not None:
        mention(linker, cluster, phrase, "anaphor.country", 0.6)
    return cluster


def _proper(linker: Linker, phrase: Phrase) -> Cluster:
    """Link "le géant minier suisse Glencore" to the body named at its end."""
    assert phrase.proper is not None
    entry = phrase.proper.entries[0]
    cluster = linker.body(entry, linker.span(phrase.proper.first, phrase.proper.last))
    mention(linker, cluster, phrase, "noun.name")
    linker.tell(cluster, phrase)
    return cluster


def _state_beside(linker: Linker, phrase: Phrase) -> Cluster | None:
    """Return the state named beside a description: "un membre de l'OTAN, la Turquie, ..."."""
    tokens, at = linker.tokens, phrase.last
    if at + 2 >= len(tokens) or tokens[at].text != ",":
        return None
    at += 1 + (tokens[at + 1].lower in linker.small.articles)
    hit = linker.scan.name_at.get(at)
    if hit is None or hit.entries[0].kind != "name" or hit.last >= len(tokens):
        return None
    if tokens[hit.last].text != "," or hit.entries[0].entity_kind != "state":
        return None
    return linker.clusters.get(f"state:{linker.focus.choose(hit.entries).entity}")


def _named(linker: Linker, phrase: Phrase, persons: dict[int, Cluster]) -> Cluster | None:
    """Link "le syndicat Csit" to the unknown body whose name follows; None if none does."""
    name = phrase.name
    if name is not None and name.first in persons:
        return None
    at = name.first if name is not None else phrase.last
    cluster = linker.bodies.get(at)
    if cluster is None:
        if name is None or phrase.noun.id in _OF_STATE:
            return None
        cluster = linker.clusters.of(f"named:{fold(' '.join(name.words))}", phrase.noun.kind)
        span = linker.span(name.first, name.last)
        cluster.name = cluster.name or (span.of(linker.scan.analysis.text), span)
    if cluster.kind == "other":
        cluster.kind = phrase.noun.kind
    linker.tell(cluster, phrase)
    mention(linker, cluster, phrase, "noun.name")
    return cluster


def _person(linker: Linker, phrase: Phrase, persons: dict[int, Cluster]) -> Cluster | None:
    noun = phrase.noun
    if noun.sector is None:
        state = _state_beside(linker, phrase)
        if state is not None:
            mention(linker, state, phrase, "apposition.state", 0.8)
            return state
    known = linker.country_of(phrase)
    anaphoric = phrase.determiner in ("definite", "demonstrative", "possessive", "bare")
    if anaphoric and not noun.weak:
        cluster = _titled(linker, phrase, known)
        if cluster is not None:
            mention(linker, cluster, phrase, "title", 0.85)
            if known is not None:
                linker.tell(cluster, phrase)
            return cluster
    if phrase.determiner == "bare" and known is None and not phrase.details:
        return None
    bearer = _bearer_before(linker, phrase, known)
    if bearer is not None:
        mention(linker, bearer, phrase, "anaphor.person", 0.6)
        return bearer
    clue = default_country(linker, phrase, persons)
    holder = None
    if clue is not None and clue.value and (anaphoric or known is not None):
        cluster, holder = _holder(linker, phrase, clue)
        if cluster is not None:
            mention(linker, cluster, phrase, "office", 0.8)
            return cluster
    cluster = linker.clusters.new("described", "person")
    if holder is not None and anaphoric:
        cluster.entity, cluster.entity_rule = holder, "knowledge.holder"
    cluster.weak = noun.weak
    linker.tell(cluster, phrase)
    if known is None and clue is not None:
        cluster.countries.append(clue)
        if phrase.determiner != "indefinite":
            cluster.titles.update(linker.titles_of(phrase, clue.value))
    mention(linker, cluster, phrase, "description")
    return cluster


def _bearer_before(linker: Linker, phrase: Phrase, known: Clue | None) -> Cluster | None:
    """Return the person named before whom "cet homme", "le rappeur" describes; None if nobody.

    Only of descriptions that tell no country, body or owner; "le rappeur" needs a noun
    that tells what somebody is rather than which office or part they have.
    """
    told, noun = phrase.told, phrase.noun
    if known is not None or told.organisation or told.person or told.inner or noun.office:
        return None
    demonstrative = phrase.determiner == "demonstrative"
    if not demonstrative and not (phrase.determiner == "definite" and noun.bearer):
        return None
    gender = linker.tokens[phrase.hit.last - 1].feat("Gender")
    sentence = linker.tokens[phrase.first].sentence
    start = linker.scan.analysis.sentences[sentence].start
    back = _FAR_BACK if demonstrative else _SENTENCES_BACK
    floor = linker.scan.analysis.sentences[max(sentence - back, 0)].start
    for cluster in linker.recent(start, ("person",)):
        near = cluster.is_named_in(floor, start)
        agrees = gender is None or cluster.gender in (None, gender)
        if cluster.name is not None and near and agrees:
            return cluster
    return None


def _titled(linker: Linker, phrase: Phrase, known: Clue | None) -> Cluster | None:
    """Return the person who has been called so: same office and country, the nearest of several."""
    country = known.value if known else None
    organisation = phrase.told.organisation.entries[0].entity if phrase.told.organisation else None
    wanted = linker.titles_of(phrase, country)
    position = linker.tokens[phrase.first].start
    if phrase.noun.us_office and known is None:
        wanted.append((phrase.noun.us_office, "USA"))
    if phrase.noun.id == "minister" and not phrase.details:
        wanted += [(office, country) for office in _MINISTERS]
    if phrase.noun.office == "head_of_state" and phrase.noun.heads and country:
        wanted += [(office, country) for office in _RULERS]
    for title, place in wanted:
        fitting = []
        for cluster in linker.clusters.persons():
            if place is not None:
                fits = (title, place) in cluster.titles or (
                    (title, None) in cluster.titles and cluster.country == place
                )
            elif known is not None:
                fits = False
            else:
                fits = any(title == its for its, _ in cluster.titles)
            if fits and not (phrase.former and not cluster.links):
                fitting.append(cluster)
        if phrase.told.person is not None:
            whose = fold_low(phrase.told.person.words[-1])
            fitting = _called(fitting, whose)
        if phrase.details and known is None and organisation is None and title == phrase.noun.id:
            told = " ".join(phrase.details)
            fitting = _called(fitting, told)
        town = _town(phrase)
        if town is not None:
            fitting = _called(fitting, town)
        fitting = _in_time(fitting, phrase)
        if fitting:
            return min(fitting, key=lambda c: c.distance(position))
    return None


def _called(fitting: list[Cluster], words: str) -> list[Cluster]:
    """Return those of whom a role says `words`."""
    return [c for c in fitting if any(words in fold_low(r.value) for r in c.roles)]


def _in_time(fitting: list[Cluster], phrase: Phrase) -> list[Cluster]:
    """Return those who are called former ones as `phrase` is, or are not, where there are such."""
    same = [c for c in fitting if (phrase.noun.id in c.past) == phrase.former]
    return same or fitting


def _town(phrase: Phrase) -> str | None:
    """Return the town that somebody is said to be of, lower case: "le maire de Cuzco"."""
    told = phrase.told.countries[0] if phrase.told.countries else None
    if told is None or phrase.noun.office or told.kind not in ("city", "capital"):
        return None
    return told.form.lower()


def fold_low(value: str | None) -> str:
    """Return `value` in lower case; "" for None."""
    return (value or "").lower()


def _holder(linker: Linker, phrase: Phrase, clue: Clue) -> tuple[Cluster | None, str | None]:
    """Return the person of the article who held the office on its date, and who that was.

    The second is the entity of the only holder, whether the article names them or not.
    """
    office = _SINGLE_OFFICES.get(linker.office_of(phrase, clue.value) or "")
    if office is None or clue.value is None:
        return None, None
    on = None if phrase.former else linker.published
    if on is None and not phrase.former:
        return None, None
    particles = linker.scan.lexicon.grammar.particles
    terms = linker.scan.lexicon.knowledge.holders(office, clue.value, on)
    for tenure in terms:
        words = name_words(tuple(tenure.person.split()), particles)
        for cluster in linker.clusters.persons():
            if cluster.words and same_name(cluster.words, words):
                cluster.titles.add((office, clue.value))
                cluster.countries.append(clue)
                return cluster, cluster.entity
    held = {person_id(term.person, term.wikidata) for term in terms}
    return None, (held.pop() if len(held) == 1 else None)


def _body(linker: Linker, phrase: Phrase, persons: dict[int, Cluster]) -> Cluster | None:
    noun = phrase.noun
    known = linker.country_of(phrase)
    if known is None and phrase.determiner == "bare" and noun.weak:
        return None
    if known is None and noun.kind == "state" and phrase.determiner in ("bare", "indefinite"):
        return None
    clue = default_country(linker, phrase, persons)
    country = clue.value if clue else None
    span = linker.span(phrase.first, phrase.hit.last)
    if country and _is_state_body(phrase):
        cluster = _state_body(linker, phrase, country, clue)
        mention(linker, cluster, phrase, f"noun.{noun.id}", 0.95 if known else 0.7)
        return cluster
    definite = phrase.determiner in ("definite", "demonstrative")
    if (known is None or noun.anywhere) and definite:
        same = None if phrase.details else nearest_body(linker, phrase) or namesake(linker, phrase)
        if same is not None or (noun.anaphor and not phrase.details):
            return same
        same = same_noun(linker, phrase)
        if same is not None:
            mention(linker, same, phrase, "anaphor.noun", 0.8)
            return same
    if noun.weak and phrase.determiner == "indefinite":
        cluster = linker.clusters.new(f"group:{stem(noun)}", noun.kind)
    else:
        owner = country if known else f"~{country}"
        detail = "" if noun.family == "body" or noun.alike else " ".join(phrase.details[:1])
        key = f"group:{stem(noun)}:{owner}:{fold(detail)}:"
        counted = linker.clusters.get(key)
        if counted is not None and not may_count(counted, phrase):
            key += phrase.number
        cluster = linker.clusters.of(key, noun.kind)
    cluster.plural = noun.plural
    cluster.number = cluster.number or phrase.number
    if clue:
        cluster.countries.append(clue)
    sector = linker.sector_of(phrase)
    if sector:
        cluster.sectors.append(Clue(sector, (span,), f"noun.{noun.id}", 3.0))
    mention(linker, cluster, phrase, f"noun.{noun.id}")
    return cluster


def _is_state_body(phrase: Phrase) -> bool:
    """Tell whether a country has one such actor: itself and its government, or its army."""
    noun = phrase.noun
    if noun.plural and noun.family == "body" and noun.id != "army":
        return False
    return noun.id in _OF_STATE or (noun.kind == "military" and noun.family != "group")


def _state_body(linker: Linker, phrase: Phrase, country: str, clue: Clue | None) -> Cluster:
    """Return the state of a country, or its army."""
    span = linker.span(phrase.first, phrase.hit.last)
    if phrase.noun.kind != "military":
        return linker.state(country, span, clue.rule if clue else "context")
    cluster = linker.clusters.of(f"military:{country}", "military")
    if clue:
        cluster.countries.append(clue)
    cluster.sectors.append(Clue("MIL", (span,), "noun.army", 3.0))
    return cluster
