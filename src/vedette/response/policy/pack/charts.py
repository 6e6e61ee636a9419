"""A small chart of periods as SVG: one bar each, hidden and missing ones with a mark."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from vedette.response.indicators.rules import is_whole

WIDTH, HEIGHT, FOOT, HEAD = 460.0, 96.0, 16.0, 14.0
HIDDEN, MISSING = "×", "○"
MOST = 12


def bars(values: Sequence[Any], *, words: Sequence[str]) -> str:
    """Draw the last periods of a series, zero always on the chart.

    Parameters
    ----------
    values : sequence
        With ``period``, ``value``, ``hidden`` and ``flags``, the oldest first.
    words : sequence of str
        What is written above each bar.
    """
    shown = list(values)[-MOST:]
    top = max((one.value for one in shown if one.value is not None), default=0) or 1
    step = WIDTH / max(len(shown), 1)
    shapes = [f'<line x1="0" x2="{WIDTH}" y1="{HEIGHT - FOOT}" y2="{HEIGHT - FOOT}" '
              'stroke="#8b8578"/>']  # fmt: skip
    for place, (one, word) in enumerate(zip(shown, list(words)[-MOST:], strict=True)):
        middle = round(step * (place + 0.5), 1)
        shapes += _bar(one, word, middle, min(step * 0.6, 44), top)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="Libertinus Serif" font-size="10" '
        f'fill="#1b2333" text-anchor="middle">{"".join(shapes)}</svg>'
    )


def _bar(one: Any, word: str, middle: float, width: float, top: float) -> list[str]:
    floor = HEIGHT - FOOT
    made = [f'<text x="{middle}" y="{HEIGHT - 4}">{escape(one.period)}</text>']
    if one.value is None:
        sign = HIDDEN if one.hidden else MISSING
        return [*made, f'<text x="{middle}" y="{floor - 4}">{sign}</text>']
    height = round((floor - HEAD) * max(one.value, 0) / top, 1)
    fill = "#1f5f8b" if is_whole(one.flags) else "#a9c4d6"
    return [
        *made,
        f'<rect x="{middle - width / 2:.1f}" y="{floor - height:.1f}" width="{width:.1f}" '
        f'height="{height}" fill="{fill}"/>',
        f'<text x="{middle}" y="{floor - height - 3:.1f}">{escape(word)}</text>',
    ]
