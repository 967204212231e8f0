"""What the reader of context is asked about an article, and how its answers become features."""

from dataclasses import replace

import numpy as np
import pytest

from dragoman.reading.actors import find_actors
from dragoman.reading.context.encoder import Encoder
from dragoman.reading.context.pieces import to_pieces
from dragoman.reading.events import prepare
from dragoman.reading.events.scoring.dating import date_features, date_options
from dragoman.reading.events.scoring.glances import WAYS, cut, look, way
from dragoman.reading.events.scoring.insight import Context, Matcher, gain_insight, read_rows
from dragoman.reading.events.scoring.kinds import STATUSES, TYPES, kind_of
from dragoman.reading.events.scoring.marks import MARKS, mark
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.reads import read_event, read_same, read_side
from dragoman.reading.events.scoring.scene import Insight, make_scene, told
from dragoman.reading.events.scoring.tone import tone_of
from dragoman.reading.times import find_times
from dragoman.types.document import Document

TEXT = (
    "Le Sénégal a condamné le Mali le 3 mars 2021. Mardi, le Sénégal a accusé le Mali et la Guinée."
)
WIDTH = 4


@pytest.fixture(scope="module")
def scene(parse, knowledge):
    analysis = parse(TEXT)
    document = Document(id="a", text=TEXT, published="2023-03-08")
    times = find_times(analysis, published=document.published)
    actors = find_actors(analysis, document=document, times=times, knowledge=knowledge)
    reader = prepare(
        analysis, document=document, actors=actors, times=times, quotations=(), knowledge=knowledge
    )
    return make_scene(reader, find_proposals(reader))


@pytest.fixture(scope="module")
def context():
    letters = sorted(set(TEXT) - {" "})
    rng = np.random.default_rng(3)

    def some(*shape):
        return rng.normal(0, 1, shape).astype(np.float32)

    def matcher(kinds, answers):
        return Matcher(
            head=some(WIDTH, 5),
            word=some(WIDTH, 5),
            bias=some(5),
            kinds=some(kinds, 5) if kinds else None,
            ways=some(WAYS, 5),
            out=(some(5, answers), some(answers)),
        )

    return Context(
        pieces=to_pieces(["<", ">", "?", "▁", *letters], [-1.0] * (4 + len(letters)), unknown=2),
        begin=0,
        end=1,
        encoder=Encoder(
            words=some(4 + len(letters), WIDTH),
            places=some(256, WIDTH),
            norm=(some(WIDTH), some(WIDTH)),
            marks=some(MARKS, WIDTH),
            layers=lambda rows, _marks: rows,
        ),
        trigger=(some(WIDTH, len(TYPES) + len(STATUSES) + 4), some(len(TYPES) + len(STATUSES) + 4)),
        sides=matcher(2 * len(TYPES), 2),
        dates=matcher(0, 1),
        word=(some(WIDTH, len(TYPES)), some(len(TYPES))),
        same=(some(WIDTH, 3), some(3)),
        alike=(some(6, 1), some(1)),
    )


def _id(scene, country):
    actors = scene.reader.participants.actors.values()
    return next(a.id for a in actors if a.country is not None and a.country.value == country)


def _draft(scene, type, word):
    return next(
        d for d in scene.drafts if d.type == type and d.candidate.head.text.startswith(word)
    )


def test_the_places_looked_at_hold_the_words_asked_about(scene, context):
    article = cut(scene.reader.analysis, context.pieces)
    (glance,) = look(scene, article)
    pieces = article.pieces

    def word_at(place):
        start = pieces[place - 1].start
        return next(t.text for t in scene.reader.analysis.tokens if t.start <= start < t.end)

    first = _draft(scene, "ACCUSE", "condamné")
    n = scene.drafts.index(first)
    assert word_at(glance.at[glance.drafts.index(n)]) == "condamné"
    seen = {(p.about, word_at(p.piece)) for p in glance.actors if p.draft == n}
    assert {(_id(scene, "SEN"), "Sénégal"), (_id(scene, "MLI"), "Mali")} <= seen
    assert {TEXT[p.about :][:11] for p in glance.times if p.draft == n} >= {"le 3 mars 2"}


