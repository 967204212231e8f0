from dragoman.dossier.article import Layer, cut
from dragoman.types.span import Span


def layer(kind, start, end, fact=None):
    return Layer(kind=kind, span=Span(start, end), fact=fact, note="")


def test_cut_loses_no_character_and_keeps_each_mark_on_its_words():
    text = "Lavrov visite Bamako.\n\nIl promet."
    name, visit = layer("actor", 0, 6), layer("quotation", 0, 13, "Q-1")

    first, second = cut(text, [visit, name])

    assert [(s.text, s.layers) for s in first] == [
        ("Lavrov", (visit, name)),
        (" visite", (visit,)),
        (" Bamako.", ()),
    ]
    assert [s.text for s in second] == ["Il promet."]
    assert second[0].span == Span(23, 33)


def test_a_mark_over_a_line_break_goes_on_in_the_next_paragraph():
    told = layer("quotation", 2, 6, "Q-1")

    first, second = cut("un a\nb c", [told])

    assert [(s.text, bool(s.layers)) for s in first] == [("un", False), (" a", True)]
    assert [(s.text, bool(s.layers)) for s in second] == [("b", True), (" c", False)]
