"""Link names and descriptions to the actors they mean."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.knowledge.edtf import holds
from dragoman.knowledge.model import NameEntry
from dragoman.reading.actors.apposition import Apposition
from dragoman.reading.actors.cluster import Clue, Cluster, Clusters, Link
from dragoman.reading.actors.focus import Focus
from dragoman.reading.actors.metonyms import is_government
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.phrases import Phrase, span_of
from dragoman.reading.actors.scan import NameHit, Scan, plain
from dragoman.types.span import Span

_SECTORS = {
    "company": "BUS", "media": "JRN", "party": "PTY", "armed_group": "REB", "military": "MIL",
    "court": "JUD", "ngo": "CVL",
}  # fmt: skip
COUNTERPART = "counterpart"
_HEAD = "head"
"""Title of whoever leads a body, by whatever word the text says it."""
OFFICES = frozenset(
    ("head_of_state", "monarch", "head_of_government", "foreign_minister", "defence_minister",
     "interior_minister", "security_minister", "chief_of_staff")
)  # fmt: skip
TITLED = OFFICES | {"president", "premier", "minister", "foreign-minister"}
_DOUBTFUL = 2.5
"""Weight of a country that a person known to the knowledge base overrules."""
_OF_NO_STATE = ("igo", "ngo")
"""Kinds of bodies that make whoever works for them nobody's, where they have no country."""
_WINDOW = 600
_OFFICES_OF_STATE = ("head_of_state", "monarch", "head_of_government")


