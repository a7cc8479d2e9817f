"""The curve of a loss over the reference's, as SVG: from the numbers that came back, nothing is run for it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

WIDTH, HEIGHT = 520, 260
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 12, 42  # what the axes and their numbers take
FEWEST = 3  # points; fewer make no curve
JOINED = 8  # points of theirs; fewer are dots alone, since what lies between them is not known
_JAGGED = 4.0  # times their height up and down: what is joined to that is no curve
_CLOSE = 1e-4  # of what is right: so much apart cannot be seen
_TICKS = 5
_MOST = 1e150  # what lies further out has distances that no float holds


class Point(NamedTuple):
    """An error, what is right there, and what came back; None where theirs was not asked for or gave no number."""

    x: float
    right: float
    got: float | None


class Tick(NamedTuple):
    """A number at an axis: where it stands, and how it is written."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one curve over another, in the units of its view box.

    Attributes:
        title: What it shows, in a few words.
        says: The same for those who cannot see it: where the two agree, and where not.
        x_title: What the horizontal axis is.
        right: The reference's curve, as the data of a path.
        got: Theirs, joined; "" where they are too few, or no curve.
        dots: What came back of theirs.
        x_ticks: The numbers below.
        y_ticks: The numbers to the left.
        zero: How high 0 lies, or None where it is out of the picture.
        points: What came back of theirs, as numbers.
    """

    title: str
    says: str
    x_title: str
    right: str
    got: str
    dots: tuple[tuple[float, float], ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    zero: float | None
    points: tuple[Point, ...]


def charts_of(curve: Mapping[str, Any] | None) -> tuple[Chart, ...]:
    """Return the charts of a row's `curve`: of the loss, and of its slope; without enough points, none."""
    if not curve:
        return ()
    of = str(curve.get("of", "the error"))
    found = ((title, points_of(curve.get(key) or ())) for key, title in (("loss", "Loss"), ("slope", "Slope")))
    return tuple(_chart(title, of, points) for title, points in found if _is_drawn(points))


def _is_drawn(points: Sequence[Point]) -> bool:
    return len({point.x for point in points}) >= FEWEST and any(point.got is not None for point in points)


def points_of(values: Iterable[Sequence[Any]]) -> tuple[Point, ...]:
    """Return the points that can be drawn, from left to right."""
    points = []
    for x, right, got in values:
        if _drawable(x) and _drawable(right):
            points.append(Point(float(x), float(right), float(got) if _drawable(got) else None))
    return tuple(sorted(points, key=lambda point: point.x))


def _drawable(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= _MOST


def agrees(point: Point, scale: float) -> bool:
    """Tell whether what came back cannot be told from what is right, in a picture of that height."""
    return point.got is not None and abs(point.got - point.right) <= _CLOSE * max(scale, abs(point.right))


def _chart(title: str, of: str, points: tuple[Point, ...]) -> Chart:
    low_x, high_x = points[0].x, points[-1].x
    theirs = [(point.x, point.got) for point in points if point.got is not None]
    low, high = _heights([point.right for point in points], [y for _, y in theirs])

    def across(x: float) -> float:
        return round(LEFT + (x - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT), 1)

    def up(y: float) -> float:
        inside = max(low, min(high, y))
        return round(HEIGHT - BOTTOM - (inside - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    dots = tuple((across(x), up(y)) for x, y in theirs)
    return Chart(
        title=title,
        says=_in_words(title, of, points),
        x_title=of,
        right=_path([(across(point.x), up(point.right)) for point in points]),
        got=_path(dots) if is_curve([y for _, y in theirs]) else "",
        dots=dots,
        x_ticks=tuple(Tick(across(x), _written(x)) for x in ticks(low_x, high_x)),
        y_ticks=tuple(Tick(up(y), _written(y)) for y in ticks(low, high)),
        zero=up(0.0) if low <= 0.0 <= high else None,
        points=tuple(point for point in points if point.got is not None),
    )


def _heights(right: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """Return between which heights to draw; theirs leaves the picture where it is far off, or the right one is flat."""
    low, high = min(right), max(right)
    reach = 3 * ((high - low) or abs(high) or 1.0)
    low = min([low, *(max(y, low - reach) for y in theirs)])
    high = max([high, *(min(y, high + reach) for y in theirs)])
    room = 0.06 * ((high - low) or abs(high) or 1.0)
    return low - room, high + room


def is_curve(heights: Sequence[float]) -> bool:
    """Tell whether points, from left to right, can be joined: enough of them, and one height for each error."""
    if len(heights) < JOINED:
        return False
    travelled = sum(abs(after - before) for before, after in pairwise(heights))
    return travelled <= _JAGGED * (max(heights) - min(heights))


def _in_words(title: str, of: str, points: Sequence[Point]) -> str:
    scale = max(abs(point.right) for point in points)
    told = [point for point in points if point.got is not None]
    off = [point for point in told if not agrees(point, scale)]
    said = f"{title} against {of}, from {_written(points[0].x)} to {_written(points[-1].x)}. "
    if not off:
        return f"{said}Theirs lies on the reference at all {len(told)} points that came back."
    where = f"first at {_written(off[0].x)} and last at {_written(off[-1].x)}" if len(off) > 1 else _written(off[0].x)
    said += f"Theirs differs from the reference at {len(off)} of the {len(told)} points that came back: {where}."
    heights = [point.got for point in told if point.got is not None]
    jagged = len(heights) >= JOINED and not is_curve(heights)
    return f"{said} It is no function of the error alone: it differs from case to case." if jagged else said


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "".join(f"{'L' if number else 'M'}{x:g} {y:g}" for number, (x, y) in enumerate(places))


def ticks(low: float, high: float) -> list[float]:
    """Return round numbers from `low` to `high`, about five of them."""
    rough = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    return [number * step for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _written(value: float) -> str:
    return f"{value + 0.0:.3g}".replace("-", "−")
