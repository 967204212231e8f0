"""Tellings of one happening made into one line."""

import pytest

from dragoman.dossier.entry import Entry, Party
from dragoman.dossier.evidence import Evidence, Source
from dragoman.dossier.joining import join_tellings


def telling(
    number, *, when="2024-05-03", status="actual", who=("RUS",), publisher="Le Fil",
    quantities=(), confidence=0.8,
):  # fmt: skip
    source = Source(
        document=number, name=f"{number}", title=None, publisher=publisher, url=None,
        published=f"2024-05-{10 + number}", sha256="0", version=1,
    )  # fmt: skip
    parties = tuple(
        Party(
            entity=id, name=id, names={}, kind="state", country=id, country_names={}, role=None
        )
        for id in who
    )  # fmt: skip
    return Entry(
        facts=(f"E-{number}",), type="CONSULT", mode=None, act=None, status=status, when=when,
        actors=parties, recipients=(), place=None, quantities=quantities, contexts=(),
        trigger="rencontre", attributed_to=None, agreements=(), claims=(), sources=1,
        evidence=(
            Evidence(fact=f"E-{number}", source=source, rule="test", passages=(), fields=()),
        ),
        confidence=confidence, happening="H-1",
    )  # fmt: skip


def test_the_date_most_articles_tell_is_shown_and_the_other_is_kept():
    tellings = [telling(1), telling(2, when="2024-05-04"), telling(3)]

    line = join_tellings(tellings, {})

    assert line.when == "2024-05-03"
    [difference] = line.differences
    assert (difference.field, difference.others, difference.why) == (
        "when",
        ("2024-05-04",),
        "most",
    )
    assert difference.facts == ("E-2",)


def test_a_wider_date_that_holds_the_day_is_no_disagreement():
    line = join_tellings([telling(1, when="2024-05"), telling(2)], {})

    assert line.when == "2024-05-03"
    assert line.differences == ()


def test_what_happened_is_shown_before_what_was_planned():
    line = join_tellings([telling(1, status="planned"), telling(2)], {})

    assert line.status == "actual"
    assert line.facts[0] == line.evidence[0].fact == "E-2"


def test_copies_of_one_dispatch_are_one_publisher():
    tellings = [telling(1), telling(2, publisher="Le Relais"), telling(3, publisher="Autre")]

    assert join_tellings(tellings, {}).publishers == 3
    assert join_tellings(tellings, {2: 1}).publishers == 2
    assert join_tellings(tellings, {2: 1}).sources == 3


def test_copies_do_not_outvote_another_article():
    tellings = [telling(n, when="2024-05-04") for n in (1, 2, 3)]
    tellings += [telling(4, publisher="Autre"), telling(5, publisher="Encore")]

    assert join_tellings(tellings, {2: 1, 3: 1}).when == "2024-05-03"


def test_numbers_that_differ_are_told():
    tellings = [telling(1, quantities=("deux chars",)), telling(2, quantities=("trois chars",))]

    [difference] = join_tellings(tellings, {}).differences

    assert difference.field == "quantities"
    assert {difference.shown, *difference.others} == {"deux chars", "trois chars"}


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_order_changes_nothing(order):
    made = {1: telling(1), 2: telling(2, when=None), 3: telling(3, who=("MLI", "RUS"))}

    assert join_tellings([made[n] for n in order], {}) == join_tellings(list(made.values()), {})
