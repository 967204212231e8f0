"""Which entity an actor is."""

import pytest

from dragoman.resolution.entities import identify
from dragoman.types.actor import Actor, Mention
from dragoman.types.span import Sourced, Span

HERE = Span(0, 5)
SHA = "0123456789abcdef"


def actor(name, kind, country=None, *, form="name", entity=None):
    def value(content):
        return Sourced(value=content, spans=(HERE,), rule="test", confidence=0.8)

    return Actor(
        id="a1",
        name=value(name),
        kind=value(kind),
        country=value(country) if country else None,
        entity=value(entity) if entity else None,
        mentions=(Mention(span=HERE, head=HERE, form=form, rule="test"),),
    )


CASES = [
    (actor("Mali", "state", "MLI"), "MLI", True, "state-by-country"),
    (actor("Bamako", "state", "MLI", form="metonym"), "MLI", True, "state-by-country"),
    (actor("Otan", "igo", entity="NATO"), "NATO", True, "link"),
    (actor("Oleg Petrov", "person", "RUS"), "person:oleg-petrov:RUS", False, "same-name"),
    (actor("Oleg Petrov", "person"), "person:oleg-petrov", False, "same-name"),
    (actor("l'armée", "military", "MLI", form="description"), "military:MLI", False,
     "army-by-country"),
    (actor("un ministre", "person", "MLI", form="description"),
     "person:un-ministre:MLI@0123456789ab", False, "unnamed"),
    (actor("…", "group", form="description"), "group:a1:@0123456789ab", False, "unnamed"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "entity", "known", "rule"), CASES)
def test_an_actor_is_identified(given, entity, known, rule):
    identity = identify(given, document=SHA)

    assert (identity.entity, identity.known, identity.by) == (entity, known, rule)
    assert 0 < identity.score <= 1


def test_an_unnamed_actor_is_another_in_another_document():
    unnamed = actor("des manifestants", "group", "MLI", form="description")

    one, other = (identify(unnamed, document=sha) for sha in ("a" * 64, "b" * 64))

    assert one.entity != other.entity


def test_a_lone_surname_is_less_sure_than_a_full_name():
    lone, full = (identify(actor(n, "person", "RUS"), document=SHA) for n in ("Petrov", "O Petrov"))

    assert lone.score < full.score
