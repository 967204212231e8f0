"""The command line over readers that need no model, and things to take in."""

import importlib.util
import json
from pathlib import Path

import pytest

from dragoman.surfaces.cli import loading
from dragoman.surfaces.cli.app import run
from dragoman.surfaces.cli.commands import ingest, read, watch

SCALE = Path(__file__).parents[2] / "scale"


def borrow(path):
    """Return the module at `path`, which lies in another folder of tests."""
    spec = importlib.util.spec_from_file_location(f"borrowed_{path.stem}_{path.parent.name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def light(capsys, monkeypatch, tmp_path):
    """Run the command line in an empty folder with a reader that loads no model.

    Returns exit code, output and complaints.
    """
    reader = borrow(SCALE / "stub_reader.py").read
    for command in (ingest, loading, read, watch):
        monkeypatch.setattr(command, "load_readers", lambda _screen: reader)
    for name in ("DRAGOMAN_RECORD", "DRAGOMAN_KNOWLEDGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("DRAGOMAN_DELAY", "0")
    monkeypatch.chdir(tmp_path)

    def run_it(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


@pytest.fixture
def states(monkeypatch, light):
    """The command line with a reader of who meets whom among three states."""
    reader = borrow(SCALE / "watch" / "conftest.py").read_states
    monkeypatch.setattr(watch, "load_readers", lambda _screen: reader)
    return light


@pytest.fixture(scope="session")
def make_warc():
    return borrow(SCALE.parent / "sources" / "conftest.py").write_warc


@pytest.fixture(scope="session")
def make_pdf():
    return borrow(SCALE.parent / "sources" / "test_packed.py").make_pdf


@pytest.fixture
def lines(tmp_path):
    """Writes a file of JSON Lines, one object each."""

    def write(name, *articles):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(article) for article in articles), encoding="utf-8")
        return path

    return write
