"""What a person types into a search: words, and phrases between quotation marks."""

import re

from dragoman.languages.pack import installed_languages, load_section
from dragoman.languages.resolution_schema import ResolutionRules

_PHRASE = re.compile(r'"([^"]+)"|«\s*([^»]+?)\s*»|(\S+)')


def phrases(asked: str) -> tuple[str, ...]:
    """Return the words and the quoted phrases of a question, without elided articles."""
    elided: set[str] = set()
    for code in installed_languages():
        elided |= load_section(code, "resolution", ResolutionRules).elided
    found = []
    for match in _PHRASE.finditer(asked.replace("’", "'")):
        words = match[1] or match[2] or match[3]
        kept = []
        for word in words.split():
            before, apostrophe, after = word.partition("'")
            kept.append(after if apostrophe and before.casefold() in elided else word)
        found.append(" ".join(word for word in kept if word))
    return tuple(words for words in found if any(map(str.isalnum, words)))
