"""One dispatch at several addresses of one record."""

import pytest
from sqlalchemy import delete, event, func, insert, select

from dragoman.record import copies
from dragoman.record.intake_tables import bands, signatures
from dragoman.record.intake_tables import copies as copies_table
from dragoman.record.store import open_record
from dragoman.sources import similar
from dragoman.types.document import Document
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Span

DISPATCH = (
    "Le ministre des Routes s'est rendu mardi à Belle-Rive pour y rencontrer la maire. Les deux "
    "responsables ont parlé du pont, dont les travaux ont pris du retard cet hiver. Selon la "
    "maire, l'entreprise chargée du chantier n'a pas reçu les poutres commandées au printemps. "
    "Le ministre a promis que l'État verserait sa part avant la fin du mois prochain."
)
CLOSING = " Lire aussi notre dossier."
OTHER = (
    "Le chef de l'opposition a quitté la capitale pour un voyage privé de trois semaines. Son "
    "parti assure que cette absence était prévue de longue date et ne change rien à la campagne."
)


def document(text, address, **said):
    return Document(id=address, text=text, url=f"https://{address}", **said)


def reading(document):
    return Reading(
        document=document.sha256,
        published=None,
        provenance=Provenance(dragoman="0", pack="fr:0", knowledge="0", model="none"),
        sentences=(Span(0, len(document.text)),),
    )


def add(record, document):
    return record.add(document, reading(document)).document


def test_a_dispatch_elsewhere_is_a_twin_that_adds_nothing(record):
    first = add(record, document(DISPATCH, "a.example/1"))
    add(record, document(OTHER, "a.example/2"))

    twin = record.intake.find_twin(document(DISPATCH + CLOSING, "b.example/1"), address="b")

    assert (twin.document, twin.root, twin.likeness.adds) == (first, first, False)
    assert twin.likeness.similarity > 0.8


def test_another_version_at_the_same_address_is_no_twin(record):
    add(record, document(DISPATCH, "a.example/1"))

    changed = document(DISPATCH + CLOSING, "a.example/1")

    assert record.intake.find_twin(changed, address=changed.url) is None
    add(record, changed)
    assert record.families() == {}


def test_a_copy_is_linked_once_with_what_its_source_says(record):
    first = add(record, document(DISPATCH, "a.example/1", publisher="A"))
    copy = document(DISPATCH + CLOSING, "b.example/1", publisher="B", title="Le pont")
    twin = record.intake.find_twin(copy, address=copy.url)

    added = [record.intake.add_copy(copy, address=copy.url, twin=twin) for _ in range(2)]

    assert added == [True, False]
    assert record.intake.is_copy(copy, address=copy.url)
    [kept] = record.intake.copies(first)
    assert (kept.publisher, kept.title, kept.address) == ("B", "Le pont", copy.url)
    assert kept.similarity == twin.likeness.similarity
    assert record.counts().versions == 1


def test_the_very_text_elsewhere_is_a_copy_kept_without_its_text(record):
    add(record, document(DISPATCH, "a.example/1"))
    copy = document(DISPATCH, "b.example/1")

    twin = record.intake.find_twin(copy, address=copy.url)
    record.intake.add_copy(copy, address=copy.url, twin=twin)

    assert twin.likeness.similarity == 1
    with record._database.reading() as connection:
        assert connection.execute(select(copies_table.c.text)).all() == [(None,)]


def test_read_documents_of_one_dispatch_are_one_family(record):
    texts = [DISPATCH, f"{DISPATCH} {OTHER}", f"{DISPATCH} Coût : 12 millions."]
    first, second, third = (
        add(record, document(text, f"{name}.example"))
        for name, text in zip("abc", texts, strict=True)
    )
    add(record, document("Awa ouvre la séance du conseil régional.", "d.example"))

    assert record.families() == {second: first, third: first}
    assert record.families([third]) == {third: first}


def test_documents_of_an_older_record_are_signed(record):
    first = add(record, document(DISPATCH, "a.example/1"))
    with record._database.writing() as connection:
        connection.execute(delete(bands))
        connection.execute(delete(signatures))
    copy = document(DISPATCH, "b.example/1")
    assert record.intake.find_twin(copy, address=copy.url) is None

    signed = [record.intake.sign_older() for _ in range(2)]

    assert signed == [1, 0]
    assert record.intake.find_twin(copy, address=copy.url).document == first


