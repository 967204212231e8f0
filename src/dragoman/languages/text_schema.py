"""Schema of ``text.yaml``: how a language ends its sentences, and which model parses it."""

from pydantic import BaseModel, ConfigDict


class TextRules(BaseModel):
    """How text of one language is cut and parsed.

    Attributes:
        model: name of the spaCy model package.
        abbreviations: words whose full stop does not end a sentence, lower case.
        quotes: pairs of opening and closing quotation marks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    abbreviations: frozenset[str]
    quotes: tuple[tuple[str, str], ...]
