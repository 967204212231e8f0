"""An ingest killed at random moments: nothing is lost, nothing is doubled.

Six times by default; DRAGOMAN_KILLS=100 does it a hundred times.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from dragoman.record.store import open_record
from dragoman.scale.ingest import ingest

KILLS = int(os.environ.get("DRAGOMAN_KILLS", "6"))
EACH = 6  # articles of each kind that are there for one kill
PAUSE = 0.004
LATEST = 0.25

GERMAN = "Der Außenminister ist am Montag zu Gesprächen in Paris eingetroffen, Nummer {}."
FRENCH = (
    "Awa visite le chantier du pont numéro {0} avec le ministre des Routes. Les travaux du pont "
    "{0} ont pris du retard cet hiver, et la maire de la commune {0} attend encore les poutres."
)

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def make_press(folder, make_warc, number):
    """Write text files, a web archive, and lines with copies, German texts and bad lines."""
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:05}.txt").write_text(FRENCH.format(n))
    make_warc(
        folder / "press.warc.gz",
        [
            {
                "town": f"p{n}",
                "body": f"<html><body><p>{FRENCH.format(n + 10**6)}</p></body></html>",
            }
            for n in range(number)
        ],
    )
    lines = []
    for n in range(number):
        text = FRENCH.format(n) + " Lire aussi." if n % 3 == 0 else FRENCH.format(n + 2 * 10**6)
        text = GERMAN.format(n) if n % 7 == 1 else text
        lines.append("{broken" if n % 11 == 5 else json.dumps({"id": f"l{n}", "text": text}))
    (folder / "z.jsonl").write_text("\n".join(lines))
    return folder


WHOLE = {
    "documents": "SELECT sha256, address, version, current, published FROM documents",
    "facts": "SELECT id FROM facts",
    "actors": "SELECT id FROM actors",
    "copies": "SELECT c.sha256, c.address, d.sha256 FROM copies c "
    "JOIN documents d ON d.id = document",
    "unread": "SELECT sha256, address FROM unread",
    "origins": "SELECT d.sha256, place, date_from FROM origins JOIN documents d ON d.id = document",
    "families": "SELECT d.sha256, r.sha256 FROM kin JOIN documents d ON d.id = document "
    "JOIN documents r ON r.id = root",
    "failures": "SELECT path, article, cause FROM failures",
    "bands": "SELECT key, d.sha256 FROM bands JOIN documents d ON d.id = document",
}


def contents(path):
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(query)) for name, query in WHOLE.items()}


@pytest.mark.slow
def test_an_ingest_killed_at_random_moments_is_as_one_that_was_not(
    tmp_path, script, read, make_warc
):
    press = make_press(tmp_path / "press", make_warc, EACH * KILLS)
    path, whole = tmp_path / "killed.sqlite", tmp_path / "whole.sqlite"
    with open_record(whole) as record:
        ingest([press], record=record, read=read)
    chance = random.Random(KILLS)
    held, midway = 0, 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, str(script), str(path), str(press), str(PAUSE)],
            stdout=subprocess.PIPE,
            text=True,
        )
        process.stdout.readline()
        time.sleep(chance.uniform(0, LATEST))
        midway += process.poll() is None
        process.kill()
        process.communicate()
        with open_record(path) as record:
            counts = record.counts()
            assert record.health().problems == ()
        assert counts.versions == counts.events == counts.actors
        assert counts.versions + counts.copies + counts.unread >= held
        held = counts.versions + counts.copies + counts.unread

    with open_record(path) as record:
        ingest([press], record=record, read=read)

    assert midway > 0.9 * KILLS
    assert contents(path) == contents(whole)
