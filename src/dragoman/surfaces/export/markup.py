"""Text inside XML."""

import re
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def inner(text: object) -> str:
    """Return `text` as the content of an element; characters XML cannot hold fall away."""
    return escape(_ILLEGAL.sub("", str(text)))


def attribute(text: object) -> str:
    """Return `text` as the value of an attribute, quotation marks included."""
    return quoteattr(_ILLEGAL.sub("", str(text)))
