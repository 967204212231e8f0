"""What is shown of where articles come from, and that what they hold does nothing."""

import json

import pytest

from dragoman.record.store import open_record

WORDS = (
    "Moussa visite le marché aux poissons de Belle-Rive avec le ministre des Pêches. Les vendeuses "
    "ont montré les nouveaux étals et demandé une halle couverte pour la saison des pluies."
)


def first_fact():
    with open_record("dragoman.sqlite", create=False) as record:
        return record.events()[0].fact


def test_why_shows_where_text_and_date_come_from_and_the_copies(light, lines):
    said = {"text": WORDS, "published": "2021-05-03", "publisher": "Un"}
    lines(
        "a.jsonl",
        {**said, "url": "https://un.example/2022/01/09/a"},
        *({**said, "url": f"https://e.example/{n}", "publisher": f"Copie {n}"} for n in range(7)),
    )
    light("ingest", "a.jsonl")

    _, out, _ = light("why", first_fact())
    _, french, _ = light("--lang", "fr", "why", first_fact())
    told = json.loads(light("why", first_fact(), "--json")[1])

    assert told["origin"]["place"] == "a.jsonl"
    assert told["origin"]["date"]["source"] == "given"
    assert [copy["publisher"] for copy in told["copies"]] == [f"Copie {n}" for n in range(7)]
    assert "Taken from: a.jsonl" in out
    assert "Date of publication: 3 May 2021 (given with the article), “2021-05-03”; against" in out
    assert "9 January 2022 (the address)" in out
    assert "The same dispatch: Copie 0, https://e.example/0" in out
    assert "... and 2 more copies" in out
    assert "9 janvier 2022 (l'adresse)" in french.replace("\u00a0", " ")


def test_why_of_a_page_names_its_extractor(light, site):
    page = f"<html lang='fr'><body><article><h1>x</h1><p>{WORDS}</p></article></body></html>"
    light("ingest", site.put("/a", page), "--allow-private")

    _, out, _ = light("why", first_fact())

    assert ", extracted by trafilatura" in out
    assert "Fetched: 20" in out


def test_dates_that_contradict_each_other_are_told_in_french(light, tmp_path):
    (tmp_path / "a.txt").write_text(
        f"date: 2021-05-03\nurl: https://e.example/2022/01/09/a\n\n{WORDS}"
    )

    _, _, err = light("--lang", "fr", "ingest", "a.txt")

    assert "2021-05-03 (donné avec l'article) / 2022-01-09 (l'adresse)" in err


ORDERS = {
    "colours and titles": "\x1b]0;owned\x07\x1b[31m",
    "in one character": "\x9b31m",
    "the other way round": "\u202e",
    "back to the left": "\b\b\b",
}


@pytest.mark.parametrize("kind", ORDERS)
def test_a_terminal_obeys_nothing_that_an_article_holds(light, lines, kind):
    order = ORDERS[kind]
    lines("a.jsonl", {"text": f"Moussa visite{order} le marché. {WORDS}", "title": f"a{order}b"})
    lines("b.jsonl", {"text": WORDS, "id": f"a{order}b", "published": f"{order}"}, {"id": order})

    shown = "".join(
        part
        for arguments in (
            ("read", "a.jsonl"), ("ingest", "a.jsonl"), ("ingest", "b.jsonl"), ("errors",),
            ("ingest", f"no{order}where"),
        )
        for part in light(*arguments)[1:]
    )  # fmt: skip
    shown += light("why", first_fact())[1]

    assert not set(order) & set(shown) - set("]0;owned[31m")
