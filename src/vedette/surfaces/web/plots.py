"""Plots as data for SVG templates: pure functions from numbers to shapes.

Every plot keeps the same habits: zero is always on it, weeks that are still
arriving are hatched, labels stand on the plot, and a narrow page shows fewer
weeks instead of smaller text.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NotRequired, TypedDict

LEFT, TOP, BOTTOM = 36.0, 26.0, 26.0


class WeekPoint(TypedDict):
    """One week of a series, as the judgement contexts hand it over."""

    week: date
    observed: int
    expected: float | None
    limit: float | None
    is_incomplete: bool
    likely: NotRequired[float | None]
    low: NotRequired[float | None]
    high: NotRequired[float | None]


@dataclass(frozen=True, slots=True)
class Whisker:
    """What a week that is still arriving will come to: most likely, and nine in ten."""

    middle: float
    likely: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One week's column; `kind` is plain, over or open."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    week: date
    value: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label at a place on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a plot."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """Weekly bars, with what was expected and the limit if there are any."""

    name: str
    width: float
    height: float
    bars: list[Bar]
    expected: str = ""
    limit: str = ""
    expected_label: Spot | None = None
    limit_label: Spot | None = None
    open_from: float | None = None
    levels: list[Tick] = field(default_factory=list)
    weeks: list[Tick] = field(default_factory=list)
    total: float = 0
    highest: Bar | None = None
    whiskers: list[Whisker] = field(default_factory=list)

    @property
    def floor(self) -> float:
        """Where zero lies."""
        return self.height - BOTTOM

    @property
    def open_width(self) -> float:
        """How much of the plot is still arriving."""
        return 0 if self.open_from is None else self.width - self.open_from


def epicurve(
    series: Sequence[WeekPoint],
    *,
    name: str,
    weeks: int = 104,
    width: float = 760,
    height: float = 260,
) -> Plot | None:
    """Draw the last weeks of a series; None if there is nothing to draw."""
    points = list(series)[-weeks:]
    if not points:
        return None
    top = _rounded_up(
        max(
            max(p["observed"], p["expected"] or 0, p["limit"] or 0, p.get("high") or 0)
            for p in points
        )
        or 1
    )
    step = (width - LEFT) / len(points)
    floor = height - BOTTOM

    def y_of(value: float) -> float:
        return floor - (floor - TOP) * min(value, top) / top

    bars = [
        _bar(p, x=LEFT + i * step, step=step, y=y_of(p["observed"]), floor=floor)
        for i, p in enumerate(points)
    ]
    still_open = [i for i, p in enumerate(points) if p["is_incomplete"]]
    middles = [LEFT + (i + 0.5) * step for i in range(len(points))]
    return Plot(
        name=name, width=width, height=height, bars=bars,
        expected=_line(middles, [p["expected"] for p in points], y_of),
        limit=_line(middles, [p["limit"] for p in points], y_of),
        expected_label=_beginning(middles, [p["expected"] for p in points], y_of),
        limit_label=_beginning(middles, [p["limit"] for p in points], y_of),
        open_from=round(LEFT + still_open[0] * step, 1) if still_open else None,
        levels=[Tick(round(y_of(v), 1), f"{v:g}") for v in _levels(top)],
        weeks=_week_ticks([p["week"] for p in points], middles, width),
        total=sum(p["observed"] for p in points),
        highest=max(bars, key=lambda bar: bar.value),
        whiskers=_whiskers(points, middles, y_of),
    )  # fmt: skip


def _whiskers(
    points: Sequence[WeekPoint], middles: Sequence[float], y_of: Callable[[float], float]
) -> list[Whisker]:
    drawn = []
    for point, middle in zip(points, middles, strict=True):
        likely, low, high = point.get("likely"), point.get("low"), point.get("high")
        # Where nothing more is likely to come, a whisker of no length would only be dirt.
        if likely is None or low is None or high is None or high <= point["observed"]:
            continue
        drawn.append(Whisker(middle, *(round(y_of(v), 1) for v in (likely, low, high))))
    return drawn


def narrow(series: Sequence[WeekPoint], *, name: str) -> Plot | None:
    """Draw the same for a phone: half a year, the same size of text."""
    return epicurve(series, name=f"{name}-narrow", weeks=26, width=350, height=220)


def weekly_counts(
    counts: Sequence[tuple[date, int]],
    *,
    here: date,
    name: str,
    weeks: int = 156,
    width: float = 760,
    height: float = 150,
) -> Plot | None:
    """Draw counts a week around one of them, which is marked; None if there is nothing to draw.

    Where there are more weeks than fit, those around the marked one are drawn.
    """
    days = [day for day, _n in counts]
    at = days.index(here) if here in days else len(days) - 1
    first = min(max(at - weeks // 2, 0), max(len(days) - weeks, 0))
    part = counts[first : first + weeks]
    series = [
        WeekPoint(week=day, observed=n, expected=None, limit=None, is_incomplete=False)
        for day, n in part
    ]
    plot = epicurve(series, name=name, weeks=weeks, width=width, height=height)
    if plot is None:
        return None
    bars = [replace(bar, kind="here") if bar.week == here else bar for bar in plot.bars]
    return replace(plot, bars=bars, highest=max(bars, key=lambda bar: bar.value))


def _bar(point: WeekPoint, *, x: float, step: float, y: float, floor: float) -> Bar:
    limit = point["limit"]
    kind = "plain"
    if limit is not None and point["observed"] > limit:
        kind = "over"
    if point["is_incomplete"]:
        kind = "open"
    gap = min(1.6, step * 0.2)
    return Bar(
        round(x + gap / 2, 1), round(y, 1), round(step - gap, 1), round(floor - y, 1), kind,
        point["week"], point["observed"],
    )  # fmt: skip


def _line(xs: Sequence[float], values: Sequence[float | None], y_of: Any) -> str:
    """Draw a line that lifts the pen wherever there is no value."""
    parts, is_down = [], False
    for x, value in zip(xs, values, strict=True):
        if value is None:
            is_down = False
            continue
        parts.append(f"{'L' if is_down else 'M'}{x:.1f} {y_of(value):.1f}")
        is_down = True
    return " ".join(parts)


def _beginning(xs: Sequence[float], values: Sequence[float | None], y_of: Any) -> Spot | None:
    """Return where the name of a line stands: over its beginning, away from the newest bars."""
    for x, value in zip(xs, values, strict=True):
        if value is not None:
            return Spot(round(x, 1), round(y_of(value) - 5, 1))
    return None


def _rounded_up(value: float) -> float:
    """Return the next number that four even steps of whole numbers reach."""
    if value <= 4:
        return float(max(1, math.ceil(value)))
    size = 1.0
    while True:
        for factor in (1.0, 2.0, 2.5, 5.0):
            step = factor * size
            if step.is_integer() and step * 4 >= value:
                return step * 4
        size *= 10


def _levels(top: float) -> list[float]:
    count = int(top) if top <= 4 else 4
    return [top * i / count for i in range(count + 1)]


def _week_ticks(weeks: Sequence[date], xs: Sequence[float], width: float) -> list[Tick]:
    """Label as many weeks as fit, and the year wherever it changes."""
    every = max(1, math.ceil(len(weeks) * 76 / (width - LEFT)))
    ticks, year_said = [], None
    for i in range(0, len(weeks), every):
        if xs[i] > width - 50:
            break
        year, number, _ = weeks[i].isocalendar()
        text = f"W{number:02d}" if year == year_said else f"W{number:02d} {year}"
        ticks.append(Tick(round(xs[i], 1), text))
        year_said = year
    return ticks


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Half a year at a glance."""

    bars: list[Bar]
    width: float
    height: float
    total: float


