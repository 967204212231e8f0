"""The index of words: filled in batches, emptied exactly."""

from sqlalchemy import text

from dragoman.record.searching import forget_words, index_pending


def found(connection, words):
    query = "SELECT rowid FROM search_words WHERE search_words MATCH :words"
    return connection.execute(text(query), {"words": words}).scalars().all()


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
