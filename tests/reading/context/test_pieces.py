"""Words cut into pieces: every character is covered once, by the likeliest pieces."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.context.pieces import to_pieces

VOCABULARY = to_pieces(
    ["?", "▁", "▁min", "▁ministre", "istre", "s", "é", "▁a", "b", "ab"],
    [0.0, -3.0, -4.0, -5.0, -6.0, -2.0, -4.0, -3.0, -5.0, -6.0],
    unknown=0,
)
NAMES = list(VOCABULARY.known)


def _cut(text):
    return [(NAMES[p.id], text[p.start : p.end]) for p in VOCABULARY.cut(text)]


def test_one_likely_piece_beats_two_that_are_less_so_together():
    assert _cut("ministres") == [("▁ministre", "ministre"), ("s", "s")]


def test_what_no_piece_covers_is_unknown_letter_by_letter():
    assert _cut("abz") == [("▁a", "a"), ("b", "b"), ("?", "z")]


def test_pieces_lie_where_they_stand_in_the_text():
    text = "  ministre\n\nab "

    assert [(p.start, p.end) for p in VOCABULARY.cut(text)] == [(2, 10), (12, 13), (13, 14)]


def test_compatibility_forms_count_as_their_letters():
    # One character that stands for three keeps its one place.
    pieces = VOCABULARY.cut("a…b")

    assert pieces[0].start == 0
    assert pieces[-1].start == 2
    assert all(0 <= p.start <= p.end <= 3 for p in pieces)


@given(st.text(alphabet="abs éz\n'’…", max_size=60))
def test_every_letter_is_covered_once_and_in_order(text):
    pieces = VOCABULARY.cut(text)
    covered = [i for p in pieces for i in range(p.start, p.end)]

    assert covered == sorted(covered)
    assert {text[i] for i in range(len(text)) if i not in covered} <= {" ", "\n", "…"}
