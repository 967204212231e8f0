import pytest

from dragoman.dossier.choice import Choice
from dragoman.record.survey import ActivePair, Coverage
from dragoman.surfaces.web.charts.balance import _labelled
from dragoman.surfaces.web.charts.bars import draw_coverage
from dragoman.surfaces.web.charts.network import HEIGHT, WIDTH, draw_network
from dragoman.surfaces.web.charts.worldmap import draw_map, outlines
from dragoman.surfaces.web.pages.zooming import zooms


def pair(one, other, events):
    return ActivePair(one=one, other=other, events=events)


PAIRS = [pair("FRA", "MLI", 9), pair("MLI", "RUS", 6), pair("CHN", "USA", 1)]


def test_network_stands_within_its_frame_and_always_the_same():
    drawn = draw_network(PAIRS, {})

    assert drawn == draw_network(PAIRS, {})
    assert {disc.id for disc in drawn.discs} == {"FRA", "MLI", "RUS", "CHN", "USA"}
    assert all(0 < disc.x < WIDTH and 0 < disc.y < HEIGHT for disc in drawn.discs)


def test_a_disc_counts_all_its_events():
    discs = {disc.id: disc for disc in draw_network(PAIRS, {}).discs}

    assert discs["MLI"].events == 15
    assert discs["MLI"].radius > discs["FRA"].radius > discs["CHN"].radius


@pytest.mark.parametrize(
    ("conflict", "kind"), [(0, "cooperation"), (9, "conflict"), (5, "conflict"), (4, "cooperation")]
)
def test_a_thread_shows_what_there_is_more_of(conflict, kind):
    assert draw_network(PAIRS, {("FRA", "MLI"): conflict}).threads[0].kind == kind


def test_a_thread_of_as_much_of_both_is_neither():
    assert draw_network(PAIRS, {("MLI", "RUS"): 3}).threads[1].kind == "other"


def test_no_pairs_no_network():
    assert draw_network([], {}) is None


def test_map_darkens_with_the_number_of_events():
    shades = {land.code: land.shade for land in draw_map(frozenset({"RUS"}), {"MLI": 1, "FRA": 99})}

    assert shades["RUS"] == 5
    assert shades["FRA"] == 4
    assert shades["MLI"] == 1
    assert shades["BRA"] == 0


def test_no_map_of_what_is_on_none():
    assert draw_map(frozenset({"NATO"}), {}) is None


def test_no_outline_crosses_the_whole_map():
    for path in outlines().values():
        steps = [step.split("-")[-1].split(" ")[0] for step in path.replace("z", "").split("l")[1:]]
        assert all(abs(int(step)) < 500 for step in steps if step.isdigit())


def test_coverage_counts_undated_articles_apart():
    drawn = draw_coverage(
        [
            Coverage(month="2020-06", publisher="A", documents=3),
            Coverage(month="2020-07", publisher=None, documents=2),
            Coverage(month=None, publisher="A", documents=4),
        ]
    )

    assert drawn.undated == 4
    assert drawn.rows == (("2020-06", 3), ("2020-07", 2))
    assert drawn.publishers == (("A", 0, 7), (None, 1, 2))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ()),
        ("1960", None, (("zoom_all", None, None),)),
        (
            "1980", "1989",
            (
                ("earlier", "1970", "1979"), ("later", "1990", "1999"),
                ("zoom_out", "1970", "1999"), ("zoom_all", None, None),
            ),
        ),
        (
            "2022-01", "2022-03",
            (
                ("earlier", "2021-10", "2021-12"), ("later", "2022-04", "2022-06"),
                ("zoom_out", "2022", "2022"), ("zoom_all", None, None),
            ),
        ),
        ("1990", "1980", (("zoom_all", None, None),)),
    ],
)  # fmt: skip
def test_a_part_of_a_timeline_leads_beside_out_and_to_the_whole(since, until, expected):
    choice = Choice(since=since, until=until)

    assert zooms(choice, range(1960, 2023)) == expected


def test_months_and_quarters_are_labelled_by_year_where_they_are_many():
    periods = [f"{year}-{quarter}" for year in range(2000, 2005) for quarter in range(33, 37)]

    assert _labelled(periods) == [(place, str(2000 + place // 4)) for place in range(0, 20, 4)]
    assert _labelled(periods[:2]) == [(0, "2000-33"), (1, "2000-34")]
