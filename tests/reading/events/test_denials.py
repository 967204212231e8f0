"""A denial that the text spells out reaches the status of what is denied."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.reading.analysis import Analyser
from dragoman.reading.read import read
from dragoman.types.document import Document


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("La Russie a démenti avoir bombardé un hôpital à Alep mardi.", "ASSAULT"),
        (
            "Le Mali a nié que la Russie ait envoyé des mercenaires à Bamako en 2021.",
            "MOBILIZE",
        ),
        ("Les rebelles touareg n'ont pas encore signé l'accord de paix avec Bamako.", "SUPPORT"),
        ("La Russie n'a livré aucun missile au Mali en 2022.", "AID"),
    ],
)
def test_what_is_denied_is_denied(
    text: str, type_: str, analyser: Analyser, knowledge: Knowledge
) -> None:
    document = Document(id="t", text=text, title=None, published="2023-02-07", url=None)

    reading = read(document, analyser=analyser, knowledge=knowledge)

    told = [event.status.value for event in reading.events if event.type.value == type_]
    assert told == ["denied"]


def test_a_negation_denies_only_what_it_is_about(analyser: Analyser, knowledge: Knowledge) -> None:
    text = "La Russie n'a pas seulement condamné le Mali, elle a aussi arrêté deux Maliens lundi."
    document = Document(id="t", text=text, title=None, published="2023-02-07", url=None)

    reading = read(document, analyser=analyser, knowledge=knowledge)

    assert reading.events
    assert all(event.status.value != "denied" for event in reading.events)
