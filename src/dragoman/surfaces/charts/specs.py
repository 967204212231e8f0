"""What the charts show, as Vega-Lite."""

from typing import Any

from dragoman.dossier.alignment import Alignment
from dragoman.dossier.periods import begin_of
from dragoman.dossier.relation import Relation
from dragoman.surfaces.charts.draw import Spec
from dragoman.surfaces.messages.asked import alignment_title, side_name
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_BLUE, _ORANGE, _GREY, _BLACK = "#2b6ca3", "#c2571a", "#9aa0a6", "#222222"
_WIDTH, _HEIGHT, _FOOT = 720, 260, 70
_UNITS = {"month": "yearmonth", "quarter": "yearquarter", "year": "year"}


def relation_chart(relation: Relation, say: Messages) -> Spec:
    """Return cooperation above the line and conflict below, over the articles read."""
    values = [
        {
            "start": begin_of(period.period).isoformat(),
            "period": show_date(period.period, say),
            "cooperation": period.cooperation,
            "conflict": period.conflict,
            "happenings": period.happenings,
            "naming": period.naming,
        }
        for period in relation.periods
    ]
    names = [say("relation.cooperation"), say("relation.conflict")]
    bars = {
        "transform": [
            {"fold": ["cooperation", "conflict"], "as": ["side", "score"]},
            {
                "calculate": f"datum.side == 'cooperation' ? {names[0]!r} : {names[1]!r}",
                "as": "name",
            },
        ],
        "mark": {"type": "bar"},
        "width": _WIDTH,
        "height": _HEIGHT,
        "encoding": {
            "x": _time(relation.by, say),
            "y": _quantity("score", say("relation.axis")),
            "color": {
                "field": "name",
                "type": "nominal",
                "scale": {"domain": names, "range": [_BLUE, _ORANGE]},
                "legend": {"title": None, "orient": "top"},
            },
        },
    }
    title = say(
        "relation.title", one=side_name(relation.one, say), other=side_name(relation.other, say)
    )
    articles = _articles(relation.by, say("relation.naming_axis"), say)
    return _chart(title, say("relation.subtitle", count=relation.placed), values, [bars, articles])


def alignment_chart(alignment: Alignment, say: Messages) -> Spec:
    """Return the leaning with its bounds and changes, over the articles read."""
    values = [
        {
            "start": begin_of(period.period).isoformat(),
            "leaning": period.leaning,
            "low": period.low,
            "high": period.high,
            "happenings": period.first + period.second,
            "naming": period.articles,
        }
        for period in alignment.periods
    ]
    first, second = (side_name(pole, say) for pole in alignment.poles)
    known = [{"filter": "isValid(datum.leaning)"}]
    bounded = [{"filter": "isValid(datum.low)"}]
    time = _time(alignment.by, say)
    scale = {"domain": [-1, 1]}
    axis = say("alignment.axis", first=first, second=second)
    layers: list[Spec] = [
        {"data": {"values": [{"y": 0}]}, "mark": {"type": "rule", "color": _GREY},
         "encoding": {"y": {"field": "y", "type": "quantitative"}}},
        {"transform": bounded, "mark": {"type": "rule", "color": _GREY, "strokeWidth": 2},
         "encoding": {"x": time, "y": {"field": "low", "type": "quantitative"},
                      "y2": {"field": "high"}}},
        {"mark": {"type": "line", "color": _BLUE, "opacity": 0.5},  # breaks where nothing is
         "encoding": {"x": time, "y": _quantity("leaning", axis, scale=scale)}},
        {"transform": known,
         "mark": {"type": "point", "filled": True, "color": _BLUE, "opacity": 1},
         "encoding": {"x": time, "y": _quantity("leaning", axis, scale=scale),
                      "size": {"field": "happenings", "type": "quantitative",
                               "title": say("alignment.happenings"),
                               "scale": {"range": [30, 220]}, "legend": {"orient": "right"}}}},
    ]  # fmt: skip
    for change in alignment.changes:
        day = [{"start": change.day, "words": show_date(change.day, say)}]
        where = {"x": {"field": "start", "type": "temporal"}}
        rule = {"type": "rule", "color": _ORANGE, "strokeDash": [6, 4], "strokeWidth": 2}
        label = {"type": "text", "align": "left", "dx": 5, "dy": 10, "color": _ORANGE}
        layers.append({"data": {"values": day}, "mark": rule, "encoding": where})
        words = {**where, "text": {"field": "words"}, "y": {"value": 0}}
        layers.append({"data": {"values": day}, "mark": label, "encoding": words})
    leaning: Spec = {"width": _WIDTH, "height": _HEIGHT, "layer": layers}
    title = alignment_title(alignment, say)
    subtitle = say("alignment.subtitle", count=alignment.placed)
    articles = _articles(alignment.by, say("alignment.naming_axis"), say)
    return _chart(title, subtitle, values, [leaning, articles])


def _chart(title: str, subtitle: str, values: list[dict[str, Any]], parts: list[Spec]) -> Spec:
    return {
        "$schema": _SCHEMA,
        "title": {"text": title, "subtitle": subtitle, "anchor": "start", "color": _BLACK},
        "background": "white",
        "data": {"values": values},
        "vconcat": parts,
        "resolve": {"scale": {"x": "shared"}},
        "config": {"view": {"stroke": None}, "axis": {"labelFontSize": 11, "titleFontSize": 11}},
    }


def _articles(by: str, title: str, say: Messages) -> Spec:
    return {
        "mark": {"type": "bar", "color": _GREY},
        "width": _WIDTH,
        "height": _FOOT,
        "encoding": {"x": _time(by, say), "y": _quantity("naming", title)},
    }


def _time(by: str, say: Messages) -> Spec:
    """Return the axis of time, its years and months written as figures."""
    form = "%Y" if by == "year" else say("chart.month_form")
    return {
        "field": "start",
        "type": "temporal",
        "timeUnit": _UNITS[by],
        "title": None,
        "axis": {"format": form, "labelAngle": -45, "grid": False},
    }


def _quantity(field: str, title: str, *, scale: Spec | None = None) -> Spec:
    encoding: Spec = {
        "field": field,
        "type": "quantitative",
        "title": title,
        "axis": {"tickMinStep": 1} if scale is None else {},
    }
    return encoding if scale is None else {**encoding, "scale": scale}
