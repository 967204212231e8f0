"""Questions in plain words, and what they are understood to ask."""

import pytest

from dragoman.dossier.question import QuestionError, understand

CASES = [
    ("visite d'un ministre russe des Affaires étrangères au Mali", "visit",
     [("doer", "ministre des Affaires étrangères", "RUS"), ("receiver", None, "MLI")]),
    ("première visite au Mali d'un ministre russe des Affaires étrangères", "visit",
     [("receiver", None, "MLI"), ("doer", "ministre des Affaires étrangères", "RUS")]),
    ("the Russian foreign minister's first visit to Mali", "visit",
     [("doer", "foreign minister", "RUS"), ("receiver", None, "MLI")]),
    ("Is this really the first visit of a Soviet president to Cuba?", "visit",
     [("doer", "président", "SUN"), ("receiver", None, "CUB")]),
    ("première visite d'un ministre au Mali", "visit",
     [("doer", "ministre", None), ("receiver", None, "MLI")]),
    ("président malien reçu en Union soviétique", "visit",
     [("doer", "président", "MLI"), ("receiver", None, "SUN")]),
    ("visite de Poutine en Turquie", "visit",
     [("doer", None, "Q7747"), ("receiver", None, "TUR")]),
    ("rencontre entre le président russe et le premier ministre malien", "meeting",
     [("equal", "président", "RUS"), ("equal", "premier ministre", "MLI")]),
    ("premier accord entre la Russie et le Mali", "agreement",
     [("equal", None, "RUS"), ("equal", None, "MLI")]),
    ("sanctions américaines contre la Turquie", "sanction",
     [("doer", None, "USA"), ("receiver", None, "TUR")]),
    ("reconnaissance de la Palestine par la France", "recognition",
     [("receiver", None, "PSE"), ("doer", None, "FRA")]),
    ("expulsion de Russes par la France", "expulsion",
     [("receiver", None, "RUS"), ("doer", None, "FRA")]),
    ("le retrait des troupes françaises du Mali", "withdrawal",
     [("doer", None, "FRA"), ("receiver", None, "MLI")]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "event", "asked"), CASES, ids=[case[0] for case in CASES])
def test_who_does_what_to_whom(knowledge, words, event, asked):
    question = understand(words, knowledge)

    found = [
        (item.part, item.title and item.title.form, item.side and item.side.id)
        for item in question.asked
    ]
    assert question.event.id == event
    assert found == asked


TIMES = [
    ("visite de Poutine en Turquie depuis 1968", "1968", None),
    ("visite de Poutine en Turquie depuis le 3 mai 2012", "2012-05-03", None),
    ("visit of Putin to Turkey since May 1968", "1968-05", None),
    ("visite de Poutine en Turquie depuis 2019-06-25", "2019-06-25", None),
    ("visite de Poutine en Turquie avant mars 1990", None, "1990-03"),
    ("visite de Poutine en Turquie entre 1960 et 1970", "1960", "1970"),
    ("visite de Poutine en Turquie en 2020", "2020", "2020"),
    ("visite de Poutine en Turquie", None, None),
]


@pytest.mark.parametrize(("words", "since", "until"), TIMES, ids=[case[0] for case in TIMES])
def test_limits_of_time(knowledge, words, since, until):
    question = understand(words, knowledge)

    assert (question.since, question.until) == (since, until)
    assert question.topics == ()


def test_words_that_name_nobody_are_topics(knowledge):
    question = understand("livraison d'hélicoptères par la Russie au Mali", knowledge)

    assert question.topics == ("hélicoptères",)


def test_predecessors_count_unless_refused(knowledge):
    words = "visite d'un ministre russe au Mali"

    counted = understand(words, knowledge)
    refused = understand(words, knowledge, predecessors=False)

    assert [sorted(item.side.ids) for item in counted.asked if item.side] == [
        ["RUS", "SUN"],
        ["MLI"],
    ]
    assert [sorted(item.side.ids) for item in refused.asked if item.side] == [["RUS"], ["MLI"]]


def test_a_question_without_an_event_is_refused_with_an_example(knowledge):
    with pytest.raises(QuestionError, match="sanctions against Belarus"):
        understand("prix du blé", knowledge)


def test_a_foreign_title_is_of_any_state(knowledge):
    question = understand("premier chef d'État étranger à se rendre à Beyrouth", knowledge)

    assert question.foreign
    assert question.topics == ()
    read = [(item.title and item.title.form, item.side and item.side.id) for item in question.asked]
    assert read == [("chef d'État", None), (None, "LBN")]
