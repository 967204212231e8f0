"""An article dealt out to windows."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.context.pieces import Piece
from dragoman.reading.context.windows import BACK, LONGEST, deal


def _pieces(count):
    return [Piece(1, 2 * n, 2 * n + 1) for n in range(count)]


def test_a_short_article_is_one_window():
    (window,) = deal(_pieces(40), [39, 79])

    assert (window.first, window.new, window.last) == (0, 0, 40)


def test_windows_break_where_sentences_end_and_repeat_the_last_ones():
    # Sentences of fifty pieces: five fit a window, and the next repeats one.
    windows = deal(_pieces(500), [100 * n for n in range(1, 11)])

    assert [(w.first, w.new, w.last) for w in windows] == [
        (0, 0, 250),
        (200, 250, 450),
        (400, 450, 500),
    ]


@given(st.integers(0, 1500), st.lists(st.integers(0, 3200), max_size=30))
def test_every_piece_is_new_once_in_a_window_that_is_not_too_long(count, ends):
    windows = deal(_pieces(count), ends)

    assert [n for w in windows for n in range(w.new, w.last)] == list(range(count))
    assert all(w.last - w.first + 2 <= LONGEST for w in windows)
    assert all(0 <= w.new - w.first <= BACK for w in windows)
