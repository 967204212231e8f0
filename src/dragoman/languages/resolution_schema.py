"""What a pack says of descriptions that two articles give of one somebody."""

from pydantic import BaseModel, ConfigDict


class ResolutionRules(BaseModel):
    """Words in folded form: lower case, no accents, singular.

    Attributes:
        grammar: words of grammar, which say nothing of who is meant.
        synonyms: a word to those that stand for it.
        quantities: words that say how many.
        passing: words of people of one day, who are nobody's standing group.
        telling: words that tell who is meant without a state.
        elided: what stands before an apostrophe and is no word to look for.
        crowd: words that say no more of a number than that they are people.
        protesters: the word for people who protest.
        lasting_for_a_while: groups that a conflict forms, and that end with it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    grammar: frozenset[str]
    synonyms: dict[str, tuple[str, ...]]
    quantities: frozenset[str]
    passing: frozenset[str]
    telling: frozenset[str]
    lasting_for_a_while: frozenset[str]
    elided: frozenset[str]
    protesters: str
    crowd: frozenset[str]
