"""Records that are empty, and names that are long, or read from right to left, or have no date."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from dragoman.record.store import open_record
from dragoman.surfaces.web.app import make_app
from dragoman.surfaces.web.library import library_at
from dragoman.surfaces.web.team.gate import Gate

FSI, PDI = "\u2068", "\u2069"


@pytest.fixture(scope="module")
def ask(odd_file, knowledge):
    client = TestClient(make_app(library_at(odd_file, knowledge), Gate(hosts=None)))
    return lambda address: client.get(address, headers={"accept-language": "fr"})


@pytest.fixture(scope="module")
def ask_empty(empty_file, knowledge):
    client = TestClient(make_app(library_at(empty_file, knowledge), Gate(hosts=None)))
    return lambda address, language="fr": client.get(address, headers={"accept-language": language})


def plain(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", page)))


def test_a_date_stays_behind_a_title_that_reads_from_right_to_left(ask, written):
    page = ask("/visits").text

    title, publisher = written.ODD[0].title, written.ODD[0].publisher
    assert f"« {FSI}{title}{PDI} », {FSI}{publisher}{PDI}, 1er juin 2000" in plain(page)


def test_names_that_read_from_right_to_left_are_apart_in_sentences(ask, written):
    cast = written.ODD[0]

    page = plain(ask("/dossier/ISR/SDN").text)
    assert f"{FSI}{cast.one}{PDI} (Soudan) se rend auprès de {FSI}{cast.other}{PDI}" in page


def test_files_take_such_names_along(ask, written):
    for form in ("md", "docx", "pdf"):
        assert ask(f"/dossier/ISR/SDN/box.{form}").status_code == 200
    assert written.ODD[0].one in ask("/dossier/ISR/SDN/box.md").text


def test_an_event_without_a_date_says_so(ask):
    page = ask("/dossier/ISR/SDN").text

    assert "date inconnue" in page
    assert '<section class="year" aria-label="Sans date connue">' in page


def test_codes_that_are_names_of_others_lead_to_their_own_state(ask):
    assert "<bdi>Israël – Soudan</bdi>" in ask("/dossier/ISR/SDN").text


NEXT = {
    "/": "dragoman ingest ARTICLES --record",
    "/actors": "Remplissez-le avec « dragoman ingest »",
    "/actors?q=x": "Retirer les filtres",
    "/agreements": "ajoutez-en avec « dragoman ingest »",
    "/agreements?stage=signed": "Retirer les filtres",
    "/visits": "ajoutez-en avec « dragoman ingest »",
    "/deliveries": "ajoutez-en avec « dragoman ingest »",
    "/quotations": "ajoutez-en avec « dragoman ingest »",
    "/network": "Ajoutez des articles avec « dragoman ingest »",
    "/review": "Ajoutez des articles avec « dragoman ingest »",
    "/review?rule=none": "Revenir à la file entière",
    "/audit": "Les jugements portés à la relecture paraissent ici",
    "/search?q=paix&kind=E": "Chercher ces mots sans autre filtre",
    "/dossier/MLI/RUS": "Tout ce qui concerne le Mali",
    "/dossier/MLI/RUS?since=1990": "Aucun article du registre",
    "/dossier/MLI/RUS/visits": "Retour au dossier",
    "/actor/MLI": "Aucun article du registre",
}


@pytest.mark.parametrize("address", NEXT)
def test_an_empty_page_says_what_to_do_next(ask_empty, address):
    page = ask_empty(address)

    assert page.status_code == 200
    assert NEXT[address] in plain(page.text)
    assert 'href="/api/v1/export' not in page.text


def test_a_period_without_pairs_leads_to_the_whole(get):
    assert 'href="/network">Toute la période' in get("/network?from=1970&to=1980").text


def test_a_date_that_is_none_leads_back_to_the_page(get):
    assert 'href="/dossier/MLI/RUS">Montrer cette page' in get("/dossier/MLI/RUS?since=hier").text


def test_the_review_of_an_empty_record_is_nothing_to_undo(ask_empty):
    assert 'value="undo"' not in ask_empty("/review").text


def test_making_the_empty_record_left_it_empty(empty_file):
    with open_record(empty_file, create=False) as record:
        assert record.counts().documents == 0
