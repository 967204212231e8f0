"""Documents that are one dispatch, each read: families of near-copies."""

from collections.abc import Iterable

from dragoman.record.asking import Asking

_KIN = "SELECT document, root FROM kin"


def list_families(asking: Asking, keys: Iterable[int] | None = None) -> dict[int, int]:
    """Return document number to the first document of its family, only where that is another.

    Args:
        asking: asks the record.
        keys: the documents that are asked about; all if None.
    """
    if keys is None:
        return dict(asking.rows(_KIN))
    return dict(asking.rows(f"{_KIN} WHERE document IN ({{keys}})", keys=sorted(set(keys))))
