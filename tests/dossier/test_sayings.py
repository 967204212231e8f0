"""Quotations of a dossier are told once."""

import pytest

from dragoman.dossier.sayings import told_once
from dragoman.record.views import DocumentInfo, RecordedActor, RecordedQuotation
from dragoman.types.quotation import Quotation
from dragoman.types.span import Span

MINISTER = RecordedActor(
    actor="a1", id="A-1", entity="Q1", name="Awa Diallo", kind="person", country="MLI", role=None,
    sector=None,
)  # fmt: skip
STATE = RecordedActor(
    actor="a2", id="A-2", entity="MLI", name="Mali", kind="state", country="MLI", role=None,
    sector=None,
)  # fmt: skip


def said(fact, words, start, *, by=MINISTER, document=1):
    info = DocumentInfo(
        id=document, name="x", title=None, publisher=None, url=None, published=None, language="fr",
        sha256=str(document), version=1, current=True, added_at="",
    )  # fmt: skip
    span = Span(start, start + len(words))
    return RecordedQuotation(
        fact=fact, document=info, earliest=None, latest=None,
        quotation=Quotation(id="q1", kind="direct", span=span, evidence=(span,), rule="test"),
        words=words, speaker=by, principal=None, addressee=None, about=(),
    )  # fmt: skip


WIDE = said("Q-1", "le pays voulait « dialoguer avec tous » dès lundi", 0)
WITHIN = said("Q-2", "dialoguer avec tous", 18)
NARROW_NAMED = said("Q-3", "dialoguer avec tous", 18)
WIDE_UNNAMED = said("Q-4", "le pays voulait « dialoguer avec tous » dès lundi", 0, by=STATE)
ELSEWHERE = said("Q-5", "Dialoguer, avec tous", 400, document=2)
ANOTHER = said("Q-6", "dialoguer avec tous", 400, by=STATE, document=3)
BEHIND = said("Q-7", "nous verrons bien", 90)


@pytest.mark.parametrize(
    ("quotations", "told"),
    [
        ([WIDE, WITHIN], [WIDE]),
        ([WITHIN, WIDE], [WIDE]),
        ([WIDE_UNNAMED, NARROW_NAMED], [NARROW_NAMED]),
        ([NARROW_NAMED, WIDE_UNNAMED], [NARROW_NAMED]),
        ([WITHIN, ELSEWHERE], [WITHIN]),
        ([WITHIN, ANOTHER], [WITHIN, ANOTHER]),
        ([WIDE, BEHIND], [WIDE, BEHIND]),
    ],
)
def test_words_are_told_once(quotations, told):
    assert told_once(quotations) == tuple(told)
