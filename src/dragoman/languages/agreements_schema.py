"""Schema of ``agreements.yaml``: how accords are named and on what occasion they are made."""

from pydantic import BaseModel, ConfigDict

from dragoman.types.event import AgreementStage


class AgreementWords(BaseModel):
    """What the reader of agreements knows of a language.

    Attributes:
        nouns: lemmas of accords, lower case; compounds with a hyphen included.
        occasions: openings of an occasion ("en marge de"), lower case, without the
            article that follows.
        articles: what may stand between an opening and its noun.
        stages: act of an event to the stage it shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    nouns: frozenset[str]
    occasions: tuple[str, ...]
    articles: tuple[str, ...]
    stages: dict[str, AgreementStage]
