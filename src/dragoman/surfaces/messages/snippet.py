"""The part of a text in which words that were looked for stand."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
_BEFORE, _MOST = 80, 260


def snippet(text: str, phrases: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a short part of `text` around the first match, and where matches stand in it.

    Args:
        text: a sentence, a quotation or a whole article.
        phrases: what was looked for; case and accents do not matter.
    """
    wanted = {_fold(word) for phrase in phrases for word in _WORD.findall(phrase)}
    places = [match.span() for match in _WORD.finditer(text) if _fold(match[0]) in wanted]
    start = 0
    if len(text) > _MOST and places and places[0][0] > _BEFORE:
        start = text.rfind(" ", 0, places[0][0] - _BEFORE) + 1
    end = len(text)
    if end - start > _MOST:
        end = text.rfind(" ", start, start + _MOST)
        end = end if end > start else start + _MOST
    left, right = "… " * (start > 0), " …" * (end < len(text))
    body = re.sub(r"[\n\t]", " ", text[start:end])
    marks = tuple(
        (a - start + len(left), b - start + len(left)) for a, b in places if a >= start and b <= end
    )
    return f"{left}{body}{right}", marks


def _fold(word: str) -> str:
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