@pytest.mark.parametrize("text", ["12 34", "!!"])
def test_a_text_of_hardly_a_word_does_no_harm(record, text):
    add(record, document(text, "a.example/1"))

    assert record.health().problems == ()


# Bounds


BOILERPLATE = " ".join(f"rubrique{n}" for n in range(100))


def crowd(record, number):
    """Record articles that share half their words and are no dispatch of each other."""
    for n in range(number):
        own = " ".join(f"mot{n}x{place}" for place in range(50))
        add(record, document(f"{own} {BOILERPLATE}", f"crowd.example/{n}"))


def sharing(record, text):
    """Return how often a recorded document shares a key with `text`."""
    keys = similar.band_keys(similar.sign(text))
    with record._database.reading() as connection:
        return connection.execute(
            select(func.count()).select_from(bands).where(bands.c.key.in_(keys))
        ).scalar_one()


class Compared:
    """Stands in for the exact comparison, and counts."""

    def __init__(self, monkeypatch):
        self.texts = []
        exact = similar.compare

        def compare(earlier, later):
            self.texts.append(earlier)
            return exact(earlier, later)

        monkeypatch.setattr(similar, "compare", compare)


@pytest.mark.parametrize("twin_comes", [0, 20])
def test_a_twin_is_found_in_a_crowd_with_a_bounded_number_of_looks(record, monkeypatch, twin_comes):
    monkeypatch.setattr(copies, "_MOST_MEMBERS", 20)
    monkeypatch.setattr(copies, "_MOST_OF_BLOCK", 2)
    crowd(record, twin_comes)
    twin = add(record, document(f"{DISPATCH} {BOILERPLATE}", "a.example/1"))
    crowd(record, 20)
    copy = document(f"{DISPATCH}{CLOSING} {BOILERPLATE}", "b.example/1")
    assert sharing(record, copy.text) > 20
    compared = Compared(monkeypatch)

    found = record.intake.find_twin(copy, address=copy.url)

    assert found.document == twin
    assert len(compared.texts) <= copies._MOST_COMPARED


def test_of_a_large_block_only_the_oldest_and_newest_are_looked_at(record, monkeypatch):
    monkeypatch.setattr(copies, "_MOST_MEMBERS", 20)
    monkeypatch.setattr(copies, "_MOST_OF_BLOCK", 2)
    crowd(record, 12)
    keys = similar.band_keys(similar.sign(BOILERPLATE))
    rows = [{"key": keys[0], "document": info.id} for info in record.documents()]
    with record._database.writing() as connection:  # all are in one block, and in no other
        connection.execute(delete(bands))
        connection.execute(insert(bands), rows)

        whole = copies._nearest(connection, keys)
        monkeypatch.setattr(copies, "_MOST_MEMBERS", 11)
        some = copies._nearest(connection, keys)

    numbers = [row["document"] for row in rows]
    assert {row.document for row in whole} == set(numbers)
    assert {row.document for row in some} == {*numbers[:2], *numbers[-2:]}


def test_looking_at_a_block_ends_at_its_limit(tmp_path):
    with open_record(tmp_path / "r.sqlite") as record, record._database.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT document FROM bands WHERE key IN (1, 2) "
            "ORDER BY key, document LIMIT 9"
        ).all()

    assert any("SEARCH bands USING PRIMARY KEY" in str(step) for step in plan)
    assert all("TEMP B-TREE FOR ORDER BY" not in str(step) for step in plan)


def test_versions_at_the_same_address_hide_no_twin(record, monkeypatch):
    monkeypatch.setattr(copies, "_MOST_COMPARED", 2)
    twin = add(record, document(DISPATCH + CLOSING, "a.example/1"))
    for n in range(4):
        add(record, document(f"{DISPATCH} {'Suite. ' * n}", "b.example/1"))

    found = record.intake.find_twin(
        document(DISPATCH, "b.example/1"), address="https://b.example/1"
    )

    assert found.document == twin


def test_older_documents_are_looked_for_only_until_all_are_signed(record, monkeypatch):
    add(record, document(DISPATCH, "a.example/1"))
    record.intake.sign_older()
    asked = []
    with record._database.reading() as connection:
        event.listen(
            connection.engine, "before_cursor_execute", lambda *given: asked.append(given[2])
        )

    assert record.intake.sign_older() == 0
    assert not any("texts" in statement for statement in asked)
