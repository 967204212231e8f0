"""Which entity of the world an actor of one document is."""

from dataclasses import dataclass

from dragoman.resolution.moves import BY
from dragoman.resolution.names import fold_name
from dragoman.types.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The entity that an actor is judged to be.

    Attributes:
        entity: id in the knowledge base, or a key made of kind, name and country.
        known: whether the knowledge base knows it.
        by: id of the rule that decided.
        score: probability in 0..1 that it is right.
    """

    entity: str
    known: bool
    by: str
    score: float


def identify(actor: Actor, *, document: str) -> Identity:
    """Return the entity of `actor`, the same whatever else the record holds.

    An actor that its text never names ("un ministre", "les manifestants") is an
    entity of its own document only.

    Args:
        actor: the actor as its document was read.
        document: hex SHA-256 of that document's text.
    """
    if actor.entity is not None and actor.entity.rule.startswith(BY):
        entity = actor.entity.value
        return Identity(entity=entity, known=":" not in entity, by="person", score=1.0)
    if actor.entity is not None:
        return Identity(
            entity=actor.entity.value, known=True, by="link", score=actor.entity.confidence
        )
    kind = actor.kind.value
    country = actor.country.value if actor.country else None
    if kind == "state" and country:
        return Identity(entity=country, known=True, by="state-by-country", score=0.95)
    named = any(mention.form == "name" for mention in actor.mentions)
    if kind == "military" and country and not named:
        return Identity(entity=f"military:{country}", known=False, by="army-by-country", score=0.9)
    folded = fold_name(actor.name.value)
    if named and folded:
        return Identity(
            entity=":".join((kind, folded, country or "")).rstrip(":"),
            known=False,
            by="same-name",
            score=_name_score(kind, folded, country),
        )
    return Identity(
        entity=f"{kind}:{folded or actor.id}:{country or ''}@{document[:12]}",
        known=False,
        by="unnamed",
        score=1.0,
    )


def _name_score(kind: str, folded: str, country: str | None) -> float:
    """Return how likely two bearers of this name are one: lone surnames meet by chance."""
    if kind != "person":
        return 0.9
    score = 0.9 if "-" in folded else 0.5
    return score if country else score - 0.1
