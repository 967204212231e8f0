"""The hand-written record of tests/dossier, for the surfaces that show it."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from dragoman.surfaces.messages.catalogue import Messages, load_messages

_SOURCE = Path(__file__).parents[1] / "dossier" / "conftest.py"


def _written(name: str, folder: Path) -> Path:
    spec = spec_from_file_location("written_record", _SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    written = getattr(module, name)(folder / "test.sqlite")
    assert isinstance(written, Path)
    return written


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written("write_record", tmp_path_factory.mktemp("record"))


@pytest.fixture(scope="session")
def press_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written("write_press", tmp_path_factory.mktemp("press"))


@pytest.fixture(params=["fr", "en"])
def say(request: pytest.FixtureRequest) -> Messages:
    return load_messages(request.param)
