"""Dates and places of events, by the words around their triggers."""

import pytest

from dragoman.reading.actors import find_actors
from dragoman.reading.events.candidates import find_candidates
from dragoman.reading.events.gazetteer import load_gazetteer
from dragoman.reading.events.judge import Reader, propose
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.mend import mend
from dragoman.reading.events.participants import gather
from dragoman.reading.times import find_times
from dragoman.types.document import Document


def drafts(text, parse, knowledge, published="2024-05-02"):
    """Return the first draft at each trigger word."""
    predicates = load_predicates("fr")
    grammar = predicates.lexicon.grammar
    document = Document(id="test", text=text, published=published)
    analysis = parse(text)
    times = find_times(analysis, published=published, knowledge=knowledge)
    actors = find_actors(analysis, document=document, times=times, knowledge=knowledge)
    analysis = mend(analysis, times, grammar)
    gazetteer = load_gazetteer("fr", knowledge)
    reader = Reader(
        analysis=analysis,
        document=document,
        predicates=predicates,
        participants=gather(
            analysis,
            actors,
            grammar=grammar,
            stand_ins=predicates.lexicon.stand_ins,
            demonym=gazetteer.demonym,
        ),
        gazetteer=gazetteer,
        times=times,
        quotations=(),
    )
    groups = find_candidates(analysis, predicates)
    return {group[0].head.text: propose(reader, group[0]) for group in groups}


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("A Lima, le député a exigé une trêve.", "exigé", "Lima"),
        ("Le roi s'est exilé en Guinée équatoriale.", "exilé", "Guinée équatoriale"),
        ("La police a arrêté mardi deux manifestants en ’ Algérie.", "arrêté", "Algérie"),
        ("Des soldats ont été tués dans la forêt de Bialowieza.", "tués", "forêt de Bialowieza"),
        (
            "Il a été reçu dans la capitale du Mali, qui a rompu avec Paris.",
            "reçu",
            "capitale du Mali",
        ),
        (
            "Il a été arrêté à la frontière avec le Tchad, pays voisin qui compte dix villes.",
            "arrêté",
            "frontière avec le Tchad",
        ),
        ("Le confinement de Santiago dure.", "confinement", "Santiago"),
        ("Le Népal a fermé ses frontières.", "fermé", "Népal"),
    ],
)
def test_place(text, word, place, parse, knowledge):
    draft = drafts(text, parse, knowledge)[word]

    assert draft.place is not None
    assert draft.place.value == place


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        (
            "La police enquête sur l'attentat qui a fait dix morts le 22 mars 2016.",
            "attentat",
            "2016-03-22",
        ),
        ("Le roi, qui avait attaqué le Pérou, a signé lundi un traité.", "attaqué", None),
    ],
)
def test_date(text, word, date, parse, knowledge):
    draft = drafts(text, parse, knowledge)[word]

    assert (draft.when.value if draft.when is not None else None) == date
