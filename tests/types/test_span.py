import pytest

from dragoman.types.span import Span


@pytest.mark.parametrize(
    ("first", "second", "overlaps", "covers"),
    [
        (Span(0, 5), Span(2, 4), True, True),
        (Span(0, 5), Span(4, 9), True, False),
        (Span(0, 5), Span(5, 9), False, False),
        (Span(2, 4), Span(0, 5), True, False),
    ],
)
def test_span_relations(first, second, overlaps, covers):
    assert first.overlaps(second) is overlaps
    assert first.covers(second) is covers


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_empty_or_negative_span_is_refused(start, end):
    with pytest.raises(ValueError, match="empty or starts before"):
        Span(start, end)


def test_offsets_are_code_points():
    assert Span(2, 6).of("😀 Mali") == "Mali"
