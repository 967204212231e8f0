"""The worked examples of the pack are the tests of the reader."""

import pytest

from dragoman.languages.actors_schema import ActorGrammar, Example, ExpectedActor
from dragoman.languages.pack import load_section
from dragoman.reading.actors import find_actors
from dragoman.types.actor import Actor
from dragoman.types.document import Document

EXAMPLES = [
    pytest.param(example, id=example.text[:60])
    for example in load_section("fr", "actors", ActorGrammar).examples
]


def _fits(actor: Actor, expected: ExpectedActor, text: str) -> bool:
    forms = {mention.span.of(text) for mention in actor.mentions}
    told = {"kind": actor.kind, "country": actor.country, "sector": actor.sector}
    stateless = "country" in expected.model_fields_set and expected.country is None
    if stateless and actor.country is not None:
        return False
    wanted = {"kind": expected.kind, "country": expected.country, "sector": expected.sector}
    return all(
        any(form in found or found.endswith(form) for found in forms) for form in expected.mentions
    ) and all(
        value is None or (told[key] is not None and told[key].value == value)
        for key, value in wanted.items()
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: Example, parse, knowledge) -> None:
    document = Document(id="example", text=example.text, published=example.published)

    actors = find_actors(parse(example.text), document=document, knowledge=knowledge)

    found = {m.span.of(example.text) for a in actors for m in a.mentions}
    missing = [e for e in example.actors if not any(_fits(a, e, example.text) for a in actors)]
    assert missing == [], found
    assert not found & set(example.absent)
