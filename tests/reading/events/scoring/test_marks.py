"""What is known of an article's words before they are read in context."""

from dragoman.reading.events.scoring.kinds import TYPES
from dragoman.reading.events.scoring.marks import MARKS, mark

TEXT = (
    "Le Kenya accuse le Ghana. Le président kényan a condamné le Ghana, selon le Kenya. "
    "L'ONU appelle au calme."
)
TRIGGERS = MARKS - len(TYPES)


def _marks(scene, word, nth=0):
    tokens = [t for t in scene.reader.analysis.tokens if t.text == word]
    return mark(scene).get(tokens[nth].i, ())


def _who(scene, word, nth=0):
    return [m for m in _marks(scene, word, nth) if m < TRIGGERS]


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
    accuse = TRIGGERS + TYPES.index("ACCUSE")

    assert accuse in _marks(scene, "accuse")
    assert accuse in _marks(scene, "condamné")
    assert _marks(scene, "selon") == ()


def test_marks_are_numbers_of_the_table(scene_of):
    every = [m for marks in mark(scene_of(TEXT)).values() for m in marks]

    assert every
    assert all(0 <= m < MARKS for m in every)
