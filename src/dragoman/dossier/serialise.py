"""Dossiers, evidence and quotations as JSON."""

from typing import TYPE_CHECKING

import msgspec
from pydantic import BaseModel

if TYPE_CHECKING:
    from dragoman.dossier.accords import Accords
    from dragoman.dossier.alignment import Alignment
    from dragoman.dossier.claimed import Answer, CheckedClaims
    from dragoman.dossier.entry import Dossier
    from dragoman.dossier.evidence import Evidence
    from dragoman.dossier.lists import Chronology
    from dragoman.dossier.quotes import Exchange, Sayings
    from dragoman.dossier.relation import Relation
    from dragoman.dossier.visits import Visits
    from dragoman.record.decisions import Decision
    from dragoman.record.mentions import Said
    from dragoman.record.search import Found

    Serialisable = (
        Dossier | Evidence | Sayings | Answer | CheckedClaims | Relation | Alignment
        | Chronology | Visits | Accords | Exchange | Found | tuple[Decision, ...]
        | tuple[Said, ...]
    )  # fmt: skip


def to_json(value: "Serialisable") -> bytes:
    """Return `value` as indented UTF-8 JSON; the same value gives the same bytes."""
    encoded = msgspec.json.encode(value, order="deterministic", enc_hook=_plain)
    return msgspec.json.format(encoded, indent=2)


def _plain(value: object) -> object:
    """Return a checked table of a language as plain data."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise NotImplementedError(f"{type(value).__name__} has no JSON form.")
