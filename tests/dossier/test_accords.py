"""One agreement across articles, with its stages."""

from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from dragoman.dossier.accords import find_accords, group_accords
from dragoman.dossier.entry import AgreementLine
from dragoman.dossier.lists import Wish
from dragoman.dossier.sides import find_sides

_spec = spec_from_file_location("series", Path(__file__).parent / "series.py")
series = module_from_spec(_spec)
_spec.loader.exec_module(series)


def line(title, stage, when, *parties, document=1):
    told = series.happening("SUPPORT", when, *parties, document=document)
    return AgreementLine(
        fact=f"G-{stage}-{when}-{document}",
        event=told.facts[0],
        title=title,
        stage=stage,
        when=when,
        parties=(*told.actors, *told.recipients),
        signatories=(),
        place=None,
        occasion=None,
        subjects=(),
        status="actual",
        attributed_to=None,
        evidence=told.evidence[0],
    )


def stages(accord):
    return [(stage.stage, stage.when) for stage in accord.stages]


def test_stages_of_one_title_are_one_accord():
    lines = [
        line("accord de coopération militaire", "announced", "2018", "AAA", "BBB"),
        line("l'accord de coopération militaire bilatéral", "signed", "2019-06-25", "BBB", "AAA",
             document=2),
        line("accord de coopération militaire", "ratified", "2020-01", "AAA", "BBB", document=3),
    ]  # fmt: skip

    [accord] = group_accords(lines)

    assert stages(accord) == [
        ("announced", "2018"),
        ("signed", "2019-06-25"),
        ("ratified", "2020-01"),
    ]
    assert accord.title == "l'accord de coopération militaire bilatéral"
    assert accord.articles == 3


def test_a_stage_told_twice_is_shown_once():
    title = "accord de coopération militaire"
    lines = [
        line(title, "signed", "2019-06-25", "AAA", "BBB"),
        line(title, "signed", "2019-06", "AAA", "BBB", document=2),
        line(title, "signed", None, "AAA", "BBB", document=3),
    ]

    [accord] = group_accords(lines)

    assert stages(accord) == [("signed", "2019-06-25")]
    assert accord.articles == 3


@pytest.mark.parametrize(
    "other",
    [
        line("accord de coopération judiciaire", "signed", "2019", "AAA", "BBB", document=2),
        line("accord de coopération militaire", "signed", "2019", "AAA", "CCC", document=2),
        line(None, "signed", "2021", "AAA", "BBB", document=2),
        line("un accord", "ratified", "2019", "AAA", "BBB", document=2),
    ],
    ids=["another subject", "other parties", "untitled, years later", "a title that says nothing"],
)
def test_what_may_be_another_accord_stays_apart(other):
    one = line("accord de coopération militaire", "signed", "2019", "AAA", "BBB")

    assert len(group_accords([one, other])) == 2


def test_untitled_joins_the_same_stage_at_the_same_time():
    one = line("accord de coopération militaire", "signed", "2019-06-25", "AAA", "BBB")
    other = line(None, "signed", "2019-06-27", "AAA", "BBB", document=2)

    assert len(group_accords([one, other])) == 1


def test_what_the_record_resolved_is_taken_from_it():
    same = [line("accord de défense", "signed", "2019", "AAA", "BBB", document=n) for n in (1, 2)]
    other = line("traité de coopération", "signed", "2021", "AAA", "BBB", document=3)

    apart = [replace(one, accord=f"T-{number}") for number, one in enumerate(same)]
    joined = [replace(one, accord="T-1") for one in (same[0], other)]

    assert len(group_accords(apart)) == 2
    assert len(group_accords(joined)) == 1


def test_without_parties_each_stands_alone():
    lines = [line("pacte d'assistance mutuelle", "signed", "2019", document=n) for n in (1, 2)]

    assert len(group_accords([replace(one, parties=()) for one in lines])) == 2


def test_of_a_record(press, knowledge):
    [accord] = find_accords(
        press, knowledge, Wish(sides=find_sides(("Mali", "Russie"), knowledge))
    ).accords

    assert accord.title == "un accord de coopération militaire"
    assert [party.entity for party in accord.parties] == ["RUS", "MLI"]
    assert [signatory.name for signatory in accord.stages[0].signatories] == [
        "Sergueï Choïgou",
        "Ibrahim Dahirou Dembélé",
    ]
