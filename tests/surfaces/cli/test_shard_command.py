"""`dragoman shard` and `dragoman record load`."""

import pytest

from dragoman.record.store import open_record
from dragoman.scale import load
from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run


@pytest.fixture
def call(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run_it(*arguments):
        code = run(["--lang", "en", *(str(argument) for argument in arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


@pytest.mark.slow
def test_a_file_becomes_a_shard_and_the_shard_a_record(call, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Le ministre malien Awa Diarra a rencontré lundi son homologue à Moscou.")
    out, place = tmp_path / "out", tmp_path / "r.sqlite"

    made = call("shard", article, "--out", out)
    loaded = call("record", "load", out, "--record", place)
    again = call("record", "load", out, "--record", place)

    assert (made[0], loaded[0], again[0]) == (exits.DONE, exits.DONE, exits.DONE)
    assert "1 articles" in made[2]
    assert "1 shards loaded" in loaded[1]
    assert "0 shards loaded" in again[1]
    with open_record(place) as record:
        assert record.counts().versions == 1


def test_a_missing_file_is_told(call, tmp_path):
    code, _, err = call("shard", tmp_path / "none.txt")

    assert code == exits.USAGE
    assert "there is no file" in err


def test_a_folder_without_shards_is_told(call, tmp_path):
    code, _, err = call("record", "load", tmp_path, "--record", tmp_path / "r.sqlite")

    assert code == exits.USER_ERROR
    assert "holds no shard" in err


def test_the_reader_is_named_by_its_versions():
    assert load.installed_reader_name("abc").endswith("knowledge abc")
    assert "fr:" in load.installed_reader_name("abc")
