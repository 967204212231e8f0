"""Charts of a relation and of an alignment."""

import json

import pytest

from dragoman.dossier.alignment import find_alignment
from dragoman.dossier.relation import find_relation
from dragoman.dossier.sides import find_sides
from dragoman.record.store import open_record
from dragoman.surfaces.charts.draw import ChartFormatError, check_format, draw
from dragoman.surfaces.charts.specs import alignment_chart, relation_chart


@pytest.fixture(scope="module")
def found(press_file, knowledge):
    mali, russia, france = find_sides(("Mali", "Russie", "France"), knowledge)
    with open_record(press_file, create=False) as record:
        return (
            find_relation(record, knowledge, mali, russia, by="year"),
            find_alignment(record, knowledge, mali, (france, russia), by="year"),
        )


def specs(found, say):
    return [relation_chart(found[0], say), alignment_chart(found[1], say)]


def test_data_stand_in_the_chart_and_nothing_is_fetched(found, say):
    for spec in specs(found, say):
        text = json.dumps(spec)
        assert "1971" in text
        assert '"url"' not in text


def test_drawn_as_svg_with_words_of_the_language(found, say):
    for spec in specs(found, say):
        picture = draw(spec, ".svg", locale=say("chart.locale")).decode()
        assert picture.startswith("<svg")
        assert "Mali" in picture
        assert "href" not in picture


def test_drawn_as_png(found, say):
    for spec in specs(found, say):
        assert draw(spec, ".PNG", locale="fr-FR").startswith(b"\x89PNG")


def test_the_chart_itself_as_json(found, say):
    spec = relation_chart(found[0], say)

    assert json.loads(draw(spec, ".json", locale="fr-FR")) == spec


def test_other_formats_are_refused(tmp_path):
    with pytest.raises(ChartFormatError, match=r"\.svg"):
        check_format(tmp_path / "chart.gif")
