import pytest

from dragoman.knowledge.coordinates import locate


@pytest.mark.parametrize(
    ("place", "country", "precision"),
    [
        ("Bamako", "MLI", "city"),
        ("Moscow", "RUS", "city"),
        ("Tombouctou", "MLI", "city"),
        ("Mali", "MLI", "state"),
        ("le nord du Mali", "MLI", "state"),
        ("Brégançon", "FRA", "state"),
        ("Russie", "RUS", "state"),
    ],
)
def test_places_are_found(knowledge, place, country, precision):
    point = locate(knowledge, place)

    assert (point.country, point.precision) == (country, precision)
    assert -90 <= point.latitude <= 90
    assert -180 <= point.longitude <= 180


def test_a_place_nobody_knows_has_no_point(knowledge):
    assert locate(knowledge, "Trifouillis") is None


def test_east_and_north_are_positive(knowledge):
    bamako, moscow = locate(knowledge, "Bamako"), locate(knowledge, "Moscou")

    assert bamako.longitude < 0 < bamako.latitude < moscow.latitude
    assert moscow.longitude > 0
    assert locate(knowledge, "Canberra").latitude < 0
    assert locate(knowledge, "Russie").longitude > 30  # its middle lies in Siberia
