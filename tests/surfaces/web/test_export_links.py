"""Pages lead to the exports of what they show, and every link gives a file."""

import re
from html import unescape

import pytest

PAGES = {
    "/dossier/MLI/RUS?since=2019&until=2023&status=actual": "geojson",
    "/actor/MLI": "icalendar",
    "/agreements?one=Mali": "csv",
    "/quotations": "parquet",
    "/network": "gexf",
}


def links(page):
    found = re.findall(r'href="(/api/v1/export/[^"]+)"', page)
    return [unescape(link) for link in found]


@pytest.mark.parametrize("page", PAGES)
def test_every_export_that_a_page_leads_to_is_there(get, page):
    found = links(get(page).text)

    assert any(f"/export/{PAGES[page]}" in link for link in found)
    for link in found:
        assert get(link).status_code == 200, link


def test_exports_of_a_dossier_keep_its_sides_dates_and_statuses(get):
    found = links(get("/dossier/MLI/RUS?since=2019&status=denied").text)

    assert "/api/v1/export/csv?one=MLI&other=RUS&since=2019&status=denied" in found


@pytest.mark.parametrize("page", ["/visits", "/agreements?stage=signed", "/quotations?kind=direct"])
def test_no_export_is_offered_that_would_hold_more_than_the_page(get, page):
    assert links(get(page).text) == []
