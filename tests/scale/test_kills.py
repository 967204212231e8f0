"""An ingest killed at random moments: nothing is lost, nothing is doubled.

Six times by default; DRAGOMAN_KILLS=100 does it a hundred times.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from dragoman.record.store import open_record

KILLS = int(os.environ.get("DRAGOMAN_KILLS", "6"))
EACH = 8  # articles of each kind
KINDS = ("text", "archive", "lines")  # in the order in which they are taken in
PAUSE = 0.002
NEVER = 10**9
MOST_AFTER = 0.02  # seconds that an article takes at most, hardly more

GERMAN = "Der Außenminister ist am Montag zu Gesprächen in Paris eingetroffen, Nummer {}."
FRENCH = (
    "Awa visite le chantier du pont numéro {0} avec le ministre des Routes. Les travaux du pont "
    "{0} ont pris du retard cet hiver, et la maire de la commune {0} attend encore les poutres."
)

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def make_press(folder, make_warc):
    """Write text files, a web archive, and lines with copies, German texts and bad lines."""
    folder.mkdir()
    for n in range(EACH):
        (folder / f"{n:05}.txt").write_text(FRENCH.format(n))
    make_warc(
        folder / "press.warc.gz",
        [
            {
                "town": f"p{n}",
                "body": f"<html><body><p>{FRENCH.format(n + 10**6)}</p></body></html>",
            }
            for n in range(EACH)
        ],
    )
    lines = []
    for n in range(EACH):
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


class Ingests:
    """Ingests of one press, begun one after the other in processes that can be killed."""

    def __init__(self, program):
        self.program = program

    def run(self, path, *, moment, after):
        """Kill an ingest `after` seconds behind the article number `moment`; tell its end.

        Returns whether it was killed (False: it had ended), and how many articles it had told.
        """
        self.program.stdin.write(f"{path}\n")
        self.program.stdin.flush()
        child = int(self._line().removeprefix("pid "))
        told = 0
        while told < moment and (line := self._line()) == "article":
            told += 1
        if told == moment:
            time.sleep(after)
            os.kill(child, signal.SIGKILL)  # it waits for our program, so the number is its own
            line = self._line()
        while line == "article":
            told, line = told + 1, self._line()
        assert line in ("ended 0", "ended -9")
        return line == "ended -9", told

    def _line(self):
        return self.program.stdout.readline().strip()


@pytest.fixture
def ingests(tmp_path, script, make_warc):
    press = make_press(tmp_path / "press", make_warc)
    whole = tmp_path / "whole.sqlite"
    command = [sys.executable, script.with_name("forking.py"), whole, press, f"{PAUSE}"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout.readline() == "ready\n"
        yield Ingests(program)
        program.stdin.close()


def test_an_ingest_killed_at_random_moments_is_as_one_that_was_not(tmp_path, ingests):
    expected = contents(tmp_path / "whole.sqlite")
    chance = random.Random(KILLS)
    killed, within, finished, held = 0, dict.fromkeys(KINDS, 0), 0, 0
    path = tmp_path / "0.sqlite"

    while killed < KILLS:
        # Of a part of the run for each kill, so that no kind of source is spared by chance.
        moment = int((killed + chance.random()) * len(KINDS) * EACH / KILLS)
        was_killed, told = ingests.run(path, moment=moment, after=chance.uniform(0, MOST_AFTER))
        if not was_killed:
            assert contents(path) == expected
            finished, held = finished + 1, 0
            path = tmp_path / f"{finished}.sqlite"
            continue
        killed += 1
        within[KINDS[min(told // EACH, 2)]] += 1
        with open_record(path) as record:
            counts = record.counts()
            assert record.health().problems == ()
        assert counts.versions == counts.events == counts.actors
        assert counts.versions + counts.copies + counts.unread >= held
        held = counts.versions + counts.copies + counts.unread

    assert not ingests.run(path, moment=NEVER, after=0)[0]
    assert contents(path) == expected
    assert min(within.values()) >= KILLS // 10
