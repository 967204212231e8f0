"""Find which group or body named before a description means: "l'organisation", "les insurgés"."""

from dragoman.knowledge.fold import fold
from dragoman.reading.actors.cluster import Cluster, Link
from dragoman.reading.actors.link import Linker
from dragoman.reading.actors.nouns import Noun
from dragoman.reading.actors.phrases import OTHERS, Phrase
from dragoman.types.actor import MentionForm

_ANAPHORS: dict[str, tuple[str, ...]] = {
    "igo": ("igo",), "movement": ("armed_group", "party", "company", "ngo", "igo"),
    "organisation": ("igo", "ngo", "armed_group"), "company": ("company",), "ngo": ("ngo",),
    "party": ("party",), "guerrilla": ("armed_group",), "rebel": ("armed_group",),
    "jihadist": ("armed_group",), "jihadist-group": ("armed_group",),
}  # fmt: skip
_PLURAL_ANAPHORS = frozenset(("rebel", "jihadist"))


def mention(
    linker: Linker, cluster: Cluster, phrase: Phrase, rule: str, confidence: float = 0.9
) -> None:
    """Add the phrase as a mention of `cluster`."""
    form: MentionForm = "name" if phrase.proper is not None else "description"
    first = phrase.first
    if phrase.determiner != "bare" and linker.tokens[first].pos in ("DET", "ADP"):
        first = min(first + 1, phrase.hit.first)
    label = linker.span(first, phrase.last)
    held, deed = cluster.label, phrase.noun.deed
    if held is None or (deed, label.start) < (cluster.of_deed, held[1].start):
        cluster.label, cluster.of_deed = (label.of(linker.scan.analysis.text), label), deed
    span = linker.span(phrase.first, phrase.last)
    cluster.add(Link(span, linker.head(phrase.first, phrase.last), form, rule, confidence))


def nearest_body(linker: Linker, phrase: Phrase) -> Cluster | None:
    """Link "l'organisation", "la société", "les insurgés" to the body of that kind named before."""
    kinds = _ANAPHORS.get(phrase.noun.id)
    if kinds is None or phrase.noun.plural != (phrase.noun.id in _PLURAL_ANAPHORS):
        return None
    position = linker.tokens[phrase.first].start
    bodies = [c for c in linker.clusters if c.kind in kinds and c.name is not None]
    before = [c for c in bodies if c.is_named_in(0, position)]
    if not before or (phrase.noun.plural and len(bodies) > 1):
        return None
    cluster: Cluster = min(before, key=lambda c: c.distance(position))
    mention(linker, cluster, phrase, "anaphor.body", 0.6)
    return cluster


def namesake(linker: Linker, phrase: Phrase) -> Cluster | None:
    """Link "la Cour", "le tribunal" to the body named before whose name begins with that word."""
    noun = phrase.noun
    if noun.family != "body" or noun.plural:
        return None
    position = linker.tokens[phrase.first].start
    fitting = [
        c
        for c in linker.clusters
        if c.name is not None
        and fold(c.name[0]).startswith(f"{fold(noun.form)} ")
        and c.is_named_in(0, position)
    ]
    if not fitting:
        return None
    cluster: Cluster = min(fitting, key=lambda c: c.distance(position))
    mention(linker, cluster, phrase, "anaphor.name", 0.7)
    return cluster


def same_noun(linker: Linker, phrase: Phrase) -> Cluster | None:
    """Return the nearest group before of the same noun that is not counted otherwise."""
    position = linker.tokens[phrase.first].start
    fitting = [
        c
        for c in linker.clusters
        if c.key.startswith(f"group:{stem(phrase.noun)}:")
        and c.is_named_in(0, position)
        and may_count(c, phrase)
    ]
    return min(fitting, key=lambda c: c.distance(position)) if fitting else None


def may_count(cluster: Cluster, phrase: Phrase) -> bool:
    """Tell whether a phrase does not count a group otherwise than it was counted before."""
    if phrase.number.startswith(OTHERS):
        return False
    return not phrase.number or cluster.number in ("", phrase.number)


def stem(noun: Noun) -> str:
    """Return what the nouns share that can mean one group: number aside, or their class."""
    return noun.id if noun.alike else noun.form.rstrip("s")
