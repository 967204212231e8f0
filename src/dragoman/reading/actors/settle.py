"""Settle who named persons are and where they belong, before descriptions are read."""

from dragoman.knowledge.edtf import holds
from dragoman.knowledge.model import Person
from dragoman.knowledge.tenures import person_id
from dragoman.reading.actors.apposition import Apposition
from dragoman.reading.actors.cluster import Clue, Cluster
from dragoman.reading.actors.complements import find_seat
from dragoman.reading.actors.link import COUNTERPART, TITLED, Linker
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.phrases import Phrase

_SURE = 0.75
_HEARSAY = 3.0
_NAMINGS = 12
"""How many of somebody's names tell where they are."""
_SOUNDS = 0.9
"""How sure a spelling by sound must be for two names to be one person's."""
_IN_OFFICE = 5.5
"""Weight of the state that somebody governs: more than a body of states they speak for."""


def settle(
    linker: Linker,
    names: tuple[PersonName, ...],
    phrases: tuple[Phrase, ...],
    appositions: tuple[Apposition, ...],
    persons: dict[int, Cluster],
) -> None:
    """Settle the persons of `names`.

    Args:
        linker: holds the clusters.
        names: the names of persons.
        phrases: every description of the text.
        appositions: which descriptions stand beside which names.
        persons: the cluster of each name, by its first token; spellings of one person
            are merged here.
    """
    for name in names:
        _affiliate(linker, name, persons[name.first])
    for cluster in linker.clusters.persons():
        _settle_person(linker, cluster)
    _merge_persons(linker, persons)
    _merge_surnames(linker, persons)
    _name_relatives(linker, phrases, appositions, persons)
    _name_counterparts(linker, phrases, appositions, persons)


def _affiliate(linker: Linker, name: PersonName, cluster: Cluster) -> None:
    """Let "le Suédois X" and "X, du Royal United Services Institute" tell where X belongs."""
    tokens, small = linker.tokens, linker.scan.lexicon.grammar.small_words
    entries = linker.scan.demonym_at.get(name.full_first - 1)
    if entries is not None and tokens[name.full_first - 1].text[0].isupper():
        country = linker.focus.choose(entries).country
        span = tokens[name.full_first - 1].span
        cluster.countries.append(Clue(country, (span,), "name.demonym", 6.0))
    sentence = linker.scan.analysis.sentences[tokens[name.first].sentence]
    at = name.last
    if at < sentence.last and tokens[at].text == ",":
        at += 1
    if at + 1 >= sentence.last or tokens[at].lower not in small.of | small.at:
        return
    at += 1
    if tokens[at].lower in small.articles:
        at += 1
    if at >= sentence.last or not tokens[at].text[0].isupper():
        return
    known = linker.scan.name_at.get(at)
    if known is not None and known.entries[0].kind not in ("name", "acronym"):
        return
    if known is not None and known.entries[0].entity_kind == "state":
        return
    seat = find_seat(linker.scan, at, min(sentence.last, at + 12))
    if seat is not None:
        entry = linker.focus.choose(seat[0])
        span = linker.span(at, seat[1] + 1)
        cluster.countries.append(Clue(entry.country, (span,), "name.affiliation", 2.5))


def _name_counterparts(
    linker: Linker,
    phrases: tuple[Phrase, ...],
    appositions: tuple[Apposition, ...],
    persons: dict[int, Cluster],
) -> None:
    """Give "son homologue malien Abdoulaye Diop" the office of the person he meets.

    Done when the offices of all named persons are known.
    """
    pairs = [(phrase, phrase.name) for phrase in phrases if phrase.name is not None]
    pairs += [(a.phrase, name) for a in appositions for name in a.names]
    for phrase, name in pairs:
        if phrase.noun.id != COUNTERPART or name.first not in persons:
            continue
        cluster = persons[name.first]
        clue = linker.country_of(phrase)
        country = clue.value if clue else cluster.country
        cluster.titles.update(linker.titles_of(phrase, country))


def _name_relatives(
    linker: Linker,
    phrases: tuple[Phrase, ...],
    appositions: tuple[Apposition, ...],
    persons: dict[int, Cluster],
) -> None:
    """Give "l'épouse de X, Y" and "son fils Y" the country of X, where Y tells none."""
    pairs = [(phrase, phrase.name) for phrase in phrases if phrase.name is not None]
    pairs += [(a.phrase, name) for a in appositions for name in a.names]
    for phrase, name in pairs:
        if not phrase.noun.kin or name.first not in persons:
            continue
        owner = None
        if phrase.told.person is not None:
            owner = persons.get(phrase.told.person.first)
        elif phrase.determiner == "possessive":
            start = linker.tokens[phrase.first].start
            bearer = persons[name.first]
            others = (c for c in linker.recent(start, ("person",)) if c is not bearer)
            owner = next(others, None)
        cluster = persons[name.first]
        if owner is not None and owner is not cluster and owner.country:
            span = linker.span(phrase.first, phrase.hit.last)
            cluster.countries.append(Clue(owner.country, (span,), "kin", 2.0))


