"""The DocBin as spaCy itself reads it."""

import spacy
from spacy.tokens import DocBin


def test_spacy_reads_actors_and_facts(export, record):
    data, tally = export("docbin")

    docs = list(DocBin().from_bytes(data).get_docs(spacy.blank("fr").vocab))

    documents = {info.sha256: info for info in record.documents()}
    assert len(docs) == tally.written == len(documents)
    for doc in docs:
        info = documents[doc.user_data["sha256"]]
        assert doc.text == record.text(info.id)
        assert doc.user_data["url"] == (info.url or "")
        events = {event.fact: event for event in record.events(document=info.id)}
        triggers = doc.spans["triggers"]
        assert {span.id_ for span in triggers} == set(events)
        for span in triggers:
            event = events[span.id_].event
            assert span.label_ == event.type.value
            told = [mention.trigger for mention in event.mentions]
            assert any(span.start_char <= one.start and one.end <= span.end_char for one in told)
        quotations = {quotation.fact for quotation in record.quotations(document=info.id)}
        assert {span.id_ for span in doc.spans["quotations"]} == quotations
        assert doc.ents


def test_entities_are_named_by_kind(export):
    docs = DocBin().from_bytes(export("docbin")[0]).get_docs(spacy.blank("fr").vocab)

    labels = {entity.text: entity.label_ for doc in docs for entity in doc.ents}
    assert labels["Sergueï Lavrov"] == "person"
    assert labels["Bamako"] == "state"
