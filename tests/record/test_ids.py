"""Ids made of content."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.record.ids import DIGITS, LETTERS, IdMaker
from dragoman.types.span import Span

FACTS = st.lists(
    st.tuples(
        st.sampled_from(LETTERS),
        st.sampled_from(["CONSULT", "SUPPORT", "direct"]),
        st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda p: Span(p[0], sum(p))),
    ),
    max_size=30,
)


@given(FACTS)
def test_ids_of_one_document_differ_and_come_again(facts):
    maker, again = IdMaker("sha"), IdMaker("sha")

    made = [maker.make(*fact) for fact in facts]

    assert len(set(made)) == len(made)
    assert [again.make(*fact) for fact in facts] == made
    assert all(len(name) == DIGITS + 2 for name in made)


def test_a_taken_id_grows_longer():
    fact = ("E", "CONSULT", Span(3, 7))
    short = IdMaker("sha").make(*fact)

    longer = IdMaker("sha", {short}).make(*fact)

    assert longer.startswith(short)
    assert len(longer) == len(short) + 2


def test_another_document_gives_other_ids():
    fact = ("E", "CONSULT", Span(3, 7))

    assert IdMaker("one").make(*fact) != IdMaker("two").make(*fact)
