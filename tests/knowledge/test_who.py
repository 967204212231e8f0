"""Who held an office: questions as people type them."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.knowledge.who import who

ANSWERS = [
    ("ministre russe des Affaires étrangères", "2023-02", "Q58217"),
    ("Russian foreign minister", "2023-02", "Q58217"),
    ("chef de la diplomatie russe", "2023-02", "Q58217"),
    ("le président de la France", "2020", "Q3052772"),
    ("US secretary of state", "2010", "Q6294"),
    ("secrétaire d'État américain", "2010", "Q6294"),
    ("secrétaire général de l'ONU", "2020", "Q311440"),
    ("secretary-general of the UN", "2020", "Q311440"),
    ("roi du Maroc", "2005", "Q57553"),
    ("pape", "2015", "Q450675"),
    ("Choïgou", "2020", "Q32024"),
    ("Shoigu", "2020", "Q32024"),
    ("Шойгу", "2020", "Q32024"),
    ("Sergej Lawrow", "2023", "Q58217"),
]


@pytest.mark.parametrize(("query", "on", "wikidata"), ANSWERS)
def test_who(knowledge: Knowledge, query: str, on: str, wikidata: str):
    answer = who(knowledge, query, on)

    assert answer.terms[0].wikidata == wikidata
    assert answer.nearest == ()


def test_an_ambassador_is_sent_somewhere(knowledge: Knowledge):
    answer = who(knowledge, "ambassadeur de France au Mali", "2020")

    assert {term.title for term in answer.terms} == {"ambassador to Mali"}


def test_a_time_without_holder_gives_the_nearest(knowledge: Knowledge):
    answer = who(knowledge, "président du Mali", "1950")

    assert answer.terms == ()
    assert answer.nearest[0].since == "1960-09-22"


def test_an_unknown_state_gives_near_names(knowledge: Knowledge):
    answer = who(knowledge, "président de Rusie", "2020")

    assert answer.terms == ()
    assert "RUS" in {match.entity for match in answer.near_names}


def test_an_unknown_person_gives_near_names(knowledge: Knowledge):
    answer = who(knowledge, "Vladimir Poutinov")

    assert answer.terms == ()
    assert "Q7747" in {match.entity for match in answer.near_names}


def test_a_name_by_sound_is_less_sure_than_a_known_spelling(knowledge: Knowledge):
    [(known, sure)] = knowledge.spelt_like("Choïgou")
    [(heard, less)] = knowledge.spelt_like("Schoigu")

    assert (known, sure) == (heard, 1.0)
    assert 0 < less < 1


@pytest.mark.parametrize("query", ["", "  ", "?", "de la", "ministre", "président de", "x" * 500])
def test_odd_questions_are_answered(knowledge: Knowledge, query: str):
    assert who(knowledge, query, "2020").persons == ()
