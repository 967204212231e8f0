"""What no words of the lexicon tell is proposed where the reader of context sees it."""

import numpy as np
import pytest

from dragoman.reading.actors import find_actors
from dragoman.reading.context.encoder import Encoder
from dragoman.reading.context.pieces import to_pieces
from dragoman.reading.events import prepare
from dragoman.reading.events.scoring.glances import WAYS
from dragoman.reading.events.scoring.guesses import add_guesses, guess
from dragoman.reading.events.scoring.insight import Context, Matcher, read_rows, weigh_words
from dragoman.reading.events.scoring.kinds import STATUSES, TYPES
from dragoman.reading.events.scoring.marks import MARKS
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.view import view
from dragoman.types.document import Document

TEXT = "Le Mali a condamné le Niger. Le Mali a badigeonné la façade du Niger."
WIDTH = 8
ANSWERS = len(TYPES) + len(STATUSES) + 4


def _zeros(*shape):
    return np.zeros(shape, np.float32)


def _context(seen):
    """Return a reader of context whose only thought is that words beginning so tell of a type.

    Args:
        seen: first letters of a word to the type that it tells of.
    """
    letters = sorted(set(TEXT.replace(".", " ").split()))
    pieces = ["<", ">", "?", *(f"▁{word}" for word in letters), "▁", "."]
    words = _zeros(len(pieces), WIDTH)
    for n, piece in enumerate(pieces):
        for k, beginning in enumerate(seen):
            words[n, k] = 4.0 if piece.startswith(f"▁{beginning}") else 0.0
    weights = _zeros(WIDTH, len(TYPES))
    for k, type in enumerate(seen.values()):
        weights[k, TYPES.index(type)] = 10.0
    still = Matcher(
        head=_zeros(WIDTH, 2),
        word=_zeros(WIDTH, 2),
        bias=_zeros(2),
        kinds=None,
        ways=_zeros(WAYS, 2),
        out=(_zeros(2, 2), _zeros(2)),
    )
    return Context(
        pieces=to_pieces(pieces, [-1.0] * len(pieces), unknown=2),
        begin=0,
        end=1,
        encoder=Encoder(
            words=words,
            places=_zeros(256, WIDTH),
            norm=(_zeros(WIDTH) + 1, _zeros(WIDTH)),
            marks=_zeros(MARKS, WIDTH),
            layers=lambda rows, _marks: rows,
        ),
        trigger=(
            _zeros(WIDTH, len(TYPES) + len(STATUSES) + 4),
            _zeros(len(TYPES) + len(STATUSES) + 4),
        ),
        sides=still,
        dates=still,
        word=(weights, _zeros(len(TYPES)) - 12),
        same=(_zeros(WIDTH, 2), _zeros(2)),
        alike=(_zeros(4, 1), _zeros(1)),
    )


@pytest.fixture(scope="module")
def reader(parse, knowledge):
    analysis = parse(TEXT)
    document = Document(id="a", text=TEXT, published="2023-03-08")
    actors = find_actors(analysis, document=document, times=(), knowledge=knowledge)
    return prepare(
        analysis, document=document, actors=actors, times=(), quotations=(), knowledge=knowledge
    )


def _guessed(reader, context):
    rows = read_rows(context, reader.analysis, {})
    found = guess(reader, find_proposals(reader), context, rows)
    return [(c.head.text, c.entry.pattern.type, c.entry.verbal) for c in found]


def test_a_verb_without_pattern_is_guessed_of_the_type_seen(reader):
    assert _guessed(reader, _context({"badigeonné": "PROTEST"})) == [
        ("badigeonné", "PROTEST", True)
    ]


def test_a_noun_is_guessed_with_the_frame_of_nouns(reader):
    assert _guessed(reader, _context({"façade": "AID"})) == [("façade", "AID", False)]


def test_nothing_is_guessed_where_a_draft_of_that_type_stands(reader):
    types = {(d.candidate.head.sentence, d.type) for d in find_proposals(reader)}
    assert (0, "ACCUSE") in types

    assert _guessed(reader, _context({"condamné": "ACCUSE"})) == []


def test_words_that_tell_nothing_are_no_guesses(reader):
    assert _guessed(reader, _context({"Zorglub": "AID"})) == []


def test_of_two_words_of_a_sentence_the_likelier_is_guessed(reader):
    # Both are seen; the second piece tells of the type twice over.
    context = _context({"badigeonné": "PROTEST", "badigeonn": "PROTEST", "façade": "PROTEST"})

    assert _guessed(reader, context) == [("badigeonné", "PROTEST", True)]


def test_guesses_stand_among_the_drafts_in_text_order_and_say_so(reader):
    context = _context({"badigeonné": "PROTEST"})
    drafts = find_proposals(reader)
    every = add_guesses(reader, drafts, context, read_rows(context, reader.analysis, {}))

    heads = [d.candidate.head.i for d in every]
    assert heads == sorted(heads)
    (new,) = [d for d in every if d.candidate.entry.pattern.id == "protest.guess"]
    assert "guess" in new.doubts
    assert new.actors
    assert len(every) == len(drafts) + 1


def test_a_view_without_context_holds_what_the_lexicon_tells(reader):
    scene = view(reader, None)

    assert scene.drafts == find_proposals(reader)
    assert scene.insight is None


def test_a_view_with_context_knows_every_draft(reader):
    scene = view(reader, _context({"badigeonné": "PROTEST"}))

    assert {(d.candidate.head.i, d.type) for d in scene.drafts} == set(scene.insight.event)


def test_every_word_is_weighed_once_though_windows_overlap(parse, knowledge):
    # Longer than one window: what is repeated at the head of the second is not weighed again.
    text = " ".join(["Le Mali a condamné le Niger."] * 90)
    analysis = parse(text)
    context = _context({"condamné": "ACCUSE"})
    rows = read_rows(context, analysis, {})

    weighed = [token.i for token, _ in weigh_words(context, analysis, rows)]

    assert len(rows.of) > 1
    assert len(weighed) == len(set(weighed))
    assert sum(analysis.tokens[i].text == "condamné" for i in weighed) == 90
