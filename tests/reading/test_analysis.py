def test_offsets_slice_the_text(parse):
    text = "Le ministre est arrivé.\n\n  À Kidal, l'armée avance."
    analysis = parse(text)

    assert [text[t.start : t.end] for t in analysis.tokens] == [t.text for t in analysis.tokens]
    assert [s.span.of(text) for s in analysis.sentences] == [
        "Le ministre est arrivé.",
        "À Kidal, l'armée avance.",
    ]


def test_heads_stay_in_their_sentence(parse):
    analysis = parse("Le président reçoit l'ambassadeur. L'armée avance vers le nord.")

    for token in analysis.tokens:
        assert analysis.head(token).sentence == token.sentence


def test_subject_of_a_plain_sentence(parse):
    analysis = parse("Le ministre rencontre son homologue.")

    [verb] = [t for t in analysis.tokens if t.dep == "ROOT"]
    assert [t.text for t in analysis.children(verb) if t.dep == "nsubj"] == ["ministre"]


def test_sentences_that_cannot_matter_keep_their_words_but_get_no_tree(analyser):
    analysis = analyser(
        "Il pleut. Le président reçoit l'ambassadeur à Bamako.",
        lambda words: any(w.lemma == "recevoir" for w in words),
    )

    assert [s.parsed for s in analysis.sentences] == [False, True]
    assert [(t.lemma, t.dep) for t in analysis.words(analysis.sentences[0])] == [
        ("il", ""),
        ("pleuvoir", ""),
        (".", ""),
    ]
    assert analysis.words(analysis.sentences[1])[1].dep == "nsubj"


def test_an_empty_text_has_no_tokens(parse):
    assert parse("").tokens == ()
