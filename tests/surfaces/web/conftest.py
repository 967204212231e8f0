"""The application on the hand-written record, asked without a network."""

import pytest
from starlette.testclient import TestClient

from dragoman.surfaces.web.app import make_app
from dragoman.surfaces.web.library import library_at
from dragoman.surfaces.web.team.gate import Gate


@pytest.fixture(scope="session")
def library(record_file, knowledge):
    return library_at(record_file, knowledge)


@pytest.fixture(scope="session")
def web(library):
    return TestClient(make_app(library, Gate(hosts=None)))


@pytest.fixture
def get(web):
    """Ask for a page in a language; return the answer."""
    web.cookies.clear()

    def ask(address, language="fr", **more):
        return web.get(address, headers={"accept-language": language}, **more)

    return ask
