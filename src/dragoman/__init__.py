"""Dragoman reads news and keeps the sourced record of relations between states."""

__version__: str


def __getattr__(name: str) -> str:
    """Return the version installed, looked up on first use: the means for it load slowly."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version("dragoman")
    except PackageNotFoundError:  # run from a source tree that was never installed
        found = "0+unknown"
    globals()[name] = found
    return found
