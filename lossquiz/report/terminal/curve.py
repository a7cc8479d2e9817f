"""A loss drawn in characters: its value for one prediction, from the card's own expression."""

from __future__ import annotations

import math
import textwrap
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.cache import remember

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import InputSpec
    from lossquiz.questions.model import BankLoss

POINT_SECONDS = 5.0
WIDTH, NARROWEST, HEIGHT = 56, 20, 7
LABELS = 10  # columns for the axis and its numbers
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # the dots of a braille cell, row by row

# The range over which an input is swept, and the value at which a target is held, by sampler.
_SWEPT = {"normal": (-3.0, 3.0), "logits": (-6.0, 6.0), "probs": (0.01, 0.99), "distances": (0.0, 2.0)}
_HELD = {"normal": 0.0, "binary": 1.0, "signs": 1.0}


def curve_of(loss: BankLoss, columns: int = WIDTH + LABELS) -> str:
    """Draw a loss of one prediction and one target, or return "" when it is not of that form or has no room."""
    task, width = loss.task, min(WIDTH, columns - LABELS)
    if task is None or width < NARROWEST or not loss.card.expression or len(task.inputs) != 2:  # noqa: PLR2004 - one swept, one held
        return ""
    swept, held = task.inputs
    if not _is_flat(swept) or not _is_flat(held) or swept.sampler not in _SWEPT or held.sampler not in _HELD:
        return ""
    low, high = _SWEPT[swept.sampler]
    steps = width * 2
    points = [low + (high - low) * step / (steps - 1) for step in range(steps)]
    target = _HELD[held.sampler]
    heights = _heights(loss, task, points, target)
    if not heights:
        return ""
    caption = f"against {swept.name}, at {held.name} = {target:g}{_defaults(task)}"
    return "\n".join([*textwrap.wrap(caption, columns), *draw(points, heights)])


def _is_flat(spec: InputSpec) -> bool:
    return len(spec.shape) == 1


def _defaults(task: ImplementTask) -> str:
    return "".join(f", {parameter.name} = {parameter.usual:g}" for parameter in task.parameters)


def _heights(loss: BankLoss, task: ImplementTask, points: Sequence[float], target: float) -> list[float]:
    # NumPy would take half of the time of a card, so what it found is kept until this code changes.
    read = repr((loss.card.expression, _names(task), points[0], points[-1], len(points), target))
    name = f"{loss.id}-{zlib.crc32(read.encode()):08x}.curve"
    found: list[float] = remember(name, [Path(__file__)], lambda: _evaluate(loss, task, points, target))
    return found


def _names(task: ImplementTask) -> list[str | float]:
    """Return what the expression reads: the inputs' names, and the parameters' with their defaults."""
    parameters = [(parameter.name, parameter.usual) for parameter in task.parameters]
    return [*(given.name for given in task.inputs), *(part for parameter in parameters for part in parameter)]


def _evaluate(loss: BankLoss, task: ImplementTask, points: Sequence[float], target: float) -> list[float]:
    import numpy as np

    from lossquiz.questions.containing import Contained, EndlessError, sheltered

    swept, held = task.inputs
    # The bank's own expression, held against its reference by `bank check`: as trusted as its code.
    code = compile(loss.card.expression, f"<{loss.id}>", "eval")
    names: dict[str, Any] = {"np": np, **{p.name: p.usual for p in task.parameters}}
    heights = []
    with np.errstate(all="ignore"), sheltered():
        for point in points:
            values = {swept.name: np.array([point]), held.name: np.array([target])}
            try:
                with Contained(POINT_SECONDS):
                    heights.append(float(eval(code, {**names, **values})))  # noqa: S307 - the bank's own expression
            except (Exception, SystemExit, EndlessError):  # noqa: BLE001 - `bank check` tells what breaks it
                return []
    return heights if all(map(math.isfinite, heights)) else []


def draw(points: Sequence[float], heights: Sequence[float]) -> list[str]:
    """Draw heights as braille, two points to a character, with the axes' ends written."""
    bottom, top = min(0.0, *heights), max(heights)
    span = (top - bottom) or 1.0
    rows = HEIGHT * 4
    grid = [[0] * ((len(heights) + 1) // 2) for _ in range(HEIGHT)]
    before: int | None = None
    for column, height in enumerate(heights):
        level = round((height - bottom) / span * (rows - 1))
        # A steep line is filled between one column and the next, so that it does not break.
        reach = range(min(level, (before if before is not None else level)), max(level, before or 0, level) + 1)
        for dot in reach if before is not None else (level,):
            row = rows - 1 - dot
            grid[row // 4][column // 2] |= DOTS[row % 4][column % 2]
        before = level
    labels = {0: f"{top:.3g}", HEIGHT - 1: f"{bottom:.3g}"}
    width = max(map(len, labels.values()))
    lines = [
        f"{labels.get(i, ''):>{width}} │{''.join(chr(0x2800 + cell) for cell in row)}" for i, row in enumerate(grid)
    ]
    ends = f"{points[0]:<{len(grid[0]) // 2}.3g}{points[-1]:>{len(grid[0]) - len(grid[0]) // 2}.3g}"
    return [*lines, f"{'':>{width}} └{'─' * len(grid[0])}", f"{'':>{width}}  {ends}"]
