"""Periods drawn over years."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vedette.surfaces.web.timelines import LEFT, Span, timeline

days = st.none() | st.dates(date(2015, 1, 1), date(2045, 1, 1))
spans = st.lists(
    st.builds(
        Span, st.just("A1"), days, days, st.booleans(), st.just("calm"),
        st.lists(days.filter(bool), max_size=2).map(tuple),
    ),
    max_size=6,
)  # fmt: skip


@given(spans, st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_every_bar_lies_on_the_chart(drawn, today):
    chart = timeline(drawn, today=today)
    if chart is None:
        assert not any(s.starts_on or s.ends_on or s.milestones for s in drawn)
        return
    assert len(chart.bars) == len(drawn)
    for bar in chart.bars:
        assert LEFT <= bar.x <= chart.width
        assert 0 <= bar.width <= chart.width
        assert all(LEFT <= x <= chart.width for x in bar.spots)
    assert chart.today is None or LEFT <= chart.today <= chart.width


def test_a_longer_period_is_a_longer_bar():
    start = date(2024, 1, 1)
    short, long = (
        Span("A", start, start + timedelta(days=n), ongoing=False, tone="calm") for n in (90, 400)
    )
    chart = timeline([short, long], today=start)
    assert chart.bars[0].width < chart.bars[1].width
