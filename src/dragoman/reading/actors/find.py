"""Find the actors of one article."""

from dragoman.knowledge import Knowledge
from dragoman.knowledge.fold import fold
from dragoman.reading.actors.apposition import find_appositions
from dragoman.reading.actors.bodies import BodyName, acronym_at, find_body_names
from dragoman.reading.actors.build import build
from dragoman.reading.actors.cluster import Clue, Cluster, Link
from dragoman.reading.actors.coreference import resolve
from dragoman.reading.actors.describe import describe
from dragoman.reading.actors.epithets import join_epithets
from dragoman.reading.actors.focus import weigh
from dragoman.reading.actors.lexicon import load_lexicon
from dragoman.reading.actors.link import Linker, appose
from dragoman.reading.actors.people import PersonName, find_person_names
from dragoman.reading.actors.persons import accept_names, gather_names
from dragoman.reading.actors.phrases import Phrase, read_phrases
from dragoman.reading.actors.scan import Scan, scan
from dragoman.reading.actors.settle import settle
from dragoman.reading.actors.speakers import speaking_names, with_speakers
from dragoman.reading.analysis import Analysis
from dragoman.types.actor import Actor
from dragoman.types.document import Document
from dragoman.types.span import Span
from dragoman.types.time import TimeExpression


def find_actors(
    analysis: Analysis,
    *,
    document: Document,
    times: tuple[TimeExpression, ...] = (),
    speakers: tuple[Span, ...] = (),
    knowledge: Knowledge,
) -> tuple[Actor, ...]:
    """Return everybody the article names or describes, with every mention.

    Args:
        analysis: the text.
        document: where it comes from.
        times: its expressions of time.
        speakers: the words that name somebody who speaks; each names an actor.
        knowledge: names, states and offices.

    Pronouns and collectives ("les deux pays") are mentions too. Actors that take part
    in nothing are kept: it is for the reader of the events to leave them out.
    """
    lexicon = load_lexicon(analysis.language, knowledge)
    found = with_speakers(scan(analysis, lexicon, published=document.published), speakers)
    focus = weigh(found, title=document.title)
    candidates = find_person_names(found)
    at = {n.full_first: n for n in candidates if n.full_first != n.first}
    phrases = read_phrases(found, at | {n.first: n for n in candidates})
    appositions = find_appositions(analysis, lexicon.grammar.small_words, phrases, candidates)
    vouched = {n.first for a in appositions for n in a.names}
    vouched |= {p.name.first for p in phrases if p.name and p.noun.family == "person"}
    speaking, bodies = speaking_names(found, candidates, speakers)
    vouched |= speaking
    names = accept_names(candidates, frozenset(vouched), found)
    accepted = {n.first: n for n in names}
    linker = Linker(found, focus, published=document.published, years=_years(analysis, times))
    persons = gather_names(names, linker.clusters, found)
    done = _titles(linker, phrases, accepted, persons)
    done |= appose(linker, appositions, persons)
    for name in names:
        if name.first not in done:
            linker.link_person_name(
                name,
                persons[name.first],
                first=name.full_first,
                last=name.last,
                rule=f"name.{name.evidence or 'again'}",
            )
    settle(linker, names, phrases, appositions, persons)
    short: dict[str, Cluster] = {}
    for hit in found.names:
        if not any(i in accepted for i in range(hit.first, hit.last)):
            known, acronym = linker.link_known_name(hit), acronym_at(found, hit.last)
            if known is not None and known.kind not in ("state", "person") and acronym:
                short[fold(acronym)] = known
    inside = {i for p in phrases if p.noun.portfolio for i in range(p.first, p.last)}
    named = [
        _body_of(found, n) for n in candidates if n.first in bodies and n.first not in accepted
    ]
    for body in sorted(
        (*find_body_names(found, names), *named), key=lambda body: (body.first, -body.last)
    ):
        if body.first in inside or body.first in done:
            continue
        linker.bodies[body.first] = _link_body(linker, body, short)
        done.update(range(body.first, body.last))
    for phrase in phrases:
        if phrase.hit.first not in done:
            for one in phrase.each():
                describe(linker, one, persons)
    join_epithets(found, linker.clusters)
    resolve(found, [c for c in linker.clusters if c.links])
    join_epithets(found, linker.clusters)  # what is said of a pronoun, too
    return build([c for c in linker.clusters if c.links], analysis, focus)


