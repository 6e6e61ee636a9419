"""Plots: zero is on them, silence is not zero, and less room means fewer weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from vedette.surfaces.web import plots

MONDAY = date(2026, 11, 16)


def series(counts, *, limit=None, open_weeks=0):
    """Weeks that end with one Monday."""
    last = len(counts) - 1
    return [
        plots.WeekPoint(
            week=MONDAY - timedelta(weeks=last - i), observed=n, expected=limit and limit / 2,
            limit=limit, is_incomplete=i > last - open_weeks,
        )
        for i, n in enumerate(counts)
    ]  # fmt: skip


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=130))
def test_every_bar_stands_on_zero_and_stays_inside(counts):
    plot = plots.epicurve(series(counts), name="p")
    for bar in plot.bars:
        assert bar.y + bar.height == pytest.approx(plot.floor, abs=0.11)
        assert plots.TOP - 0.1 <= bar.y <= plot.floor
        assert bar.x >= plots.LEFT
        assert bar.x + bar.width <= plot.width + 0.1


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=130))
def test_the_levels_begin_at_zero_and_are_whole_numbers(counts):
    plot = plots.epicurve(series(counts), name="p")
    labels = [float(level.text) for level in plot.levels]
    assert labels[0] == 0
    assert labels[-1] >= max(counts)
    assert all(label.is_integer() for label in labels)


def test_a_narrow_page_shows_fewer_weeks():
    counts = list(range(104))
    assert len(plots.epicurve(series(counts), name="p").bars) == 104
    assert [bar.value for bar in plots.narrow(series(counts), name="p").bars] == counts[-26:]


def test_a_week_that_is_still_arriving_is_never_shown_as_above_the_limit():
    plot = plots.epicurve(series([1, 9, 9], limit=4.0, open_weeks=1), name="p")
    assert [bar.kind for bar in plot.bars] == ["plain", "over", "open"]
    assert plot.open_from is not None


def test_a_line_lifts_its_pen_where_nothing_was_expected():
    points = series([1, 1, 1, 1], limit=4.0)
    points[1]["expected"] = None
    assert plots.epicurve(points, name="p").expected.count("M") == 2


def test_no_weeks_no_plot():
    assert plots.epicurve([], name="p") is None
    assert plots.sparkline([]) is None


@dataclass
class Square:
    """Where a country stands."""

    country: str
    column: int
    row: int


def test_a_country_without_reports_is_not_a_country_with_none():
    squares = [Square("IE", 0, 0), Square("MT", 1, 0), Square("LU", 2, 0)]
    tiles = plots.tile_map(squares, {"IE": 3}, expected_from=frozenset({"MT"})).tiles
    assert [(tile.alpha2, tile.kind, tile.count) for tile in tiles] == [
        ("IE", "few", 3),
        ("MT", "zero", 0),
        ("LU", "none", None),
    ]


def test_contexts_share_their_weeks_and_keep_every_finding():
    weekly = [("death", "IE", MONDAY, 2), ("seizure", "FR", MONDAY - timedelta(weeks=3), 5)]
    panels = plots.by_context(weekly, last=MONDAY + timedelta(days=4))
    assert [(panel.context, panel.total) for panel in panels] == [("seizure", 5), ("death", 2)]
    assert {panel.rows[-1][0] for panel in panels} == {MONDAY}


def test_a_plot_is_sound_xml_with_a_name_and_a_description():
    plot = plots.epicurve(series([0, 3, 9, 2], limit=4.0, open_weeks=1), name="p")
    svg = render_to_string("web/parts/plot.html", {"plot": plot, "title": "a < b"})
    root = etree.fromstring(svg)
    assert root.find("title").text == "a < b"
    assert "4 weeks, 14 findings" in root.find("desc").text


@given(st.lists(st.integers(0, 9), min_size=1, max_size=300), st.data())
def test_one_week_is_marked_and_in_sight_however_long_the_time_is(counts, data):
    days = [MONDAY + timedelta(weeks=n) for n in range(len(counts))]
    here = data.draw(st.sampled_from(days))
    plot = plots.weekly_counts(list(zip(days, counts, strict=True)), here=here, name="p", weeks=52)
    assert [bar.week for bar in plot.bars if bar.kind == "here"] == [here]
    assert len(plot.bars) == min(len(counts), 52)


def test_nothing_counted_is_nothing_drawn():
    assert plots.weekly_counts([], here=MONDAY, name="p") is None
