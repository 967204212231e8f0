"""What many tests share: the model and the knowledge base, loaded once per session."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.analysis import Analyser, Analysis, load_analyser

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return load_analyser("fr")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def parse(analyser: Analyser) -> Callable[[str], Analysis]:
    return analyser


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles beside the checkout; skips where it is absent."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("real articles are not beside this checkout (../shared)")
    return SHARED
