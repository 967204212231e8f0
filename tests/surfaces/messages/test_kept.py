import json
import sys

import pytest

from dragoman.surfaces.messages import kept
from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.messages.kept import kept_beside


@pytest.fixture
def reads(tmp_path, monkeypatch):
    """Return a reader of words that notes what it reads, and the folder where they are kept."""
    monkeypatch.setattr(kept, "cache_from_source", lambda _: str(tmp_path / "kept" / "module.pyc"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    noted = []

    def read(sources):
        noted.append(sources)
        return [source.decode() for source in sources]

    return read, noted, tmp_path / "kept"


def test_what_was_read_is_read_once(reads):
    read, noted, _ = reads

    assert kept_beside("words.json", [b"one"], read) == ["one"]
    assert kept_beside("words.json", [b"one"], read) == ["one"]
    assert noted == [[b"one"]]


def test_it_is_read_anew_when_its_source_changes(reads):
    read, noted, _ = reads
    kept_beside("words.json", [b"one"], read)

    assert kept_beside("words.json", [b"two"], read) == ["two"]
    assert kept_beside("words.json", [b"two"], read) == ["two"]
    assert noted == [[b"one"], [b"two"]]


@pytest.mark.parametrize("damage", ["", "{", "[]", "3", json.dumps(["digest", "other"])])
def test_a_damaged_file_does_no_harm(reads, damage):
    read, _, folder = reads
    folder.mkdir()
    (folder / "words.json").write_text(damage)

    assert kept_beside("words.json", [b"one"], read) == ["one"]


def test_nothing_is_kept_where_python_keeps_nothing(reads, monkeypatch):
    read, noted, folder = reads
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept_beside("words.json", [b"one"], read)
    kept_beside("words.json", [b"one"], read)

    assert len(noted) == 2
    assert not folder.exists()


def test_a_folder_that_may_not_be_written_does_no_harm(reads):
    read, _, folder = reads
    folder.write_text("a file in its place")

    assert kept_beside("words.json", [b"one"], read) == ["one"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_catalogue_is_the_same_after_it_was_kept(language):
    messages = load_messages(language)
    held = [dict(messages.entries), dict(messages.tables)]

    assert json.loads(json.dumps(held)) == held
