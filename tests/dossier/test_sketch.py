"""A sketched dossier, filled, is the dossier; and words are found in what is only sketched."""

import random
import shutil
from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from dragoman.dossier.actor import actor_dossier
from dragoman.dossier.choice import Choice, choose
from dragoman.dossier.filling import Filler
from dragoman.dossier.pair import pair_dossier
from dragoman.dossier.sides import find_side
from dragoman.dossier.sketch import sketch_actor, sketch_pair, with_sentences
from dragoman.record.resolution_tables import clusters, members
from dragoman.record.store import open_record
from dragoman.record.tables import facts

PAIRS = [("Mali", "Russie"), ("Mali", "France"), ("France", "Russie"), ("Mali", "Chine")]


@pytest.fixture(params=["as read", "resolved 1", "resolved 2", "judged"])
def told(request, record_file, press_file, tmp_path):
    """A record as it was read, with made-up happenings of several events, or corrected."""
    if request.param == "as read":
        with open_record(press_file, create=False) as record:
            yield record
        return
    path = shutil.copy(record_file, tmp_path / "told.sqlite")
    with open_record(path, create=False) as record:
        if request.param == "judged":
            judge(record)
        else:
            group(record, random.Random(request.param))
        yield record


def group(record, chance):
    with record._database.writing() as connection:
        events = sorted(connection.scalars(select(facts.c.id).where(facts.c.kind == "E")))
        chance.shuffle(events)
        while len(events) > 1:
            some = [events.pop() for _ in range(min(chance.choice((1, 2, 2, 3)), len(events)))]
            id = "H" + some[0][1:]
            connection.execute(
                insert(clusters), {"id": id, "kind": "H", "lead": some[0], "size": len(some)}
            )
            connection.execute(insert(members), [{"fact": f, "cluster": id} for f in some])


def judge(record):
    first, second, *_ = record.events(sides=(frozenset({"MLI"}), frozenset({"RUS"})))
    values = {"date": "2020~", "status": "planned", "place": "Gao"}
    record.corrections.correct(first.fact, values, by="x")
    record.corrections.reject(second.fact, by="x")


def sides(knowledge, *names):
    return [find_side(name, knowledge) for name in names]


@pytest.mark.parametrize("names", PAIRS)
def test_a_filled_sketch_is_the_dossier_of_a_pair(told, knowledge, names):
    one, other = sides(knowledge, *names)
    whole = pair_dossier(told, knowledge, one, other)

    sketch = sketch_pair(told, knowledge, one, other)

    same(whole, sketch, Filler(told, knowledge, sketch))
    filled = Filler(told, knowledge, sketch).entries(sketch.found.around)
    assert filled == whole.around


@pytest.mark.parametrize("name", ["Mali", "Russie", "France"])
def test_a_filled_sketch_is_the_dossier_of_an_actor(told, knowledge, name):
    [side] = sides(knowledge, name)

    sketch = sketch_actor(told, knowledge, side)

    same(actor_dossier(told, knowledge, side), sketch, Filler(told, knowledge, sketch))


def same(whole, sketch, filler):
    found = sketch.found
    for name in ("chronology", "undated", "visits"):
        assert filler.entries(getattr(found, name)) == getattr(whole, name)
    assert filler.agreements(found.agreements) == whole.agreements
    assert filler.quotations(sketch.quotations) == whole.quotations
    assert found.documents == whole.documents
    claims = [replace(claim, about=None) for claim in found.claims]
    assert claims == [replace(claim, about=None) for claim in whole.claims]


@pytest.mark.parametrize(
    "choice", [Choice(words="bamako"), Choice(words="accord russie"), Choice(sources=2)]
)
def test_filters_choose_the_same_of_both(told, knowledge, choice):
    one, other = sides(knowledge, "Mali", "Russie")
    whole = choose(pair_dossier(told, knowledge, one, other).chronology, choice)

    sketched = sketch_pair(told, knowledge, one, other).found.chronology
    chosen = choose(with_sentences(told, sketched), choice)

    assert [entry.facts for entry in chosen] == [entry.facts for entry in whole]