class Linker:
    """Fills the clusters of one article."""

    def __init__(
        self, scan: Scan, focus: Focus, *, published: str | None, years: dict[int, str]
    ) -> None:
        self.scan = scan
        self.focus = focus
        self.published = published
        self.years = years
        self.clusters = Clusters()
        self.bodies: dict[int, Cluster] = {}
        self.tokens = scan.analysis.tokens
        self.small = scan.lexicon.grammar.small_words

    # --- where a mention stands -------------------------------------------------

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens `first` to `last` (exclusive)."""
        return span_of(self.scan, first, last)

    def head(self, first: int, last: int) -> Span:
        """Return the token by which grammar holds the tokens of a mention."""
        for token in self.tokens[first:last]:
            if not first <= token.head < last and token.pos not in ("ADP", "DET", "PUNCT"):
                return token.span
        for token in self.tokens[first:last]:
            if token.head == token.i and token.pos not in ("DET", "PUNCT"):
                return token.span
        return self.tokens[last - 1].span

    def recent(self, position: int, kinds: tuple[str, ...]) -> Iterator[Cluster]:
        """Yield the actors of some kinds named before `position`, the nearest first.

        Knows of what has been linked so far: names first, then descriptions in order.
        """
        rows = [
            (start, order, cluster)
            for order, cluster in enumerate(self.clusters)
            if cluster.kind in kinds
            for start in cluster.sure_in(position - _WINDOW + 1, position)
        ]
        for _, _, cluster in sorted(rows, key=lambda row: row[:2], reverse=True):
            yield cluster

    # --- names ------------------------------------------------------------------

    def link_known_name(self, hit: NameHit) -> Cluster | None:
        """Link a name of the knowledge base; None if it names only a place here."""
        entry = self.focus.choose(hit.entries)
        if entry.kind == "city":
            return None
        span, head = self.span(hit.first, hit.last), self.head(hit.first, hit.last)
        first = hit.first
        if first and self.tokens[first - 1].lower in self.small.articles:
            span = Span(self.tokens[first - 1].start, span.end)
        if entry.kind == "capital":
            words = self.scan.lexicon.grammar.metonyms
            acts = is_government(self.scan.analysis, first, words, self.small)
            if acts and entry.form in self.focus.seated:
                cluster = self.body(self.focus.seated[entry.form], span)
                cluster.add(Link(span, head, "metonym", "capital.seat", 0.8))
                return cluster
            country = self._state_then(entry, first)
            cluster = self.state(country, span, f"capital.{entry.form}")
            rule, sure = ("capital.government", 0.8) if acts else ("capital.place", 0.3)
            cluster.add(Link(span, head, "metonym", rule, sure))
            return cluster
        if entry.entity_kind == "state":
            metonym = entry.kind == "metonym"
            ruling = entry.entity not in self.scan.lexicon.knowledge.states
            its = entry.country if ruling and entry.country else entry.entity
            country = self._state_then(entry, first) if metonym else its
            cluster = self.state(country, span, "knowledge")
            cluster.add(
                Link(span, head, "metonym" if metonym else "name", f"knowledge.{entry.kind}")
            )
            if not metonym:
                self._name(cluster, hit.first, hit.last)
            return cluster
        cluster = self.body(entry, span)
        cluster.add(Link(span, head, "name", f"knowledge.{entry.kind}"))
        self._name(cluster, hit.first, hit.last)
        return cluster

    def _state_then(self, entry: NameEntry, token: int) -> str:
        """Return the state a capital stood for at the time its sentence speaks of, else then."""
        year = self.years.get(self.tokens[token].sentence) or self.published
        if year is None:
            return entry.entity
        return self.scan.lexicon.knowledge.state_on(entry.entity, year)

    def state(self, country: str, span: Span, rule: str) -> Cluster:
        """Return the cluster of a state."""
        cluster = self.clusters.of(f"state:{country}", "state")
        cluster.entity = country
        if not cluster.countries:
            cluster.countries.append(Clue(country, (span,), rule, 10.0))
        return cluster

    def body(self, entry: NameEntry, span: Span) -> Cluster:
        """Return the cluster of an organisation of the knowledge base."""
        if entry.entity_kind == "military" and entry.country:
            cluster = self.clusters.of(f"military:{entry.country}", "military")
        else:
            cluster = self.clusters.of(f"body:{entry.entity}", entry.entity_kind)
        cluster.entity = entry.entity
        if not cluster.countries:
            cluster.countries.append(Clue(entry.country, (span,), "knowledge", 10.0))
        sector = _SECTORS.get(entry.entity_kind)
        if sector and not cluster.sectors and entry.entity_kind != "ngo":
            cluster.sectors.append(Clue(sector, (span,), "knowledge", 5.0))
        return cluster

    def _name(self, cluster: Cluster, first: int, last: int) -> None:
        """Let tokens `first` to `last` name a state or body, unless something does already."""
        if cluster.name is None:
            span = self.span(first, last)
            cluster.name = (span.of(self.scan.analysis.text), span)

    def link_person_name(
        self, name: PersonName, cluster: Cluster, *, first: int, last: int, rule: str
    ) -> None:
        """Add a mention of a person by name, with the title around it if there is one."""
        span = self.span(first, last)
        start = min(span.start, name.full_start)
        cluster.add(
            Link(Span(start, max(span.end, name.end)), self.head(first, last), "name", rule)
        )
        inner = Span(name.start, name.end)
        text = inner.of(self.scan.analysis.text)
        if cluster.name is None or len(name.words) > len(cluster.name[0].split()):
            cluster.name = (text, inner)

    # --- what a description tells -----------------------------------------------

    def country_of(self, phrase: Phrase) -> Clue | None:
        """Return what the phrase itself says of its country; a None value means none at all."""
        if phrase.told.countries:
            entry = self.focus.choose(phrase.told.countries)
            doubtful = len(phrase.told.countries) > 1
            assert phrase.told.country_token is not None
            span = self.tokens[phrase.told.country_token].span
            country = entry.country
            state = self.scan.lexicon.knowledge.states.get(country or "")
            gone = state is not None and not holds(state.since, state.until, self.published)
            weight = _DOUBTFUL if doubtful or gone else 6.0
            return Clue(country, (span,), f"phrase.{entry.kind}", weight)
        if phrase.told.organisation is not None:
            entry = phrase.told.organisation.entries[0]
            span = Span(phrase.told.organisation.start, phrase.told.organisation.end)
            weight = 0.9 if entry.entity_kind == "media" else 2.0 if phrase.former else 5.0
            if entry.country is None and entry.entity_kind not in _OF_NO_STATE:
                weight = min(weight, 2.9)
            return Clue(entry.country, (span,), "phrase.organisation", weight)
        here = self.span(phrase.hit.first, phrase.hit.last)
        if phrase.noun.country is not None:
            return Clue(phrase.noun.country, (here,), f"noun.{phrase.noun.id}", 6.0)
        if phrase.told.anywhere or phrase.noun.anywhere:
            return Clue(None, (here,), "phrase.anywhere", 5.0)
        return None

    def tell(self, cluster: Cluster, phrase: Phrase) -> None:
        """Let a description tell its cluster's country, sector, role and title."""
        span = self.span(phrase.first, phrase.hit.last)
        clue = self.country_of(phrase)
        if clue is None and phrase.told.inner is not None and phrase.told.inner.family == "body":
            country = self.focus.clear(self.tokens[phrase.first].sentence)
            clue = Clue(country, (span,), "context", 1.6) if country else None
        if clue is not None:
            cluster.countries.append(clue)
        sector = self.sector_of(phrase)
        if sector:
            cluster.sectors.append(
                Clue(sector, (span,), f"noun.{phrase.noun.id}", 3.0 - phrase.former)
            )
        role = self.role_of(phrase)
        if role is not None:
            weight = 2.0 + (clue is not None) + bool(phrase.details) - phrase.noun.weak
            cluster.roles.append(Clue(role[0], (role[1],), f"noun.{phrase.noun.id}", weight))
        for title in self.titles_of(phrase, clue.value if clue else None):
            cluster.titles.add(title)
        if phrase.former:
            cluster.past.add(phrase.noun.id)
        if cluster.gender is None and not phrase.noun.plural:
            cluster.gender = self.tokens[phrase.hit.last - 1].feat("Gender")

    def role_of(self, phrase: Phrase) -> tuple[str, Span] | None:
        """Return the words of the office, without determiner and name."""
        last = phrase.name.first if phrase.name else phrase.last
        first = phrase.first
        if (
            phrase.determiner != "bare"
            and first < phrase.hit.first
            and self.tokens[first].pos == "DET"
        ):
            first += 1
        while phrase.name and last > first and self.tokens[last - 1].end > phrase.name.full_start:
            last -= 1
        if last <= first:
            return None
        span = self.span(first, last)
        return span.of(self.scan.analysis.text), span

    def sector_of(self, phrase: Phrase) -> str | None:
        """Return the sector a description gives; a body behind it may give its own."""
        noun = phrase.noun
        generic = noun.speaks_for or noun.id in ("president", "secretary-general", "secretary")
        if generic and not phrase.told.countries:
            if phrase.told.organisation is not None:
                return _SECTORS.get(phrase.told.organisation.entries[0].entity_kind, noun.sector)
            if phrase.told.inner is not None and phrase.told.inner.family == "body":
                return phrase.told.inner.sector or noun.sector
        return noun.sector

    def office_of(self, phrase: Phrase, country: str | None) -> str | None:
        """Return the office a description names, or None."""
        noun = phrase.noun
        if noun.id == COUNTERPART:
            return self._counterpart(phrase, country)
        if country == "USA" and noun.us_office:
            return noun.us_office
        if noun.portfolio:
            words = plain(
                self.span(phrase.hit.first, phrase.last).of(self.scan.analysis.text).lower()
            )
            for form, _, office in self.scan.lexicon.portfolios:
                if form in words:
                    return office if noun.family == "person" else f"ministry.{office}"
            return f"{noun.id}.{'.'.join(phrase.details[:2])}" if phrase.details else None
        if noun.office in _OFFICES_OF_STATE and (phrase.told.organisation or phrase.told.inner):
            return None
        if noun.office in _OFFICES_OF_STATE and noun.speaks_for and phrase.details:
            return None
        return noun.office

    def _counterpart(self, phrase: Phrase, country: str | None) -> str | None:
        """Return the office of the person of whom somebody is the counterpart."""
        start = self.tokens[phrase.first].start
        for cluster in self.recent(start, ("person",)):
            offices = [
                (office, where)
                for office, where in sorted(cluster.titles, key=str)
                if office in OFFICES
            ]
            if any(where != country for _, where in offices):
                return next(office for office, where in offices if where != country)
        return None

    def titles_of(self, phrase: Phrase, country: str | None) -> list[tuple[str, str | None]]:
        """Return the titles a description gives, the most telling first."""
        office = self.office_of(phrase, country)
        organisation = (
            phrase.told.organisation.entries[0].entity if phrase.told.organisation else None
        )
        titles: list[tuple[str, str | None]] = []
        if office and office != "minister":
            titles.append((office, country or organisation))
        titles.append((phrase.noun.id, country or organisation))
        if organisation and not phrase.former and phrase.noun.heads:
            titles.append((_HEAD, organisation))
        if country and organisation:
            titles.append((phrase.noun.id, organisation))
        return titles


