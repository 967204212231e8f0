"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.decode import decode
from dragoman.sources.outcome import CAUSES, RefusedError

TEXT = (
    "Une délégation française est arrivée à Bamako où elle a été reçue dès l'aube. "
    "Les négociations sur la forêt et la pêche reprendront en août, après trois années d'arrêt."
)
SHORT = "Le ministre a été reçu à Moscou."


@pytest.mark.parametrize("text", [TEXT, SHORT])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "iso8859-15", "mac_roman", "cp850"])
def test_a_guessed_encoding_gives_the_text_and_is_said(text, encoding):
    decoded, [notice] = decode(text.encode(encoding))

    assert decoded == text
    assert notice.code == "encoding"
    assert notice.detail in notice.message


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_believed_and_left_out(mark, encoding):
    assert decode(mark + TEXT.encode(encoding)) == (TEXT, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_guessed(encoding):
    decoded, [notice] = decode(TEXT.encode(encoding))

    assert (decoded, notice.detail) == (TEXT, encoding)


def test_utf_8_needs_no_notice():
    assert decode(TEXT.encode()) == (TEXT, ())


REFUSED = [
    (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8, "binary"),
    (bytes(range(1, 256)) * 20, "binary"),
    (TEXT.encode() + b"\0", "nul"),
    (b"\0" * 100, "nul"),
    (TEXT[:20].encode() + b"\0\0" + TEXT[20:].encode(), "nul"),
    (codecs.BOM_UTF16_LE + b"a", "encoding"),
]


@pytest.mark.parametrize(("data", "cause"), REFUSED)
def test_what_is_no_text_is_refused(data, cause):
    with pytest.raises(RefusedError) as caught:
        decode(data)

    assert caught.value.cause == cause
    assert caught.value.advice.endswith(".")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_without_nul_or_one_refusal(data):
    try:
        text, notices = decode(data)
    except RefusedError as refused:
        text, notices, cause = "", (), refused.cause
    else:
        cause = None

    assert cause is None or cause in CAUSES
    assert "\0" not in text
    assert len(notices) <= 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_utf_8_text_comes_back(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, ())
