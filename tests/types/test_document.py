from dragoman.types.document import Document


def test_identity_is_the_text_alone():
    first = Document(id="a", text="Le Mali a signé.", published="2023-02")
    second = Document(id="b", text="Le Mali a signé.", url="https://example.org/1")

    assert first.sha256 == second.sha256


def test_one_character_makes_another_version():
    assert Document(id="a", text="Bamako").sha256 != Document(id="a", text="Bamako.").sha256


def test_lone_surrogates_have_a_hash():
    assert len(Document(id="a", text="\ud800").sha256) == 64
