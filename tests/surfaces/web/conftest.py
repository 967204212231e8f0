"""The application on the hand-written record, asked without a network."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.record.store import open_record
from dragoman.surfaces.web.app import make_app
from dragoman.surfaces.web.library import library_at
from dragoman.surfaces.web.team.gate import Gate


@pytest.fixture(scope="session")
def library(record_file, knowledge):
    return library_at(record_file, knowledge)


@pytest.fixture(scope="session")
def web(library):
    return TestClient(make_app(library, Gate(hosts=None)))


@pytest.fixture(scope="session")
def written():
    """The module that writes made-up records."""
    source = Path(__file__).with_name("written.py")
    spec = spec_from_file_location("written_for_pages", source)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def large_file(written, tmp_path_factory):
    """A record of 5,000 events between Mali and Russia, in 250 articles."""
    path = tmp_path_factory.mktemp("large") / "large.sqlite"
    return written.write_events(path, documents=250, each=20)


@pytest.fixture(scope="session")
def odd_file(written, tmp_path_factory):
    """A record of names that are long or read from right to left."""
    path = tmp_path_factory.mktemp("odd") / "odd.sqlite"
    return written.write_events(path, documents=3, each=7, casts=written.ODD)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """A record that holds nothing."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    with open_record(path):
        return path


@pytest.fixture
def get(web):
    """Ask for a page in a language; return the answer."""
    web.cookies.clear()

    def ask(address, language="fr", **more):
        return web.get(address, headers={"accept-language": language}, **more)

    return ask