def appose(
    linker: Linker, appositions: tuple[Apposition, ...], persons: dict[int, Cluster]
) -> set[int]:
    """Tell persons what stands beside their names; return the first tokens of those phrases."""
    done = set()
    for apposition in appositions:
        phrase = apposition.phrase
        bearers = [persons[n.first] for n in apposition.names if n.first in persons]
        if not bearers:
            continue
        done.add(phrase.hit.first)
        span = linker.span(phrase.first, phrase.name.first if phrase.name else phrase.last)
        head = linker.head(phrase.first, phrase.last)
        for cluster, said in zip(bearers, _each(phrase, len(bearers)), strict=True):
            linker.tell(cluster, said)
            form = "collective" if phrase.noun.plural else "description"
            cluster.add(Link(span, head, form, "apposition"))  # type: ignore[arg-type]
    return done


def _each(phrase: Phrase, bearers: int) -> tuple[Phrase, ...]:
    """Return what a phrase says of each of those whom it is said of.

    "Les présidents turc et russe, X et Y": X is Turkish, Y is Russian. Where it lists
    another number of countries, it tells nobody's.
    """
    told = phrase.told
    if bearers < 2 or len(told.listed) < 2:
        return (phrase,) * bearers
    if len(told.listed) != bearers or told.many:
        nobody = replace(told, countries=(), country_token=None, others=())
        return (replace(phrase, told=nobody),) * bearers
    return tuple(
        replace(phrase, told=replace(told, countries=countries, country_token=token, others=()))
        for countries, token in told.listed
    )
