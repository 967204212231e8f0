import pytest

from dragoman.dossier.actor import actor_dossier
from dragoman.dossier.choice import Choice, choose
from dragoman.dossier.pair import pair_dossier
from dragoman.dossier.sides import find_side, side_with_id
from dragoman.dossier.summary import side_of, summarise


@pytest.fixture
def dossier(record, knowledge):
    sides = find_side("Mali", knowledge), find_side("Russie", knowledge)
    return pair_dossier(record, knowledge, *sides)


def test_an_open_choice_keeps_everything(dossier):
    assert choose(dossier.chronology, Choice()) == dossier.chronology


def test_dates_keep_what_may_lie_between_them(dossier):
    kept = choose(dossier.chronology, Choice(since="2019", until="2019"))

    assert kept
    assert {entry.when[:4] for entry in kept} == {"2019"}


@pytest.mark.parametrize("field", ["type", "status"])
def test_codes_keep_their_own(dossier, field):
    wanted = getattr(dossier.chronology[0], field)
    choice = (
        Choice(types=frozenset({wanted}))
        if field == "type"
        else Choice(statuses=frozenset({wanted}))
    )

    kept = choose(dossier.chronology, choice)

    assert kept == tuple(e for e in dossier.chronology if getattr(e, field) == wanted)


def test_words_are_looked_for_in_the_evidence_whatever_their_case(dossier):
    kept = choose(dossier.chronology, Choice(words="LAVROV"))

    assert kept
    assert all(
        "lavrov" in " ".join(p.text for e in entry.evidence for p in e.passages).casefold()
        or any("lavrov" in p.name.casefold() for p in (*entry.actors, *entry.recipients))
        for entry in kept
    )


def test_summary_counts_what_took_place(dossier):
    summary = summarise(dossier.chronology, dossier.undated, dossier.agreements)

    told = [*dossier.chronology, *dossier.undated]
    happened = [entry for entry in told if entry.status in ("actual", "ongoing")]
    assert summary.events == len(happened)
    assert summary.cooperation == sum(side_of(entry) == "cooperation" for entry in happened)
    assert sum(year.events for year in summary.years) <= summary.events
    assert summary.first.when <= summary.last.when


def test_dossier_of_one_side_holds_that_of_every_pair(record, knowledge, dossier):
    own = actor_dossier(record, knowledge, find_side("Mali", knowledge))

    told = {fact for entry in (*own.chronology, *own.undated) for fact in entry.facts}
    assert {fact for entry in dossier.chronology for fact in entry.facts} <= told


def test_a_side_is_found_by_the_id_of_an_entity_of_the_record(record, knowledge):
    entity = next(e for e in record.entities() if e.kind == "person")

    assert side_with_id(entity.id, knowledge, record.entities).id == entity.id
