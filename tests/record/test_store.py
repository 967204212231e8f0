"""Adding readings: once, whole, checked, and versions beside one another."""

from dataclasses import replace

import pytest

from dragoman.errors import UnknownNameError
from dragoman.record.refusal import UnverifiedError
from dragoman.record.store import open_record
from dragoman.types.document import Document
from dragoman.types.span import Span

URL = "https://example.org/visite"
MALI = frozenset({"MLI"})
RUSSIA = frozenset({"RUS", "SUN"})


def test_a_reading_comes_back_as_it_went_in(record, visit):
    document, reading = visit()

    added = record.add(document, reading)

    assert added.created
    assert added.version == 1
    assert record.text(added.document) == document.text
    assert record.reading(added.document) == reading


def test_adding_a_known_text_changes_nothing(record, visit, contents):
    record.add(*visit(url=URL))
    before = contents(record)

    added = record.add(*visit(url=URL))

    assert not added.created
    assert contents(record) == before


def test_a_known_text_at_another_address_changes_nothing(record, visit, contents):
    record.add(*visit(url=URL))
    before = contents(record)

    added = record.add(*visit(url=f"{URL}/copie"))

    assert not added.created
    assert contents(record) == before


def test_a_changed_article_is_a_new_version_beside_the_old_one(record, visit):
    first = record.add(*visit(1, url=URL))

    second = record.add(*visit(2, url=URL))

    assert (first.version, second.version) == (1, 2)
    assert [info.current for info in record.documents(superseded=True)] == [False, True]
    assert [info.id for info in record.documents()] == [second.document]
    assert {event.document.id for event in record.events()} == {second.document}
    both = {event.document.id for event in record.events(superseded=True)}
    assert both == {first.document, second.document}
    assert record.text(first.document) != record.text(second.document)


def test_a_date_that_becomes_known_corrects_the_document(record, visit):
    document, reading = visit(url=URL)
    undated = replace(document, published=None)
    first = record.add(undated, replace(reading, published=None))

    second = record.add(document, reading)

    assert (second.created, second.corrected, second.document) == (False, True, first.document)
    assert record.document(first.document).published == "2021-05"
    assert record.reading(first.document) == reading
    assert record.counts().events == 3
    assert not record.add(document, reading).corrected


def test_a_date_that_is_no_longer_given_is_kept(record, visit, contents):
    document, reading = visit(url=URL)
    record.add(document, reading)
    before = contents(record)

    added = record.add(replace(document, published=None), replace(reading, published=None))

    assert not added.corrected
    assert contents(record) == before


def test_articles_without_an_address_are_no_versions_of_each_other(record, visit):
    record.add(*visit(1))

    added = record.add(*visit(2))

    assert added.version == 1
    assert len(record.documents()) == 2


def test_a_given_address_outranks_the_url(record, visit):
    record.add(*visit(1, url=URL), address="file.txt")

    added = record.add(*visit(2, url=f"{URL}/autre"), address="file.txt")

    assert added.version == 2


def test_a_reading_that_does_not_fit_its_text_is_refused_whole(record, visit, contents):
    document, reading = visit()
    before = contents(record)
    beyond = Span(0, len(document.text) + 1)

    with pytest.raises(UnverifiedError) as caught:
        record.add(document, replace(reading, sentences=(beyond,)))

    assert len(caught.value.problems) == 1
    assert document.id in str(caught.value)
    assert contents(record) == before


def test_a_reading_of_another_text_is_refused(record, visit):
    document, _ = visit(1)
    _, reading = visit(2)

    with pytest.raises(UnverifiedError, match="another text"):
        record.add(document, reading)


def test_a_replaced_reading_keeps_ids_and_doubles_nothing(record, visit, contents):
    record.add(*visit(url=URL))
    facts = [event.fact for event in record.events()]
    before = contents(record)

    record.add(*visit(url=URL), replace=True)

    assert [event.fact for event in record.events()] == facts
    assert contents(record) == before


def test_a_replacing_reading_takes_the_place_of_the_old_facts(record, visit):
    document, reading = visit()
    record.add(document, reading)
    fewer = replace(reading, events=reading.events[:1], agreements=(), claims=(), quotations=())

    record.add(document, fewer, replace=True)

    counts = record.counts()
    assert (counts.events, counts.agreements, counts.claims, counts.quotations) == (1, 0, 0, 0)
    assert record.health().problems == ()


