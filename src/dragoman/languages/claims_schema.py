"""Schema of ``claims.yaml``: the words that claim that something never happened before."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

ClaimKind = Literal["first", "last", "only", "unprecedented"]


class ClaimPhrase(BaseModel):
    """Words that claim uniqueness.

    Attributes:
        id: unique name.
        kind: what they claim.
        forms: the words, lower case, straight apostrophes.
        needs_scope: they claim it only where a scope follows ("le premier ... depuis").
        not_before, not_after: words, lower case, right after or right before which they
            claim nothing ("premier ministre", "matières premières").
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: ClaimKind
    forms: tuple[str, ...]
    needs_scope: bool = False
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class ClaimWords(BaseModel):
    """What the reader of claims knows of a language.

    Attributes:
        phrases: the words that claim.
        scopes: openings of what limits a claim ("depuis", "dans l'histoire").
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    phrases: tuple[ClaimPhrase, ...]
    scopes: tuple[str, ...]
