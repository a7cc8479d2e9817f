"""The shape of a recommended loss and of its slope, in characters."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lossquiz.losses.blocks
import lossquiz.losses.shapes
import lossquiz.losses.views
from lossquiz.cache import remember
from lossquiz.losses.catalogue import catalogue
from lossquiz.report.terminal.curve import LABELS, NARROWEST, draw
from lossquiz.selection.torch_line import code_block, for_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lossquiz.report.terminal.pieces import Pieces
    from lossquiz.selection.advice import Recommendation

_LABEL = len("slope ")
_NUMBERS = 9  # points that are told in numbers where nothing can be drawn
_WIDEST = 57  # two points to a character


def shape_pieces(answer: Recommendation, width: int, *, characters: bool) -> Pieces:
    """Draw the first loss of an answer and its slope, or say why not.

    Args:
        answer: The recommendation.
        width: The columns there are.
        characters: Whether braille can be shown; if not, a table of numbers takes its place.
    """
    first = answer.choices[0]
    shape = _shape(answer)
    if shape is None:
        return [(f"\n{first.loss} is no function of one number that means something: it is not drawn\n", "dim")]
    head = f"\n{first.loss} and its slope against {shape.against}"
    return [(f"{head}\n", "bold"), *_drawn(shape, width, characters=characters)]


def _shape(answer: Recommendation) -> lossquiz.losses.shapes.Shape | None:
    loss = for_facts(catalogue()[answer.choices[0].loss], answer.task, answer.facts)
    code = code_block(loss, answer.facts)
    # Torch takes a second and more; what it found is kept until the code that looks changes.
    modules = (lossquiz.losses.blocks, lossquiz.losses.shapes, lossquiz.losses.views)
    sources = [Path(str(module.__file__)) for module in modules]
    name = f"{loss.id}-{zlib.crc32(code.encode()):08x}.shape"

    def make() -> list[Any]:
        found = lossquiz.losses.shapes.shape_of(code, loss.inputs)
        return [found.against, found.points, found.values, found.slopes] if found else []

    kept = remember(name, sources, make)
    return lossquiz.losses.shapes.Shape(*kept) if kept else None


def _drawn(shape: lossquiz.losses.shapes.Shape, width: int, *, characters: bool) -> Iterator[tuple[str, str]]:
    columns = min(_WIDEST, width - LABELS - _LABEL)
    if not characters or columns < NARROWEST:
        yield from _in_numbers(shape)
        return
    step = max(1, -(-len(shape.points) // (2 * columns)))
    drawn = [draw(shape.points[::step], heights[::step]) for heights in (shape.values, shape.slopes)]
    axis = max(lines[0].index("│") for lines in drawn)
    for label, lines in zip(("loss", "slope"), drawn, strict=True):
        indent = " " * (axis - lines[0].index("│"))
        for place, line in enumerate(lines):
            yield f"{label if place == 0 else '':<{_LABEL}}", "bold"
            yield f"{indent}{line}\n", ""


def _in_numbers(shape: lossquiz.losses.shapes.Shape) -> Iterator[tuple[str, str]]:
    yield f"{'at':>9} {'loss':>10} {'slope':>10}\n", "bold"
    last = len(shape.points) - 1
    for place in (round(last * step / (_NUMBERS - 1)) for step in range(_NUMBERS)):
        yield f"{shape.points[place]:>9.3g} {shape.values[place]:>10.4g} {shape.slopes[place]:>10.4g}\n", ""