def test_ids_of_facts_depend_on_content_alone(tmp_path, visit):
    ids = []
    for name, numbers in (("one", (1, 2)), ("two", (2, 1))):
        with open_record(tmp_path / name) as record:
            for number in numbers:
                record.add(*visit(number))
            facts = (*record.events(), *record.quotations(), *record.agreements())
            ids.append({fact.fact for fact in (*facts, *record.claims())})

    assert ids[0] == ids[1]
    assert len(ids[0]) == 12


def test_every_kind_of_fact_is_found_by_its_id(filled):
    facts = (
        *filled.events(),
        *filled.quotations(),
        *filled.agreements(),
        *filled.claims(),
    )

    assert [fact.fact[0] for fact in facts] == ["E", "E", "E", "Q", "G", "C"]
    assert [filled.fact(fact.fact) for fact in facts] == list(facts)


def test_the_beginning_of_an_id_is_enough_if_it_is_the_only_one(filled):
    event = filled.events()[0]

    assert filled.fact(f" {event.fact[:7].lower()} ") == event


def test_an_unknown_id_names_near_ones(filled):
    event = filled.events()[0]

    with pytest.raises(UnknownNameError, match=event.fact):
        filled.fact(event.fact[:-1] + "z")


def test_too_short_an_id_names_what_it_may_mean(filled):
    with pytest.raises(UnknownNameError, match="Near ids: E-"):
        filled.fact("E-")


def test_an_id_in_an_empty_record_is_unknown(record):
    with pytest.raises(UnknownNameError, match="there is no fact"):
        record.fact("E-0123456789")


@pytest.mark.parametrize("ask", ["document", "text", "reading"])
def test_an_unknown_document_is_said_to_be_unknown(record, ask):
    with pytest.raises(UnknownNameError, match="no document 7"):
        getattr(record, ask)(7)


def test_actors_are_entities_by_judgements_that_say_why(filled):
    [petrov] = filled.events(entity="person:oleg-petrov:RUS")[0].actors

    [judgement] = filled.judgements(petrov.id)

    assert judgement.verdict == petrov.entity
    assert judgement.by == "same-name"
    assert 0 < judgement.score < 1
    assert judgement.decided_at == "2024-05-01T12:00:00+00:00"


def test_entities_are_counted_by_the_texts_that_name_them(record, visit):
    record.add(*visit(1))
    record.add(*visit(2))

    named = {entity.id: (entity.known, entity.documents) for entity in record.entities()}

    assert named["MLI"] == (True, 2)
    assert named["person:oleg-petrov:RUS"] == (False, 2)


def test_failures_are_kept_by_cause_until_their_file_is_tried_again(record):
    kept = {"message": "is empty", "advice": "Leave it out."}
    for path in ("b.txt", "a.txt", "a.txt"):
        record.add_failure(path=path, cause="empty", **kept)
    record.add_failure(path="c.jsonl", article="line 2", cause="malformed", detail="x", **kept)

    groups = record.failures()
    record.clear_failures("a.txt")

    assert [(group.cause, len(group.failures)) for group in groups] == [
        ("empty", 2),
        ("malformed", 1),
    ]
    assert [failure.path for failure in groups[0].failures] == ["a.txt", "b.txt"]
    assert groups[1].failures[0].article == "line 2"
    assert record.counts().failures == 2


def test_counts_tell_documents_from_versions(record, visit):
    record.add(*visit(1, url=URL))
    record.add(*visit(2, url=URL))

    counts = record.counts()

    assert (counts.documents, counts.versions) == (1, 2)
    assert (counts.events, counts.quotations, counts.agreements, counts.claims) == (6, 2, 2, 2)


def test_a_record_opened_again_holds_the_same(where, visit):
    with open_record(where) as record:
        record.add(*visit())
        before = record.events()

    with open_record(where, create=False) as record:
        assert record.events() == before


def test_text_of_any_script_and_plane_comes_back(record, visit):
    document, reading = visit()
    text = document.text + " 🇲🇱 Москва 北京 e\u0301\r\n\u2028"
    wide = Document(id="wide", text=text)

    added = record.add(wide, replace(reading, document=wide.sha256))

    assert record.text(added.document) == text
