"""Schema of ``agreements.yaml``: how accords are named and on what occasion they are made."""

from pydantic import BaseModel, ConfigDict

from dragoman.types.event import AgreementStage


class AgreementWords(BaseModel):
    """What the reader of agreements knows of a language.

    Attributes:
        nouns: lemmas of accords, lower case; compounds with a hyphen included.
        occasions: openings of an occasion ("en marge de"), lower case, without the
            article that follows.
        of: by what an accord is called after its day ("l'accord du 5 mai").
        between: preposition before both parties ("entre").
        by: preposition before those who signed ("par").
        partner: preposition before the other party ("avec").
        stems: first half of a compound adjective to the state it means ("sino": CHN).
        presupposing: what stands before an accord that is only referred to ("depuis"):
            the date of the clause is not the accord's.
        makings: lemmas of verbs whose participle says that an accord was made ("conclu en 2015").
        endings: nouns of an accord's end: their date is not the accord's ("dénonciation").
        stages: act of an event to the stage it shows.
        types: type of an event of no such act to the stage it shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    nouns: frozenset[str]
    occasions: tuple[str, ...]
    of: frozenset[str]
    between: str
    by: str
    partner: str
    stems: dict[str, str]
    presupposing: frozenset[str]
    makings: frozenset[str]
    endings: frozenset[str]
    stages: dict[str, AgreementStage]
    types: dict[str, AgreementStage]
