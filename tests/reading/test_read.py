"""What reading takes from the date of publication, and what it says when that is none."""

import pytest

from dragoman.reading.read import read, read_ground
from dragoman.types.document import Document
from dragoman.types.edtf import EdtfError

TOLD = "Moscou a condamné lundi la conférence de presse. Le Kremlin en a averti Paris."


@pytest.mark.parametrize(("published", "state"), [("1960-10-15", "SUN"), ("2022-05-11", "RUS")])
def test_a_capital_stands_for_the_state_of_the_day(published, state, analyser, knowledge):
    document = Document(id="day", text=TOLD, published=published)

    actors = read_ground(document, analyser=analyser, knowledge=knowledge).actors

    assert {a.entity.value for a in actors if a.kind.value == "state" and a.entity} == {
        state,
        "FRA",
    }


def test_a_date_of_publication_that_is_none_is_said_at_once(analyser, knowledge):
    document = Document(id="hour", text=TOLD, published="2022-05-11T10:00:00Z")

    with pytest.raises(EdtfError, match=r"hour: date of publication: '2022-05-11T10:00:00Z' is"):
        read(document, analyser=analyser, knowledge=knowledge)
