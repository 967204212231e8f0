"""Folders of articles of our own, and a reader for them."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.record.store import Record, open_record

SCRIPT = Path(__file__).with_name("stub_reader.py")


@pytest.fixture(scope="session")
def script() -> Path:
    return SCRIPT


@pytest.fixture(scope="session")
def read():
    spec = importlib.util.spec_from_file_location("stub_reader", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.read


@pytest.fixture
def folder(tmp_path: Path):
    """Makes a folder of articles, each with a text of its own."""

    def make(number: int, name: str = "articles") -> Path:
        made = tmp_path / name
        made.mkdir(exist_ok=True)
        for n in range(number):
            text = f"Moussa visite le marché numéro {n} avec le ministre des routes.\n"
            (made / f"{n:03}.txt").write_text(text)
        return made

    return make


@pytest.fixture(scope="session")
def make_warc():
    place = SCRIPT.parents[1] / "sources" / "conftest.py"
    spec = importlib.util.spec_from_file_location("archives_of_tests", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.write_warc


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    with open_record(where) as opened:
        yield opened
