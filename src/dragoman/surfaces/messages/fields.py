"""Values of fields as people read them."""

from dragoman.dossier.evidence import FieldEvidence
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date

_DATES = ("when", "date", "said_on", "since")
_LABELS = {
    "type": "type",
    "status": "status",
    "stage": "stage",
    "contexts": "context",
    "subjects": "context",
}


def show_value(field: FieldEvidence, say: Messages) -> str:
    """Return a field's value in words; a date with its EDTF form, a code with its name."""
    if field.field in _DATES:
        shown = show_date(field.value, say)
        return shown if shown == field.value else f"{shown} ({field.value})"
    kind = _LABELS.get(field.field)
    return say.label(kind, field.value) if kind else field.value
