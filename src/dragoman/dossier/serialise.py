"""Dossiers, evidence and quotations as JSON."""

import msgspec

from dragoman.dossier.entry import Dossier
from dragoman.dossier.evidence import Evidence
from dragoman.dossier.quotes import Sayings


def to_json(value: Dossier | Evidence | Sayings) -> bytes:
    """Return `value` as indented UTF-8 JSON; the same value gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=2)
