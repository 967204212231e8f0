"""Turn clusters into actors: mentions in order, and each value with its evidence."""

from dragoman.reading.actors.cluster import Clue, Cluster
from dragoman.reading.actors.focus import Focus
from dragoman.reading.analysis import Analysis
from dragoman.types.actor import Actor, Mention
from dragoman.types.span import Sourced, Span

_DEFAULTED = frozenset(
    ("person", "group", "military", "court", "other", "party", "media", "company")
)


def build(clusters: list[Cluster], analysis: Analysis, focus: Focus) -> tuple[Actor, ...]:
    """Return the actors of the clusters, numbered by first mention."""
    named = [c for c in clusters if any(link.form not in ("pronoun",) for link in c.links)]
    named.sort(key=lambda c: min((link.span.start, link.span.end) for link in c.links))
    return tuple(
        _actor(cluster, f"a{number}", analysis, focus) for number, cluster in enumerate(named, 1)
    )


def _actor(cluster: Cluster, ident: str, analysis: Analysis, focus: Focus) -> Actor:
    links = sorted(cluster.links, key=lambda link: (link.span, link.form))
    mentions = tuple(
        Mention(span=k.span, head=k.head, form=k.form, rule=k.rule, confidence=k.confidence)
        for k in links
    )
    name, name_span = cluster.name or cluster.label or _first(links[0].span, analysis.text)
    country = cluster.best(cluster.countries) or _around(cluster, links[0].span, analysis, focus)
    sector = cluster.best(cluster.sectors)
    role = cluster.best(cluster.roles)
    entity = None
    if cluster.entity is not None:
        rule = cluster.entity_rule or "knowledge"
        entity = Sourced(value=cluster.entity, spans=(name_span,), rule=rule)
    return Actor(
        id=ident,
        name=Sourced(
            value=name, spans=(name_span,), rule="name" if cluster.name else "description"
        ),
        kind=Sourced(value=cluster.kind, spans=(links[0].span,), rule=links[0].rule),
        country=_sourced(country),
        sector=_sourced(sector),
        role=_sourced(role) if cluster.kind == "person" else None,
        entity=entity,
        mentions=mentions,
    )


def _first(span: Span, text: str) -> tuple[str, Span]:
    return span.of(text), span


def _around(cluster: Cluster, span: Span, analysis: Analysis, focus: Focus) -> Clue | None:
    """Return the country that the surroundings of a first mention are most about."""
    if cluster.kind not in _DEFAULTED or cluster.kind == "person":
        return None
    sentence = analysis.sentence_at(span.start)
    country = focus.clear(sentence.index) if sentence else focus.main
    if country is None:
        return None
    reasoning = "the state its surroundings are most about"
    return Clue(country, (span,), "context", 0.5, reasoning)


def _sourced(clue: Clue | None) -> Sourced[str] | None:
    if clue is None or clue.value is None:
        return None
    confidence = min(0.95, 0.4 + 0.1 * clue.weight)
    return Sourced(
        value=clue.value,
        spans=clue.spans,
        rule=clue.rule,
        reasoning=clue.reasoning,
        confidence=round(confidence, 2),
    )
