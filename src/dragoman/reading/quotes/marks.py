"""Find what stands between quotation marks, without any grammar.

The press opens with one mark and closes with another, forgets one, puts spaces on the
wrong side and quotes inside quotes. One pass over the marks pairs them; time grows with
their number.
"""

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.types.span import Span

_MARK = re.compile(r"[«»“”„‟\"＂]|['’‘′]{2}")
_PARAGRAPH = re.compile(r"\n\s*")
_SPACES = " \t\n\r\u00a0\u202f\u2009"
_BEFORE_OPENING = "([{'’‘-–—/:"
_AFTER_CLOSING = ".,;:!?…)]}-–—/"
_SENTENCE_ENDS = ".!?…"
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_LONG_PARAGRAPH = 3000  # an article on one line has no paragraphs: keep one sentence
_DEEPEST = 4

Style = Literal["angle", "curly", "straight", "single"]
Side = Literal["open", "close", "either"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters between an opening and a closing mark, of one paragraph.

    Attributes:
        span: the words, without marks and surrounding white space.
        outer: the same with its marks.
        closed: whether a closing mark was found.
        first: False for the later paragraphs of one quotation.
        inner: stretches quoted inside this one.
    """

    span: Span
    outer: Span
    closed: bool = True
    first: bool = True
    inner: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    style: Style
    side: Side
    paragraph: int


def _style(mark: str) -> Style:
    if mark in "«»":
        return "angle"
    if mark in "“”„‟":
        return "curly"
    return "straight" if len(mark) == 1 else "single"


def _side(text: str, start: int, end: int) -> Side:
    """Tell from its neighbours whether a mark opens or closes."""
    mark = text[start:end]
    if mark in "«“„":
        return "open"
    if mark in "»”":
        return "close"
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    space_before, space_after = before in _SPACES, after in _SPACES
    if space_before and space_after:
        return "either"
    if space_before or before in _BEFORE_OPENING:
        # ' ".' closes; ' "...' opens
        if space_after or (after in _AFTER_CLOSING and text[end : end + 2] not in ("..", "-")):
            return "close"
        return "open"
    if space_after or after in _AFTER_CLOSING:
        return "close"
    return "either"


def _marks(text: str, edges: list[tuple[int, int]]) -> list[_Mark]:
    breaks = [start for start, _ in edges]
    marks: list[_Mark] = []
    paragraph = 0
    for match in _MARK.finditer(text):
        while paragraph < len(breaks) and breaks[paragraph] < match.start():
            paragraph += 1
        side = _side(text, match.start(), match.end())
        marks.append(_Mark(match.start(), match.end(), _style(match.group()), side, paragraph))
    return marks


def _starts_anew(text: str, position: int) -> bool:
    """Tell whether a sentence has ended just before `position`."""
    before = text[max(0, position - 4) : position].rstrip(_SPACES)
    return not before or before[-1] in _SENTENCE_ENDS


def _nests(text: str, marks: list[_Mark], n: int, top: _Mark) -> bool:
    """Tell whether the opening mark `n` quotes inside `top`, which is still open.

    Else the closing mark of `top` was forgotten. A nested quotation is followed by
    its own closing mark and then by that of the outer one.
    """
    mark = marks[n]
    if mark.paragraph != top.paragraph and not text[top.end : mark.start].strip():
        return False
    following = [m.side for m in marks[n + 1 : n + 3]]
    closes = len(following) == 2 and following[0] != "open" and following[1] != "open"
    if mark.style != top.style and mark.style in ("angle", "curly"):
        return closes or not _starts_anew(text, mark.start)
    return closes


def find_stretches(text: str) -> tuple[Stretch, ...]:
    """Return the outermost quoted stretches of `text`, one per paragraph they cover."""
    edges = [m.span() for m in _PARAGRAPH.finditer(text)]
    marks = _marks(text, edges)
    found: list[Stretch] = []
    stack: list[_Mark] = []
    inner: list[Span] = []

    def close(end: int, after: int, *, closed: bool) -> None:
        nonlocal inner
        found.extend(_cut(text, stack[0], end, after, closed=closed, inner=tuple(inner)))
        stack.clear()
        inner = []

    for n, mark in enumerate(marks):
        if stack and mark.paragraph != stack[0].paragraph and _breaks_off(stack[0], mark):
            end = _end_unclosed(text, stack[0], edges)
            close(end, end, closed=False)
        side = _resolve(mark, stack)
        if side == "open":
            if stack and not _nests(text, marks, n, stack[0]):
                end = _end_unclosed(text, stack[0], edges, mark.start)
                close(end, end, closed=False)
            if len(stack) < _DEEPEST:
                stack.append(mark)
            continue
        if not stack:
            continue
        level = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].style == mark.style), -1)
        if level < 0:
            level = len(stack) - 1
        if level == 0:
            close(mark.start, mark.end, closed=True)
        else:
            if stack[level].end < mark.start:
                inner.append(Span(stack[level].end, mark.start))
            del stack[level:]
    if stack:
        end = _end_unclosed(text, stack[0], edges)
        close(end, end, closed=False)
    return tuple(found)


def _resolve(mark: _Mark, stack: list[_Mark]) -> Side:
    if mark.side != "either":
        return mark.side
    return (
        "close" if any(m.style == mark.style for m in stack) else "open" if not stack else "close"
    )


def _breaks_off(top: _Mark, mark: _Mark) -> bool:
    """Tell whether a stretch that is open at a paragraph's end stops there."""
    return mark.side == "open" or mark.paragraph - top.paragraph > 8


def _end_unclosed(
    text: str, opening: _Mark, edges: list[tuple[int, int]], limit: int | None = None
) -> int:
    """Return where a stretch without closing mark ends: its paragraph, or before `limit`."""
    start = edges[opening.paragraph - 1][1] if opening.paragraph else 0
    stop = edges[opening.paragraph][0] if opening.paragraph < len(edges) else len(text)
    if limit is not None and limit <= stop:
        return limit
    if stop - start <= _LONG_PARAGRAPH:
        return stop
    sentence = _SENTENCE_END.search(text, opening.end, stop)
    return sentence.end() if sentence else stop


def _cut(
    text: str, opening: _Mark, end: int, after: int, *, closed: bool, inner: tuple[Span, ...]
) -> list[Stretch]:
    """Cut what stands between `opening` and `end` at paragraphs."""
    found: list[Stretch] = []
    start = opening.end
    edges = [m.span() for m in _PARAGRAPH.finditer(text, start, end)]
    pieces = zip([start, *(e for _, e in edges)], [*(s for s, _ in edges), end], strict=True)
    for low, high in pieces:
        words = text[low:high]
        left = len(words) - len(words.lstrip(_SPACES))
        body = words.strip(_SPACES)
        if not body:
            continue
        span = Span(low + left, low + left + len(body))
        outer = Span(
            opening.start if low == start else span.start,
            after if high == end else span.end,
        )
        inside = tuple(s for s in inner if span.covers(s))
        found.append(Stretch(span, outer, closed or high != end, not found, inside))
    return found