def _titles(
    linker: Linker,
    phrases: tuple[Phrase, ...],
    accepted: dict[int, PersonName],
    persons: dict[int, Cluster],
) -> set[int]:
    """Link "le président Emmanuel Macron"; return first tokens of what is linked."""
    done: set[int] = set()
    for phrase in phrases:
        name = phrase.name
        if name is None or name.first not in accepted or phrase.noun.plural:
            continue
        cluster = persons[name.first]
        if phrase.noun.family != "person":
            continue
        linker.tell(cluster, phrase)
        linker.link_person_name(
            name, cluster, first=phrase.first, last=name.last, rule="title.name"
        )
        done |= {phrase.hit.first, name.first}
    return done


def _body_of(scan: Scan, name: PersonName) -> BodyName:
    """Return a name that speaks and is of no person as the name of a body."""
    words = scan.lexicon.organisation_words.get(name.words[0].lower())
    kind, sector = (words.kind, words.sector) if words else ("other", None)
    return BodyName(name.first, name.last, fold(" ".join(name.words)), kind, sector)


def _link_body(linker: Linker, body: BodyName, short: dict[str, Cluster]) -> Cluster:
    """Return the cluster of a body that only its form tells, with this mention.

    Args:
        linker: what links.
        body: its name.
        short: known bodies by the folded acronym that the text gives them.
    """
    if body.key in short:
        known, span = short[body.key], linker.span(body.first, body.last)
        known.add(Link(span, linker.head(body.first, body.last), "name", "name.acronym"))
        return known
    key = body.key
    if body.acronym:
        key = body.acronym.lower()
    span = linker.span(body.first, body.last)
    longer = _longer_name(linker, body)
    if longer is not None:
        longer.add(Link(span, linker.head(body.first, body.last), "name", "name.short", 0.8))
        return longer
    cluster = linker.clusters.of(f"named:{key}", body.kind)
    if cluster.name is None:
        cluster.name = (span.of(linker.scan.analysis.text), span)
    if body.sector and not cluster.sectors:
        cluster.sectors.append(Clue(body.sector, (span,), "name.form", 2.0))
    for token in range(body.first, body.last):
        entries = linker.scan.demonym_at.get(token) or (
            linker.scan.name_over[token].entries if token in linker.scan.name_over else ()
        )
        if entries and not cluster.countries:
            entry = linker.focus.choose(entries)
            cluster.countries.append(Clue(entry.country, (span,), "name.form", 4.0))
    cluster.add(Link(span, linker.head(body.first, body.last), "name", "name.form", 0.7))
    return cluster


def _longer_name(linker: Linker, body: BodyName) -> Cluster | None:
    """Return the one body of its kind whose name begins with all of this one's: "la Cour suprême".

    None where the text has none, or several.
    """
    if body.last - body.first < 2:
        return None
    found = [
        c
        for c in linker.clusters
        if c.kind == body.kind and c.name is not None and fold(c.name[0]).startswith(f"{body.key} ")
    ]
    return found[0] if len(found) == 1 else None


def _years(analysis: Analysis, times: tuple[TimeExpression, ...]) -> dict[int, str]:
    """Return the earliest year each sentence speaks of, by sentence index."""
    years: dict[int, str] = {}
    for time in times:
        if time.kind not in ("date", "interval") or not time.value or not time.value[:4].isdigit():
            continue
        sentence = analysis.sentence_at(time.span.start)
        if sentence is not None:
            year = time.value[:4]
            years[sentence.index] = min(year, years.get(sentence.index, year))
    return years