def sparkline(
    series: Sequence[WeekPoint], *, weeks: int = 26, width: float = 140, height: float = 34
) -> Sparkline | None:
    """Draw the last half year very small, beside a sentence that says the same."""
    points = list(series)[-weeks:]
    if not points:
        return None
    top = max(max(p["observed"] for p in points), 1)
    floor, step = height - 1.5, width / len(points)
    bars = [
        _bar(p, x=i * step, step=step, y=floor - (floor - 2) * p["observed"] / top, floor=floor)
        for i, p in enumerate(points)
    ]
    return Sparkline(bars, width, height, sum(p["observed"] for p in points))


@dataclass(frozen=True, slots=True)
class Panel:
    """One context of a small multiple."""

    context: str
    wide: Plot
    narrow: Plot
    rows: list[tuple[date, int]]
    total: int


def by_context(
    weekly: Iterable[tuple[str, str | None, date, int]], *, last: date, weeks: int = 104
) -> list[Panel]:
    """Draw one plot a context, all over the same weeks, the fullest context first.

    `weekly` holds (context, country, Monday of the week, findings).
    """
    counts: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for context, _country, week, n in weekly:
        counts[context][week] += n
    mondays = mondays_until(last, weeks)
    panels = []
    for context, found in counts.items():
        rows = [(monday, found.get(monday, 0)) for monday in mondays]
        series = [
            WeekPoint(week=w, observed=n, expected=None, limit=None, is_incomplete=False)
            for w, n in rows
        ]
        wide = epicurve(series, name=f"c-{context}", height=130)
        small = epicurve(series, name=f"c-{context}-narrow", weeks=26, width=350, height=130)
        if wide and small:
            panels.append(Panel(context, wide, small, rows, sum(n for _, n in rows)))
    return sorted(panels, key=lambda panel: -panel.total)