def _settle_person(linker: Linker, cluster: Cluster) -> None:
    """Let the knowledge base, or else the name itself, tell where a named person belongs."""
    if cluster.name is None:
        return
    knowledge, origins = linker.scan.lexicon.knowledge, linker.scan.lexicon.origins
    name, span = cluster.name
    told = {clue.value for clue in cluster.countries if clue.value and clue.weight > _HEARSAY}
    around = _around(linker, cluster)
    if len(cluster.words) > 1:
        found = [p for p in knowledge.person(name) if not told or p.country in told]
        if not found and told:
            found = _by_sound(linker, name, told)
        found.sort(key=lambda p: -around.get(p.country or "", 0.0))
        if found and (len(found) == 1 or around.get(found[0].country or "", 0.0)):
            _is_person(linker, cluster, found[0].id, found[0].country)
            return
    else:
        titled = any(office in TITLED for office, _ in cluster.titles)
        term = origins.leader(name, linker.published, titled=titled)
        if term is not None and (not told or term.country in told):
            _is_person(linker, cluster, person_id(term.person, term.wikidata), term.country)
            return
    if told or any(clue.weight > 1.0 for clue in cluster.countries):
        return
    guess = origins.guess(name, around)
    if guess is not None and guess[1] >= _SURE:
        country, probability = guess
        reasoning = "the state its surroundings and the name itself point to"
        weight = 0.5 + probability
        cluster.countries.append(Clue(country, (span,), "context.name", weight, reasoning))


def _by_sound(linker: Linker, name: str, told: set[str]) -> list[Person]:
    """Return the one person of a told country whose name only another language spells so."""
    found = linker.scan.lexicon.knowledge.spelt_like(name)
    sure = [person for person, likely in found if likely >= _SOUNDS and person.country in told]
    return sure if len(sure) == 1 else []


def _around(linker: Linker, cluster: Cluster) -> dict[str, float]:
    """Return how much the surroundings of somebody's names are about each state, on average."""
    found: dict[str, float] = {}
    analysis = linker.scan.analysis
    named = cluster.links[:_NAMINGS]
    sentences = [analysis.sentence_at(link.span.start) for link in named]
    places = sorted({s.index for s in sentences if s is not None}) or [0]
    for index in places:
        for country, weight in linker.focus.around(index).items():
            found[country] = found.get(country, 0.0) + weight / len(places)
    return found


def _is_person(linker: Linker, cluster: Cluster, ident: str, country: str | None) -> None:
    """Take a cluster for a person of the knowledge base, with the offices held at the time."""
    assert cluster.name is not None
    knowledge = linker.scan.lexicon.knowledge
    cluster.entity, cluster.entity_rule = ident, "knowledge.person"
    spans = (cluster.name[1],)
    weight = 3.0
    for term in knowledge.terms(ident):
        if not holds(term.since, term.until, linker.published):
            continue
        if term.office in TITLED:
            cluster.titles.add((term.office, term.country))
            cluster.sectors.append(Clue("GOV", spans, "knowledge.person", 1.0))
        if term.country == country and linker.published:
            weight = _IN_OFFICE
        elif term.office == "head_of_organisation" and linker.published:
            body = knowledge.organisations.get(term.country)
            its = body.country if body else None
            cluster.countries.append(Clue(its, spans, "knowledge.office", _IN_OFFICE))
    if country in knowledge.states:
        cluster.countries.append(Clue(country, spans, "knowledge.person", weight))


def _merge_persons(linker: Linker, persons: dict[int, Cluster]) -> None:
    """Merge clusters that the knowledge base takes for one person, whatever the spelling."""
    first: dict[str, Cluster] = {}
    for cluster in linker.clusters.persons():
        if cluster.entity is None:
            continue
        known = first.setdefault(cluster.entity, cluster)
        if known is not cluster:
            linker.clusters.merge(known, cluster)
            for token, bearer in persons.items():
                if bearer is cluster:
                    persons[token] = known


def _merge_surnames(linker: Linker, persons: dict[int, Cluster]) -> None:
    """Merge a lone surname in another spelling into its bearer ("Shoigu", Sergueï Choïgou)."""
    bearers = {c.entity: c for c in linker.clusters.persons() if c.entity}
    surnames = linker.scan.lexicon.origins.surnames
    for cluster in linker.clusters.persons():
        if cluster.entity is not None or len(cluster.words) != 1:
            continue
        terms = surnames.get(cluster.words[0], ())
        known = {person_id(t.person, t.wikidata) for t in terms} & bearers.keys()
        if len(known) == 1:
            bearer = bearers[known.pop()]
            linker.clusters.merge(bearer, cluster)
            persons.update({token: bearer for token, c in persons.items() if c is cluster})
