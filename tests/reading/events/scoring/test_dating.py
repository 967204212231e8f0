"""The dates that an event may have, and how the dates of the events around weigh on them."""

from dataclasses import replace

import pytest

from dragoman.reading.events.scoring.dating import (
    date_features,
    date_options,
    dated,
    gather,
    is_to_come,
    likeliest_date,
)
from dragoman.reading.events.scoring.dating_again import date_again, weigh_dates_again
from dragoman.reading.events.scoring.tone import tone_of

PUBLISHED = "2023-03-08"


def draft_of(scene, start):
    return next(d for d in scene.drafts if d.candidate.head.lower.startswith(start))


def values(scene, draft):
    return {
        (option.source, option.date.value if option.date is not None else None)
        for option in date_options(scene, draft)
    }


def test_what_lasts_since_a_day_may_last_on(scene_of):
    scene = scene_of("Le Ghana bloque les ports du Togo depuis le 9 août 2022.")

    found = values(scene, draft_of(scene, "bloqu"))

    assert ("lasting", "2022-08-09/..") in found
    assert ("here", "2022-08-09") in found


def test_what_lasts_until_a_day_may_have_begun_before(scene_of):
    scene = scene_of("Le Ghana ferme ses frontières avec le Togo jusqu'au 21 avril 2023.")

    assert ("lasting", "../2023-04-21") in values(scene, draft_of(scene, "ferm"))


@pytest.mark.parametrize(
    ("status", "day", "left_out"),
    [
        ("actual", "21 avril 2023", True),
        ("ongoing", "21 avril 2023", False),
        ("planned", "21 avril 2023", False),
        ("actual", "2 mars 2023", False),
    ],
)
def test_what_is_done_is_not_dated_by_how_long_it_is_to_last(scene_of, status, day, left_out):
    scene = scene_of(f"Le Ghana a fermé ses frontières avec le Togo jusqu'au {day}.")
    draft = draft_of(scene, "ferm")
    told = replace(draft, status=replace(draft.status, status=status))
    (until,) = [
        option
        for option in date_options(scene, told)
        if option.date is not None and option.date.value.startswith("../")
    ]

    assert is_to_come(scene, told, until) is left_out


def test_a_plain_date_may_open_a_span_that_no_word_tells(scene_of):
    scene = scene_of("Le Ghana a bloqué les ports du Togo le 9 août 2022.")

    found = values(scene, draft_of(scene, "bloqu"))

    assert ("since", "2022-08-09/..") in found
    assert not [v for v in found if v[0] == "lasting"]


def test_a_span_that_a_word_opens_has_no_untold_rival(scene_of):
    scene = scene_of("Le Ghana bloque les ports du Togo depuis le 9 août 2022.")

    assert not [v for v in values(scene, draft_of(scene, "bloqu")) if v[0] == "since"]


@pytest.mark.parametrize(
    ("published", "periods"),
    [
        (PUBLISHED, {("published", PUBLISHED), ("month", "2023-03"), ("year", "2023")}),
        ("2023-03", {("published", "2023-03")}),
        (None, set()),
    ],
)
def test_month_and_year_of_a_known_day_of_publication_are_offered(scene_of, published, periods):
    scene = scene_of("Le Ghana a récemment condamné le Togo.", published)

    found = values(scene, draft_of(scene, "condamn"))

    assert {v for v in found if v[0] in ("published", "month", "year")} == periods


FAR = "Le port est grand. " * 5


def test_a_fresh_day_named_far_above_may_be_the_day_of_the_news(scene_of):
    scene = scene_of(f"Le Ghana a condamné le Togo lundi. {FAR}Le Bénin a accusé le Togo.")

    assert ("news", "2023-03-06") in values(scene, draft_of(scene, "accus"))


def test_an_old_day_named_far_above_is_not(scene_of):
    text = f"Le Ghana a condamné le Togo le 6 mai 2019. {FAR}Le Bénin a accusé le Togo."
    scene = scene_of(text)

    assert not [v for v in values(scene, draft_of(scene, "accus")) if v[0] == "news"]


def test_a_day_that_stands_nearer_another_event_has_a_rival(scene_of):
    scene = scene_of("Le Bénin, que le Ghana a condamné lundi, a accusé les autorités du Togo.")
    accused = draft_of(scene, "accus")
    told = next(o for o in date_options(scene, accused) if o.source == "here")

    features = date_features(scene, accused, told, tone_of(scene))

    assert features["here.rivals"] > 0
    assert features["here.alone"] == 0