def mondays_until(last: date, weeks: int) -> list[date]:
    """Return the Mondays of the weeks that end with the week of a day."""
    monday = last - timedelta(days=last.weekday())
    return [monday - timedelta(weeks=i) for i in reversed(range(weeks))]


@dataclass(frozen=True, slots=True)
class Tile:
    """One country on the tile map; `kind` is new, much, some, few, zero or none."""

    alpha2: str
    x: float
    y: float
    kind: str
    count: int | None


@dataclass(frozen=True, slots=True)
class TileMap:
    """Europe with every country the same size."""

    tiles: list[Tile]
    width: float
    height: float
    is_empty: bool


SIDE, PITCH = 40.0, 44.0


def tile_map(
    tiles: Iterable[Any],
    counts: Mapping[str, int],
    *,
    new: frozenset[str] = frozenset(),
    expected_from: frozenset[str] | None = None,
) -> TileMap:
    """Shade countries by counts, in thirds of those that have any.

    A country without a count is *zero* if reports are expected from it
    (`expected_from`), else *none*: nothing is known, which is not zero.
    """
    ranked = sorted(n for n in counts.values() if n > 0)
    placed = []
    for tile in tiles:
        count = counts.get(tile.country)
        if count is None and expected_from and tile.country in expected_from:
            count = 0
        placed.append(
            Tile(
                tile.country, 2 + tile.column * PITCH, 2 + tile.row * PITCH,
                "new" if tile.country in new else _shade(count, ranked), count,
            )
        )  # fmt: skip
    if not placed:
        return TileMap([], 0, 0, is_empty=True)
    left = min(tile.x for tile in placed) - 2
    up = min(tile.y for tile in placed) - 2
    placed = [
        Tile(t.alpha2, round(t.x - left, 1), round(t.y - up, 1), t.kind, t.count) for t in placed
    ]
    width = max(tile.x for tile in placed) + SIDE + 2
    height = max(tile.y for tile in placed) + SIDE + 2
    return TileMap(placed, width, height, is_empty=not ranked)


def _shade(count: int | None, ranked: Sequence[int]) -> str:
    if count is None:
        return "none"
    if count == 0:
        return "zero"
    place = ranked.index(count) / max(len(ranked), 1)
    return "few" if place < 1 / 3 else "some" if place < 2 / 3 else "much"
