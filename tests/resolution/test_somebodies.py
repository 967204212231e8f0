"""The same somebody in several articles."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resolution.descriptions import load_descriptions
from dragoman.resolution.somebodies import Named, block_of, place

DAY = 737_000


def named(id, kind, name, country=None, *, known=False, day=DAY, documents=1):
    return Named(
        id=id, kind=kind, name=name, country=country, known=known,
        published=(day, day), documents=documents,
    )  # fmt: skip


def clusters(*entities):
    descriptions = load_descriptions()
    blocks = {}
    for entity in entities:
        blocks.setdefault(block_of(entity, descriptions), []).append(entity)
    found = {}
    for block in blocks.values():
        found |= {id: placed.cluster for id, placed in place(block, descriptions).items()}
    return found


def test_a_surname_alone_joins_the_full_name():
    full = named("person:oleg-petrov:RUS", "person", "Oleg Petrov", "RUS", documents=3)
    lone = named("person:petrov", "person", "Petrov")

    found = clusters(full, lone)

    assert found[lone.id] == full.id


def test_a_surname_that_two_bear_joins_neither():
    one = named("person:oleg-petrov:RUS", "person", "Oleg Petrov", "RUS", documents=3)
    other = named("person:anna-petrov:RUS", "person", "Anna Petrov", "RUS", documents=2)
    lone = named("person:petrov:RUS", "person", "Petrov", "RUS")

    found = clusters(one, other, lone)

    assert len(set(found.values())) == 3


def test_spellings_of_one_name_join_within_one_state():
    one = named("person:svetlana-aleksievitch:BLR", "person", "Svetlana Aleksievitch", "BLR")
    other = named("person:svetlana-alexievitch:BLR", "person", "Svetlana Alexievitch", "BLR")

    assert len(set(clusters(one, other).values())) == 1


def test_two_known_people_stay_two():
    one = named("Q1", "person", "Ivan Petrov", "RUS", known=True)
    other = named("Q2", "person", "Ivan Petrov", "RUS", known=True)

    assert clusters(one, other) == {"Q1": "Q1", "Q2": "Q2"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("group:peuple-malien:MLI@a1", "group:maliens:MLI@b2", True),
        ("other:police:MLI@a1", "other:police-malienne:MLI@b2", True),
        ("group:milliers-de-manifestants:MLI@a1", "group:manifestants:MLI@b2", True),
        ("group:deux-femmes:MLI@a1", "group:trois-femmes:MLI@b2", False),
        ("other:police:MLI@a1", "other:police:SEN@b2", False),
        ("group:opposition:@a1", "group:opposition:@b2", False),
    ],
)
def test_descriptions_of_one_state_that_mean_the_same_join(one, other, same):
    pair = [
        named(id, id.split(":")[0], id.split(":")[1], id.split(":")[2].split("@")[0] or None)
        for id in (one, other)
    ]

    assert (len(set(clusters(*pair).values())) == 1) is same


def test_a_crowd_of_next_year_is_another():
    one = named("group:manifestants:MLI@a1", "group", "manifestants", "MLI", day=DAY)
    other = named("group:manifestants:MLI@b2", "group", "manifestants", "MLI", day=DAY + 300)

    assert len(set(clusters(one, other).values())) == 2


PEOPLE = tuple(
    named(f"person:{first}{'-' if first else ''}petrov:{land}".rstrip(":"), "person",
          f"{first.title()} Petrov".strip(), land or None, documents=number)
    for first in ("", "oleg", "olga", "oleg-ivan")
    for land, number in (("RUS", 2), ("", 1), ("UKR", 3))
)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(PEOPLE), unique=True, min_size=2), st.randoms())
def test_order_changes_nothing(people, chance: random.Random):
    straight = clusters(*people)
    chance.shuffle(people)

    assert clusters(*people) == straight


def test_a_policeman_is_not_the_police():
    force = named("other:police:BLR@a", "other", "police", "BLR")
    many = named("group:policiers:BLR@b", "group", "policiers", "BLR")
    one = named("person:policier:BLR@c", "person", "policier", "BLR")

    found = clusters(force, many, one)

    assert found[force.id] == found[many.id] != found[one.id]


def test_an_entity_that_a_person_made_joins_nobody():
    read = named("person:oleg-petrov:RUS", "person", "Oleg Petrov", "RUS")
    own = named("person:oleg-petrov:RUS~0123abcd-12", "person", "Oleg Petrov", "RUS")

    assert len(set(clusters(read, own).values())) == 2
