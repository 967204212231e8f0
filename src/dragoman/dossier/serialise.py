"""Dossiers and evidence as JSON."""

import msgspec

from dragoman.dossier.entry import Dossier
from dragoman.dossier.evidence import Evidence


def to_json(value: Dossier | Evidence) -> bytes:
    """Return `value` as indented UTF-8 JSON; the same value gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=2)
