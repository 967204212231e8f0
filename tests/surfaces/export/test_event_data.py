"""PLOVER and CAMEO lines read by pandas, and held against the columns of POLECAT and GDELT."""

import io

import pandas
import pytest

from dragoman.ontology.crosswalk import goldstein
from dragoman.surfaces.export import gdelt, plover


@pytest.fixture
def read(export):
    def frame(name, **filters):
        data, tally = export(name, **filters)
        missing = ["None"] if name == "plover" else [""]
        table = pandas.read_csv(
            io.BytesIO(data), sep="\t", quoting=3, dtype=str, na_values=missing,
            keep_default_na=False,
        )  # fmt: skip
        return table, tally

    return frame


def test_columns_are_those_of_polecat_and_ours(read):
    table, _ = read("plover")

    assert list(table.columns) == [*plover.POLECAT, *plover.OURS]
    assert len(plover.POLECAT) == 40


def test_columns_are_those_of_gdelt_and_ours(read):
    table, _ = read("gdelt")

    assert list(table.columns) == [*gdelt.GDELT, *gdelt.OURS]
    assert len(gdelt.GDELT) == 61


def test_what_plover_does_not_code_is_counted(read, record):
    table, tally = read("plover")

    coded = {e.fact for e in record.events(statuses=frozenset({"actual", "ongoing", "planned"}))}
    assert set(table["Event ID"]) <= coded
    assert tally.written == len(table)
    assert tally.written + sum(tally.left_out.values()) == len(record.events())
    assert tally.left_out["not_done"] > 0  # the delivery that Mali denies


def test_a_visit_as_plover_has_it(read):
    table, _ = read("plover")

    [visit] = table[(table["Event Mode"] == "visit") & (table["Event Date"] == "2023-02-07")][
        [
            "Event Type",
            "Quad Code",
            "Actor Name",
            "Actor Country",
            "Recipient Country",
            "CAMEO",
            "URL",
        ]
    ].values.tolist()[:1]
    assert visit == [
        "CONSULT", "VERBAL COOPERATION", "Sergueï Lavrov", "RUS", "MLI", "042",
        "https://example.org/lavrov",
    ]  # fmt: skip


def test_planned_cooperation_becomes_agree(read, record):
    planned = {e.fact for e in record.events(statuses=frozenset({"planned"}))}
    table, _ = read("plover")

    lines = table[table["Event ID"].isin(planned)]
    assert set(lines["Event Type"]) <= {"AGREE"}
    assert set(lines["CAMEO"].str[:2]) <= {"03"}
    assert set(table[table["Status"] == "planned"]["Event ID"]) == set(lines["Event ID"])


def test_a_day_is_given_only_where_it_is_known(read):
    table, _ = read("gdelt")

    vague = table[table["DateEDTF"] == "2022-08"]
    assert len(vague) > 0
    assert vague["SQLDATE"].isna().all()
    assert set(vague["MonthYear"]) == {"202208"}
    exact = table[table["DateEDTF"] == "2023-02-07"].iloc[0]
    assert (exact["SQLDATE"], exact["Year"]) == ("20230207", "2023")
    assert float(exact["FractionDate"]) == pytest.approx(2023 + 37 / 365, abs=1e-4)


def test_lines_of_gdelt_are_consistent(read):
    table, _ = read("gdelt")

    assert table["GLOBALEVENTID"].is_unique
    for _, line in table.iterrows():
        assert line["EventCode"].startswith(line["EventRootCode"])
        assert line["EventBaseCode"] == line["EventCode"][:3]
        assert float(line["GoldsteinScale"]) == goldstein(line["EventCode"])
        assert int(line["QuadClass"]) in (1, 2, 3, 4)
        assert int(line["GLOBALEVENTID"]) // 1000 == int(line["DragomanFact"][2:], 16)


def test_parties_without_a_recipient_make_a_line_each_way(read, record):
    together = [e for e in record.events() if len(e.actors) > 1 and not e.recipients]
    table, _ = read("gdelt")

    assert together
    for event in together:
        lines = table[table["DragomanFact"] == event.fact]
        assert len(lines) == len(event.actors) * (len(event.actors) - 1)
        assert set(lines["Actor1Name"]) == set(lines["Actor2Name"])
