"""Gather names of persons into persons."""

from bisect import bisect_right, insort

from rapidfuzz import fuzz

from dragoman.reading.actors.cluster import Cluster, Clusters, name_words
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.scan import Scan

_NEAR = 88.0


def accept_names(
    names: tuple[PersonName, ...], vouched: frozenset[int], scan: Scan
) -> tuple[PersonName, ...]:
    """Return the names that are of persons.

    Args:
        names: the candidates.
        vouched: first tokens of those that a title or an apposition vouches for.
        scan: what the lexicon found.
    """
    particles = scan.lexicon.grammar.particles
    sure = [n for n in names if n.evidence or n.first in vouched]
    known: set[str] = set()
    addressed: set[str] = set()
    for name in sure:
        words = name_words(name.words, particles)
        known.add(" ".join(words))
        bare = [word for word in words if word not in particles]
        if len(words) > 1:
            known.add(words[-1])
            known.add(" ".join(words[1:]))
        if len(bare) < 2 and name.evidence == "honorific":
            addressed.add(words[-1])  # "M. al-Kazimi" tells that "Moustafa al-Kazimi" is one
    accepted = []
    taken = {n.first for n in sure}
    for name in names:
        words = name_words(name.words, particles)
        fuller = len(words) in (2, 3) and words[-1] in addressed
        if name.first in taken or fuller or " ".join(words) in known:
            accepted.append(name)
    return tuple(accepted)


def gather_names(
    names: tuple[PersonName, ...], clusters: Clusters, scan: Scan
) -> dict[int, Cluster]:
    """Return the person each name means, by index of the name's first token.

    Full names come first, so that a surname finds its bearer wherever it stands.
    """
    particles = scan.lexicon.grammar.particles
    order = sorted(names, key=lambda n: (-len(name_words(n.words, particles)), n.start))
    found: dict[int, Cluster] = {}
    places: dict[str, list[int]] = {}
    for name in order:
        words = name_words(name.words, particles)
        cluster = _bearer(words, name, clusters, places)
        if cluster is None:
            cluster = clusters.new("person", "person")
            cluster.words = words
        if name.gender and cluster.gender is None:
            cluster.gender = name.gender
        insort(places.setdefault(cluster.key, []), name.start)
        found[name.first] = cluster
    return found


def _bearer(
    words: tuple[str, ...], name: PersonName, clusters: Clusters, places: dict[str, list[int]]
) -> Cluster | None:
    """Return the person whose fuller or equal name holds `words`; the nearest before of several."""
    fitting = [c for c in clusters.persons() if c.words and same_name(words, c.words)]
    if name.gender:
        agreeing = [c for c in fitting if c.gender in (None, name.gender)]
        fitting = agreeing if name.evidence == "honorific" else (agreeing or fitting)
    if not fitting:
        return None
    if len(words) > 1:
        fitting = [c for c in fitting if c.words[0] == words[0]] or fitting
    fitting = [c for c in fitting if c.words[-1] == words[-1]] or fitting

    def distance(cluster: Cluster) -> tuple[int, int]:
        known = places.get(cluster.key, [])
        at = bisect_right(known, name.start)
        if at:
            return 0, name.start - known[at - 1]
        return 1, known[0] - name.start if known else 0

    return min(fitting, key=distance)


def same_name(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether `words` can be a shorter form or another spelling of the name `full`."""
    if set(words) <= set(full):
        return True
    if len(words) == 1:
        return len(words[0]) > 4 and fuzz.ratio(words[0], full[-1]) >= _NEAR
    return fuzz.ratio(" ".join(words), " ".join(full)) >= _NEAR
