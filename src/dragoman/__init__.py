"""Dragoman reads news and keeps the sourced record of relations between states."""

from typing import Any

__version__: str

_PLACES = {
    "Document": "dragoman.types.document",
    "DragomanError": "dragoman.errors",
    "export": "dragoman.surfaces.frames",
    "load_knowledge": "dragoman.knowledge",
    "load_reader": "dragoman.reading.read",
    "open_record": "dragoman.record.store",
    "to_pandas": "dragoman.surfaces.frames",
    "to_polars": "dragoman.surfaces.frames",
}
"""What `from dragoman import ...` gives, and where it lives; docs/python.md tells of each."""

__all__ = ["__version__", *_PLACES]


def __getattr__(name: str) -> Any:
    """Return a name of the Python API, or the version, loaded on first use: some load slowly."""
    if name in _PLACES:
        from importlib import import_module

        found = getattr(import_module(_PLACES[name]), name)
        globals()[name] = found
        return found
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = version("dragoman")
    except PackageNotFoundError:  # run from a source tree that was never installed
        installed = "0+unknown"
    globals()[name] = installed
    return installed
