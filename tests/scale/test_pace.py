"""How far a run has got, as far as that can be known."""

import itertools

import pytest

from dragoman.scale.pace import Pace
from dragoman.sources.places import Place

FILE = Place("a.txt", "a.txt", 300_000)
ADDRESS = Place("https://e.example/feed", "https://e.example/feed")
INPUT = Place("-", "stdin")


class Run:
    """A run over some places, at an article a second."""

    def __init__(self, *places):
        self.told = []
        ticks = itertools.count(0.0, 1.0)
        self.pace = Pace(self.told.append, lambda: next(ticks))
        self.pace.plan(places)

    def count(self):
        self.pace.count("reading", "x")
        return self.told[-1]


def test_of_a_file_the_share_of_its_bytes_is_told():
    run = Run(FILE, FILE)
    meter = run.pace.begin(FILE)
    meter.read = 150_000

    progress = run.count()

    assert progress.fraction == 0.25
    assert progress.left == 3.0  # 150 000 bytes took a second, and thrice as many are left


@pytest.mark.parametrize("place", [ADDRESS, INPUT])
def test_of_one_thing_without_an_end_no_share_is_known(place):
    run = Run(place)
    meter = run.pace.begin(place)
    meter.read = 99_000

    progress = run.count()

    assert (progress.fraction, progress.left) == (None, None)


def test_of_a_list_the_share_of_its_addresses_is_told():
    run = Run(ADDRESS)
    meter = run.pace.begin(ADDRESS)
    meter.read, meter.parts, meter.part = 99_000, 4, 1

    progress = run.count()

    assert progress.fraction == 0.25
    assert progress.left == 3.0


def test_an_address_among_others_counts_once_it_is_done():
    run = Run(ADDRESS, ADDRESS)
    run.pace.begin(ADDRESS).read = 99_000
    assert run.count().fraction == 0

    run.pace.end()
    run.pace.begin(ADDRESS)

    progress = run.count()
    assert (progress.fraction, progress.left) == (0.5, None)


def test_all_is_never_told_before_the_end():
    run = Run(FILE)
    run.pace.begin(FILE).read = 300_000

    assert run.count().fraction < 1
    run.pace.end()
    run.pace.tell("done", "")
    assert run.told[-1].fraction == 1
