"""What is known of an article's words before they are read in context."""

import pytest

from dragoman.reading.events.scoring.marks import MARKS, NAMES, mark

TEXT = (
    "Le Kenya accuse le Ghana. Le président kényan a condamné le Ghana, selon le Kenya. "
    "L'ONU appelle au calme."
)


def _marks(scene, word, nth=0):
    tokens = [t for t in scene.reader.analysis.tokens if t.text == word]
    return mark(scene).get(tokens[nth].i, ())


def _named(scene, word, nth=0):
    """The names of the marks that a word bears, without those of who it is."""
    names = [NAMES[m] for m in _marks(scene, word, nth)]
    return {name for name in names if not name.startswith("actor:")}


def _who(scene, word, nth=0):
    return [m for m in _marks(scene, word, nth) if NAMES[m].startswith("actor:")]


def test_names_of_one_state_bear_one_mark_and_those_of_another_another(scene_of):
    scene = scene_of(TEXT)

    assert _who(scene, "Kenya") == _who(scene, "Kenya", 1)
    assert _who(scene, "Ghana") == _who(scene, "Ghana", 1)
    assert _who(scene, "Kenya") != _who(scene, "Ghana")


def test_kind_and_state_both_tell(scene_of):
    scene = scene_of(TEXT)
    found = {word: _who(scene, word) for word in ("Kenya", "président", "ONU")}

    assert all(len(marks) == 1 for marks in found.values())
    assert len({marks[0] for marks in found.values()}) == 3


def test_a_trigger_bears_the_types_it_may_tell(scene_of):
    scene = scene_of(TEXT)

    assert {"type:ACCUSE", "told:lead"} <= _named(scene, "accuse")
    assert {"type:ACCUSE", "told:early"} <= _named(scene, "condamné")
    assert _marks(scene, "selon") == ()


def test_a_name_bears_what_it_is_to_the_word_above(scene_of):
    scene = scene_of("Le Kenya et le Ghana ont été accusés par le Togo.")

    assert "function:nsubj:pass" in _named(scene, "Kenya")
    assert "function:nsubj:pass" in _named(scene, "Ghana")
    assert "function:obl:agent" in _named(scene, "Togo")
    assert "told:passive" in _named(scene, "accusés")


@pytest.mark.parametrize(
    ("told", "word", "name"),
    [
        ("mercredi", "mercredi", "time:0"),
        ("mardi", "mardi", "time:1"),
        ("le 2 mars 2023", "2", "time:7"),
        ("le 2 mars 2019", "mars", "time:old"),
        ("en mars 2023", "mars", "time:this-month"),
        ("en mai 2021", "mai", "time:month"),
        ("en 2023", "2023", "time:this-year"),
        ("en 2019", "2019", "time:year"),
        ("pendant trois ans", "ans", "time:length"),
    ],
)
def test_a_time_bears_how_long_before_the_paper_it_lies(scene_of, told, word, name):
    scene = scene_of(f"Le Kenya a condamné le Ghana {told}.")

    assert name in _named(scene, word)


def test_who_speaks_and_what_is_said_is_marked(scene_of):
    scene = scene_of("Le Kenya a déclaré que le Ghana avait attaqué le Togo.")

    assert "speech:speaker" in _named(scene, "Kenya")
    assert {"speech:indirect"} <= _named(scene, "Ghana")
    assert not {n for n in _named(scene, "Kenya") if n == "speech:indirect"}


def test_marks_are_numbers_of_the_table(scene_of):
    every = [m for marks in mark(scene_of(TEXT)).values() for m in marks]

    assert every
    assert all(0 <= m < MARKS for m in every)
