"""Debian's Chromium on a server of ours, with every request to another host blocked."""

import contextlib
import os
import shutil
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest
import uvicorn

from dragoman.surfaces.web.app import make_app
from dragoman.surfaces.web.library import library_at
from dragoman.surfaces.web.team.gate import Gate

playwright_api = pytest.importorskip("playwright.sync_api")
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextlib.contextmanager
def serving(app):
    """Give the address of a server that answers with `app`."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()


@pytest.fixture(scope="session")
def serve(knowledge):
    """Serve the record at a path; return the address."""
    with contextlib.ExitStack() as stack:

        def start(path, gate=None):
            gate = gate or Gate(per_minute=1_000_000)
            return stack.enter_context(serving(make_app(library_at(path, knowledge), gate)))

        yield start


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium; skips where there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("DRAGOMAN_BROWSER") == "needed":
            pytest.fail("no Chromium, though this run needs one: scripts/debian.sh installs it")
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    with playwright_api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Seat:
    """A page of the browser that reaches nothing but this machine.

    Attributes:
        page: Playwright's page.
        blocked: addresses that were asked for elsewhere.
        complaints: errors of scripts and of the console.
    """

    def __init__(self, context):
        self.blocked, self.complaints = [], []
        context.route("**/*", self._let)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )

    def _let(self, route):
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            self.blocked.append(route.request.url)
            route.abort()


@pytest.fixture
def sit(chromium):
    """Open a page of the browser with a language, a width and a colour scheme."""
    contexts = []

    def open_page(*, language="fr", width=1280, dark=False, script=True):
        context = chromium.new_context(
            locale=language,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        return Seat(context)

    yield open_page
    for context in contexts:
        context.close()
