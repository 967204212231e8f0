"""`dragoman record`."""

import sqlite3
from contextlib import closing

import pytest

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run


@pytest.fixture
def call(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run_it(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


def test_a_record_is_copied_and_the_digest_shown(call, record_file, tmp_path):
    code, out, _ = call("--lang", "en", "record", "copy", record_file, tmp_path / "copy.sqlite")

    assert code == exits.DONE
    assert "and compared: digest" in out
    assert (tmp_path / "copy.sqlite").exists()


def test_a_copy_needs_two_places(call, record_file):
    code, _, err = call("--lang", "en", "record", "copy", record_file)

    assert code == exits.USAGE
    assert "TO is missing" in err


def test_a_record_is_taken_back(call, record_file, tmp_path):
    copy = tmp_path / "copy.sqlite"
    call("record", "copy", record_file, copy)

    code, out, _ = call("--lang", "fr", "record", "downgrade", "0002", "--record", copy)

    assert code == exits.DONE
    assert "format 0002" in out
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)


def test_an_unknown_format_is_told(call, record_file):
    code, _, err = call("--lang", "en", "record", "downgrade", "17", "--record", record_file)

    assert code == exits.USER_ERROR
    assert "there is no format 17" in err