def test_of_several_options_for_one_date_the_best_counts(scene_of):
    scene = scene_of("Le Ghana a condamné le Togo lundi.")
    options = date_options(scene, draft_of(scene, "condamn"))
    odds = [0.1 * (n + 1) for n in range(len(options))]

    dates = gather(options, odds)

    assert dates[None] == odds[-1]
    assert likeliest_date(dates) is None


def test_the_date_keeps_the_words_that_tell_it(scene_of):
    scene = scene_of("Le Ghana a condamné le Togo lundi.")

    draft = draft_of(scene, "condamn")

    told = dated(draft, date_options(scene, draft), {"2023-03-06": 0.7, None: 0.2})

    assert told is not None
    assert (told.value, told.confidence) == ("2023-03-06", 0.7)
    assert [span.of(scene.reader.document.text) for span in told.spans] == ["lundi"]


def test_none_told_is_none(scene_of):
    scene = scene_of("Le Ghana a condamné le Togo lundi.")

    draft = draft_of(scene, "condamn")

    assert dated(draft, date_options(scene, draft), {"2023-03-06": 0.2, None: 0.7}) is None


def test_the_date_of_the_event_before_speaks_for_the_same_date(scene_of):
    scene = scene_of("Le Ghana a condamné le Togo lundi. Le Bénin a accusé le Togo.")
    drafts = [draft_of(scene, "condamn"), draft_of(scene, "accus")]
    options = [date_options(scene, draft) for draft in drafts]

    def features(first):
        dates = [first, {"2023-03-06": 0.4, None: 0.5}]
        return {value: row for n, value, row in date_again(scene, drafts, options, dates) if n == 1}

    told = features({"2023-03-06": 0.9, None: 0.1})
    untold = features({"2023-03-06": 0.1, None: 0.9})

    assert told["2023-03-06"]["before.best"] == 1
    assert untold["2023-03-06"]["before.best"] == 0
    assert told["2023-03-06"]["usual.odds"] > untold["2023-03-06"]["usual.odds"]
    assert told[None]["odds"] == untold[None]["odds"]


def test_every_date_of_every_event_is_asked_again(scene_of):
    scene = scene_of("Le Ghana a condamné le Togo lundi. Le Bénin a accusé le Togo.")
    drafts = [draft_of(scene, "condamn"), draft_of(scene, "accus")]
    options = [date_options(scene, draft) for draft in drafts]
    dates = [{"2023-03-06": 0.9, None: 0.1}, {"2023-03-06": 0.4, "2023-03-08": 0.3, None: 0.5}]

    asked = [(n, value) for n, value, _ in date_again(scene, drafts, options, dates)]

    assert asked == [(n, value) for n, table in enumerate(dates) for value in table]


class Even:
    """Finds all that is asked as likely as not."""

    def score(self, rows):
        return [0.5 for _ in rows]


@pytest.mark.parametrize(("published", "weighed"), [(PUBLISHED, 0.5), ("2023-03", 0.9)])
def test_dates_are_weighed_again_where_the_day_of_publication_is_known(
    scene_of, published, weighed
):
    scene = scene_of("Le Ghana a condamné le Togo lundi.", published)
    drafts = [draft_of(scene, "condamn")]
    options = [date_options(scene, draft) for draft in drafts]

    (dates,) = weigh_dates_again(scene, drafts, options, [{"2023-03-06": 0.9, None: 0.1}], Even())

    assert dates["2023-03-06"] == weighed


@pytest.mark.parametrize(
    ("text", "published", "fresh", "share"),
    [
        ("Le Ghana a condamné le Togo lundi. En 1998, il l'avait accusé.", PUBLISHED, "lead", 0.5),
        (
            "Le Ghana a accusé le Togo. Il l'a dit. Il le redit. Mardi, il a signé.",
            PUBLISHED,
            "later",
            1,
        ),
        ("Le Ghana a condamné le Togo en 1998.", PUBLISHED, "none", 0),
        ("Le Ghana a condamné le Togo en mars 2023.", "2023-03", "lead", 1),
        ("Le Ghana a condamné le Togo.", None, "none", 0),
    ],
)
def test_an_article_that_names_its_own_days_is_fresh(scene_of, text, published, fresh, share):
    tone = tone_of(scene_of(text, published))

    assert (tone.fresh, tone.share) == (fresh, share)
