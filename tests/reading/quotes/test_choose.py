"""Who speaks, where it must be weighed: pronouns, silence and descriptions."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import find_actors
from dragoman.reading.analysis import Analyser
from dragoman.reading.quotes import find_quotations, find_speaker_spans
from dragoman.reading.quotes.choose import likeliest
from dragoman.reading.quotes.options import Option
from dragoman.types.document import Document

# text, who speaks each quotation
CASES = [
    pytest.param(
        "La ministre Anna Berg a parlé hier. « Le pont sera rouvert lundi », a-t-elle promis.",
        ["Anna Berg"],
        id="pronoun",
    ),
    pytest.param(
        "Le général Paul Moreau est arrivé mardi avec Luc Bonnet. Il a visité le port. "
        "« Nous resterons tout l'hiver », a-t-il dit.",
        ["Paul Moreau"],
        id="pronoun-of-a-pronoun",
    ),
    pytest.param(
        "Paul Moreau a rencontré Anna Berg à Lyon. « Nous avons parlé du port », a-t-elle dit.",
        ["Anna Berg"],
        id="gender",
    ),
    pytest.param(
        "« Nous partons demain matin », a dit le général Paul Moreau. "
        "« Je ne reviendrai pas ici cet hiver. »",
        ["Paul Moreau", "Paul Moreau"],
        id="running",
    ),
    pytest.param(
        "C'est ce qu'explique l'historien Paul Morel :\n\n« Le roi Luc Bonnet a bâti le port.\n\n"
        "Sous son règne, la ville a doublé deux fois. »",
        ["Paul Morel", "Paul Morel"],
        id="next-paragraph",
    ),
    pytest.param(
        "« La digue tiendra encore dix ans », a par ailleurs assuré le maire Paul Morel.",
        ["Paul Morel"],
        id="set-phrase-inside-the-verb",
    ),
    pytest.param(
        "« La digue tiendra encore dix ans », a assuré de son côté Paul Morel.",
        ["Paul Morel"],
        id="set-phrase-before-the-subject",
    ),
    pytest.param(
        "« La digue tiendra encore dix ans », a indiqué lors d'un point presse Anna Berg.",
        ["Anna Berg"],
        id="name-behind-two-nouns",
    ),
    pytest.param(
        "« Vous avez ruiné cette ville », s'étrangle le maire Paul Morel.",
        ["Paul Morel"],
        id="any-inverted-verb",
    ),
    pytest.param(
        "Le maire, Paul Morel, a dénoncé la décision de Luc Bonnet, assurant que le port était "
        "« la première richesse de la ville ».",
        ["Paul Morel"],
        id="participle-of-who-is-told-of",
    ),
    pytest.param(
        "Le maire Paul Morel est arrivé hier. Luc Bonnet, qu'il a jugé « incapable de tenir le "
        "port », est parti.",
        ["Paul Morel"],
        id="not-whom-the-relative-clause-tells-of",
    ),
    pytest.param(
        "« Nous avons peur la nuit », dit une habitante. "
        "« Personne ne dort plus ici », dit un autre.",
        ["habitante", "autre"],
        id="another",
    ),
    pytest.param(
        "La présidente Anna Berg se tait. À ses yeux, le débat est terminé depuis mardi.",
        ["Anna Berg"],
        id="possessive",
    ),
]


@pytest.mark.parametrize(("text", "speakers"), CASES)
def test_speaker(text: str, speakers: list[str], analyser: Analyser, knowledge: Knowledge):
    analysis = analyser(text)
    actors = find_actors(
        analysis,
        document=Document(id="t", text=text, title=None, published="2023-02-07", url=None),
        times=(),
        speakers=find_speaker_spans(analysis),
        knowledge=knowledge,
    )
    names = {actor.id: actor.name.value for actor in actors}

    found = find_quotations(analysis, actors=actors, times=(), published="2023-02-07")

    assert [names[q.speaker.value] if q.speaker else None for q in found][-len(speakers) :] == (
        speakers
    )


def test_likeliest_gives_a_probability():
    options = [Option("a1", {"linked": 1.0}), Option("a2", {}), Option(None, {"nobody": 1.0})]

    chosen, share = likeliest(options, {"linked": 2.0})

    assert chosen.actor == "a1"
    assert 0.7 < share < 0.8
