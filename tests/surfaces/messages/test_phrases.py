import pytest

from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.messages.phrases import Grammar

FRENCH = [
    ("Mali", "le Mali", "du Mali", "au Mali"),
    ("Russie", "la Russie", "de la Russie", "en Russie"),
    ("États-Unis", "les États-Unis", "des États-Unis", "aux États-Unis"),
    ("Union soviétique", "l'Union soviétique", "de l'Union soviétique", "en Union soviétique"),
    ("Iran", "l'Iran", "de l'Iran", "en Iran"),
    ("Cuba", "Cuba", "de Cuba", "à Cuba"),
    ("Israël", "Israël", "d'Israël", "en Israël"),
    ("Mexique", "le Mexique", "du Mexique", "au Mexique"),
    ("Côte d'Ivoire", "la Côte d'Ivoire", "de la Côte d'Ivoire", "en Côte d'Ivoire"),
    ("Corée du Nord", "la Corée du Nord", "de la Corée du Nord", "en Corée du Nord"),
    ("Hongrie", "la Hongrie", "de la Hongrie", "en Hongrie"),
    ("Royaume-Uni", "le Royaume-Uni", "du Royaume-Uni", "au Royaume-Uni"),
    ("Nouvelle-Zélande", "la Nouvelle-Zélande", "de la Nouvelle-Zélande", "en Nouvelle-Zélande"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "bare", "of", "into"), FRENCH)
def test_french_states_take_their_article(name, bare, of, into):
    grammar = Grammar(load_messages("fr"))
    noun = grammar.state(name)

    assert (noun.words, grammar.listed([noun], "of"), noun.into) == (bare, of, into)


ENGLISH = [
    ("Mali", "Mali", "to Mali"),
    ("United States", "the United States", "to the United States"),
    ("Soviet Union", "the Soviet Union", "to the Soviet Union"),
]


@pytest.mark.parametrize(("name", "bare", "into"), ENGLISH)
def test_english_states_take_their_article(name, bare, into):
    noun = Grammar(load_messages("en")).state(name)

    assert (noun.words, noun.into) == (bare, into)


PLACES = [
    ("fr", "Moscou", "à Moscou"),
    ("fr", "près de Moscou", "près de Moscou"),
    ("fr", "la capitale malienne", "dans la capitale malienne"),
    ("fr", "capitale russe", "dans la capitale russe"),
    ("fr", "aéroport de Gao", "dans l'aéroport de Gao"),
    ("fr", "Caire", "au Caire"),
    ("fr", "Sibérie", "en Sibérie"),
    ("fr", "Méditerranée", "en Méditerranée"),
    ("fr", "Haut-Karabakh", "au Haut-Karabakh"),
    ("fr", "nord-est du Mali", "dans le nord-est du Mali"),
    ("fr", "ouest du Mali", "dans l'ouest du Mali"),
    ("en", "capitale russe", "at “capitale russe”"),
    ("en", "près de Moscou", "near Moscow"),
    ("en", "Moscou", "in Moscow"),
]


@pytest.mark.parametrize(("language", "place", "told"), PLACES)
def test_places_take_their_preposition(language, place, told):
    assert Grammar(load_messages(language)).place(place) == told


SOURCES = [
    ("fr", "gouvernement malien", "le gouvernement malien"),
    ("fr", "les autorités de la transition", "les autorités de la transition"),
    ("fr", "source diplomatique", "une source diplomatique"),
    ("fr", "officiers maliens", "les officiers maliens"),
    ("fr", "Sergueï Lavrov", "Sergueï Lavrov"),
    ("fr", "Union africaine", "l'Union africaine"),
    ("en", "gouvernement malien", "“gouvernement malien”"),
    ("en", "Wagner", "Wagner"),
]


@pytest.mark.parametrize(("language", "name", "told"), SOURCES)
def test_descriptions_take_their_article(language, name, told):
    assert Grammar(load_messages(language)).described(name) == told


def test_a_long_list_is_cut():
    grammar = Grammar(load_messages("fr"))
    nouns = [grammar.state(name) for name in ("Mali", "Niger", "Tchad", "Togo", "Bénin", "Gabon")]

    assert grammar.listed(nouns[:3], "between") == "entre le Mali, le Niger et le Tchad"
    assert grammar.listed([*nouns, *nouns[:2]]).endswith("le Gabon et 2 autres")


DESCRIBED = [
    ("fr", "représentante", True, "une représentante"),
    ("fr", "défenseur des forêts", True, "un défenseur des forêts"),
    ("fr", "ministre", True, "le ministre"),
    ("fr", "habitants", False, "les habitants"),
    ("fr", "Plus de 90 personnes", False, "plus de 90 personnes"),
    ("fr", "Hamas", False, "le Hamas"),
    ("en", "Plus de 90 personnes", False, "“plus de 90 personnes”"),
    ("en", "18 soldats", False, "“18 soldats”"),
    ("en", "représentante", True, "“représentante”"),
    ("en", "Awa Diallo", True, "Awa Diallo"),
]


@pytest.mark.parametrize(("language", "name", "single", "told"), DESCRIBED)
def test_descriptions_stand_in_a_sentence(language, name, single, told):
    assert Grammar(load_messages(language)).described(name, single=single) == told


@pytest.mark.parametrize(("language", "words"), [("fr", "les manifestants"), ("en", "protesters")])
def test_what_people_do_gives_way_to_who_they_are(language, words):
    grammar = Grammar(load_messages(language))

    assert grammar.described("nouvelles manifestations étudiantes") == words
    assert words not in grammar.described("organisateurs de manifestations")
