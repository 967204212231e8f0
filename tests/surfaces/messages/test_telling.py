import re

import pytest

from dragoman.dossier.pair import pair_dossier
from dragoman.dossier.sides import find_side
from dragoman.record.store import open_record
from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.telling import say_when, tell_sentence


@pytest.fixture(scope="module")
def entries(record_file, knowledge):
    with open_record(record_file, create=False) as record:
        found = pair_dossier(
            record, knowledge, find_side("Mali", knowledge), find_side("Russie", knowledge)
        )
    return (*found.chronology, *found.undated)


def test_a_signing_is_a_sentence_with_its_date_its_place_and_who_signs(entries):
    [signing] = [entry for entry in entries if entry.agreements]

    told = tell_sentence(Narrator(load_messages("fr")), signing, dated=True)

    assert told == (
        "Le 25 juin 2019, près de Moscou, Sergueï Choïgou (Russie) et Ibrahim Dahirou Dembélé "
        "(Mali) signent un accord de coopération militaire, en marge du forum Armée 2019"
    )


def test_everything_is_told_without_open_slots(entries, say):
    for entry in entries:
        told = tell_sentence(Narrator(say), entry, dated=True)
        assert told
        assert told[0] == told[0].upper()
        assert not re.search(r"[{}<>|\[\]]", told)


@pytest.mark.parametrize(
    ("edtf", "fr", "en"),
    [
        ("2019-06-25", "le 25 juin 2019", "on 25 June 2019"),
        ("1962-05", "en mai 1962", "in May 1962"),
        ("1961", "en 1961", "in 1961"),
        ("196X", "dans les années 1960", "in the 1960s"),
        ("1961~", "vers 1961", "around 1961"),
        (None, "", ""),
    ],
)
def test_dates_as_adverbials(edtf, fr, en):
    assert say_when(edtf, load_messages("fr")) == fr
    assert say_when(edtf, load_messages("en")) == en


def test_every_template_has_slots_that_exist_and_verbs_in_both_numbers(say):
    for key, templates in say.tables.items():
        if key.startswith("told.events."):
            for template in templates:
                slots = set(re.findall(r"\{(\w+)", template))
                assert slots <= {"actors", "recipients", "parties", "place", "quantities"}
                assert slots & {"actors", "parties"}
                assert template.count("<") == template.count(">") == template.count("|")
