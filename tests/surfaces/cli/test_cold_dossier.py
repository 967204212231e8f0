"""`dragoman dossier` from nothing on a record of 10,000 events, held to what loading takes.

How fast a processor is while others share it varies twofold, so the command is measured
against loading the libraries that it cannot do without, in turn with it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.synthetic import EVENTS, Press

from dragoman.record.store import open_record

SIDES = ["DEU", "EGY", "FRA", "GRC", "IRN", "MLI", "RUS", "TUR", "USA"]
LIBRARIES = "import rich.console, rich.text, typer"
MOST = 3.0  # times what loading them takes; with SQLAlchemy it was five times
SPARED = {
    "alembic",
    "asyncio",
    "babel",
    "dragoman.ontology.model",
    "dragoman.record.resolving",
    "dragoman.surfaces.cli.commands.ingest",
    "numpy",
    "pydantic",
    "rapidfuzz",
    "rich.table",
    "spacy",
    "sqlalchemy",
}
"""What takes long to load and answers nothing here."""


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("cold") / "record.sqlite"
    others = [f"S{number:03}" for number in range(181)]
    with open_record(path) as record:
        record.loading.load(
            "made", list(Press(states=[*SIDES, *others]).articles(10_000 // EVENTS))
        )
    return path


def ask(code: str, *arguments: str) -> tuple[float, str]:
    """Run a program of its own; return the seconds of a processor it took, and its output."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    running = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    told = running.stdout.read()
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = status
    running.stdout.close()
    assert status == 0, told
    return used.ru_utime + used.ru_stime, told


@pytest.mark.slow
@pytest.mark.timed
def test_a_dossier_takes_little_more_than_loading_its_libraries(large):
    call = "from dragoman.surfaces.cli import main; main()"
    arguments = ("dossier", "Égypte", "Grèce", "--record", str(large))
    ask(call, *arguments)  # writes what Python keeps of modules
    least_load = least = float("inf")
    for _ in range(6):
        least_load = min(least_load, ask(LIBRARIES)[0])
        least = min(least, ask(call, *arguments)[0])

    assert least <= MOST * least_load, f"{least:.2f} s, loading {least_load:.2f} s"


@pytest.mark.slow
def test_a_dossier_loads_nothing_that_does_not_answer_it(large):
    code = (
        "import sys; from dragoman.surfaces.cli.app import run; run(sys.argv[1:]); "
        "print('loaded:', *sys.modules)"
    )
    _, told = ask(code, "dossier", "Égypte", "Grèce", "--record", str(large))

    assert SPARED & set(told.rpartition("loaded:")[2].split()) == set()