def test_ways_tell_before_from_behind_and_near_from_far(scene):
    first = _draft(scene, "ACCUSE", "condamné").candidate.head
    tokens = scene.reader.analysis.tokens
    by_text = {}
    for token in tokens:
        by_text.setdefault(token.text, token)
    ways = [way(first, by_text[word]) for word in ("Sénégal", "Mali", "2021", "Guinée")]

    assert len(set(ways)) == 4
    assert all(0 <= number < WAYS for number in ways)


def test_every_draft_is_answered_and_every_actor_near_it(scene, context):
    rows = read_rows(context, scene.reader.analysis, mark(scene))
    insight = gain_insight(context, scene, rows)

    assert set(insight.event) == {told(d) for d in scene.drafts}
    first = told(_draft(scene, "ACCUSE", "condamné"))
    assert {_id(scene, "SEN"), _id(scene, "MLI")} <= set(insight.sides[first])
    assert np.isclose(np.exp(insight.status[first]).sum(), 1, atol=1e-5)
    assert gain_insight(context, scene, rows).event == insight.event
    at = rows.cut.new_at(rows.cut.windows[0], scene.drafts[0].candidate.head)
    kind = TYPES.index(scene.drafts[0].type)
    odds = rows.of[0][at] @ context.word[0][:, kind] + context.word[1][kind]
    assert insight.word[told(scene.drafts[0])] == pytest.approx(float(odds), rel=1e-5)


def test_an_actor_named_twice_weighs_as_both_its_words(scene, context):
    # The logarithm of a sum of odds is at least each of them.
    rows = read_rows(context, scene.reader.analysis, mark(scene))
    whole = gain_insight(context, scene, rows)
    first = told(_draft(scene, "ACCUSE", "condamné"))
    once = replace(scene, places={id: at[:1] for id, at in scene.places.items()})
    fewer = gain_insight(context, once, rows)
    sen = _id(scene, "SEN")

    assert whole.sides[first][sen][0] > fewer.sides[first][sen][0]


def _told(scene):
    draft = _draft(scene, "ACCUSE", "condamné")
    name = told(draft)
    sen, mli = _id(scene, "SEN"), _id(scene, "MLI")
    (time, *_) = [t for t in scene.reader.times if t.value == "2021-03-03"]
    insight = Insight(
        alike=(np.ones((2, 1), np.float32), np.zeros(1, np.float32)),
        event={name: 2.0},
        word={name: 1.0},
        status={name: np.log(np.full(len(STATUSES), 1 / len(STATUSES)))},
        said={name: -4.0},
        published={name: -2.0},
        undated={name: -6.0},
        lately={name: -5.0},
        same={name: np.array([1.0])},
        sides={name: {sen: (3.0, -5.0), mli: (-3.0, 1.0)}},
        times={name: {time.span.start: 2.0}},
    )
    return replace(scene, insight=insight), draft, sen, mli


def test_who_leads_a_side_is_told_apart_from_who_follows(scene):
    seen, draft, sen, mli = _told(scene)

    assert read_side(seen, draft, sen, "actor") == {
        "read": 0.75,
        "read.gap": 0.75,
        "read.across": 2.0,
        "read.best": 1.0,
    }
    behind = read_side(seen, draft, mli, "actor")
    assert behind["read.gap"] == -1.5
    assert behind["read.best"] == 0.0


def test_what_was_not_read_says_so(scene):
    seen, draft, _, _ = _told(scene)

    assert read_side(seen, draft, _id(scene, "GIN"), "actor") == {"unread": 1.0}
    assert read_side(scene, draft, _id(scene, "GIN"), "actor") == {}
    assert read_event(scene, draft) == {}


def test_a_date_is_weighed_against_the_day_of_publication_and_none(scene):
    seen, draft, _, _ = _told(scene)
    rows = {
        option.source: date_features(seen, draft, option, tone_of(seen))
        for option in date_options(seen, draft)
    }

    assert rows["here"]["read.gap"] == 1.0
    assert rows["here"]["read.best"] == 1.0
    assert rows["published"]["read.gap"] == -1.0
    assert rows["none"]["read"] == -1.5


def test_two_triggers_are_compared_only_if_both_were_read(scene):
    seen, draft, _, _ = _told(scene)
    other = _draft(scene, "ACCUSE", "accusé")

    assert read_same(seen, draft, draft) == {"read": 0.25}
    assert read_same(seen, draft, other) == {}


def test_kinds_tell_mutual_acts_from_others(scene):
    assert {kind_of(d) % len(TYPES) for d in scene.drafts} == {
        TYPES.index(d.type) for d in scene.drafts
    }
