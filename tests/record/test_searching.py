"""The index of words: filled in batches, emptied exactly."""

from dragoman.record.dialect import matching
from dragoman.record.searching import forget_words, index_pending


def found(connection, *phrases):
    return connection.scalars(matching(connection, phrases)).all()


def test_what_waits_is_indexed_once(filled):
    with filled._database.writing() as connection:
        first, second = index_pending(connection), index_pending(connection)

        assert (first, second) == (1, 0)


def test_accents_and_elisions_do_not_hide_a_word(filled):
    with filled._database.writing() as connection:
        index_pending(connection)

        assert found(connection, "peche")  # "accord de pêche"
        assert found(connection, "critique")  # "a critiqué"


def test_a_forgotten_document_leaves_no_word(filled):
    with filled._database.writing() as connection:
        index_pending(connection)

        forget_words(connection, 1)

        assert found(connection, "russe") == []
        assert index_pending(connection) == 1


def test_all_phrases_must_occur_and_the_words_of_one_stand_together(filled):
    with filled._database.writing() as connection:
        index_pending(connection)

        assert found(connection, "accord de PECHE", "Mali")
        assert not found(connection, "peche de accord")
        assert not found(connection, "accord de pêche", "Japon")


def test_signs_that_the_engine_gives_a_meaning_are_only_words(filled):
    with filled._database.writing() as connection:
        index_pending(connection)

        assert found(connection, '"accord" & (de:*')
        assert not found(connection, "'!'")
