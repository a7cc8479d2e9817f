"""Which shapes a question is asked with: from one element up, sizes all different in every case but one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MAX_ELEMENTS = 2000
ALIKE, SIX = "every dimension of the same size", "six dimensions"


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of one case: of each named dimension, and those that a `*` stands for."""

    sizes: Mapping[str, int]
    rest: tuple[int, ...] = ()


Plan = Callable[["np.random.Generator"], Iterator[Shape]]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The plans: small shapes for numbers that a person can check, all the others, and what is odd about some more."""

    small: Plan
    large: Plan
    odd: Callable[[], Iterator[tuple[str, Shape]]]


def generic_shapes() -> Shapes:
    """Return the plans for elementwise losses: any rank from 0 to 4."""
    return Shapes(_generic_small, _generic_large, _generic_odd)


def _generic_small(_rng: np.random.Generator) -> Iterator[Shape]:
    yield from _any((), (1,), (2,), (3,), (1, 2), (1,), (2,))


def _generic_large(rng: np.random.Generator) -> Iterator[Shape]:
    a, b, c = (int(n) for n in rng.permutation([2, 3, 5, 7])[:3])
    m, n = int(rng.integers(9, 14)), int(rng.integers(15, 23))
    yield from _any((m,), (a, n), (1, n), (n, 1), (), (a, b, c), (m, n), (1,), (n, a), (c, b), (a, 1, b), (1, 1))
    yield from _any((int(rng.integers(900, 1400)),), (c, a, b, 11), (m + n, 37), (b, a), (n,))


def _generic_odd() -> Iterator[tuple[str, Shape]]:
    yield SIX, Shape({}, (2, 1, 3, 1, 5, 1))


def _any(*shapes: tuple[int, ...]) -> Iterator[Shape]:
    for shape in shapes:
        yield Shape({}, shape)


def named_shapes(
    dimensions: Mapping[str, tuple[int, int]],
    *,
    rest: bool = False,
    fixed: frozenset[int] = frozenset(),
    shifted: Mapping[str, int] | None = None,
) -> Shapes:
    """Return the plans for losses over named dimensions; the first one is the batch.

    Args:
        dimensions: The least and greatest size of each.
        rest: Whether there are inputs with further dimensions, one at least.
        fixed: Sizes that inputs have whatever the dimensions are.
        shifted: By how much an input is larger than a dimension, or smaller: −1 for a dimension of `K-1`.
    """
    shifts = shifted or {}

    def small(_rng: np.random.Generator) -> Iterator[Shape]:
        for rows, others in ((1, 2), (2, 3), (1, 3), (3, 2), (2, 4), (1, 2)):
            yield _shape(dimensions, rows, others, (others,) if rest else (), fixed, shifts)

    def large(rng: np.random.Generator) -> Iterator[Shape]:
        narrow, wide = int(rng.integers(3, 6)), int(rng.integers(9, 17))
        few, many = int(rng.integers(6, 9)), int(rng.integers(60, 110))
        plan = (
            *((few, narrow), (1, wide), (few, wide), (many, narrow), (1, narrow), (2, narrow), (wide + 7, narrow)),
            *((narrow, wide), (many, 2), (1, 2), (wide, narrow + 1), (many + 30, wide), (narrow + 1, narrow)),
            *((2, wide + 20), (350, narrow), (few, 2), (1, wide + 1)),
        )
        for index, (rows, others) in enumerate(plan):
            further = ((others,), (2, max(others, 3)), (3, 2, 5), (max(others, 4), 3))[index % 4] if rest else ()
            yield _shape(dimensions, rows, others, further, fixed | set(further), shifts)

    return Shapes(small, large, lambda: _odd(dimensions, rest, fixed, shifts))


def _odd(
    dimensions: Mapping[str, tuple[int, int]], rest: bool, fixed: frozenset[int], shifts: Mapping[str, int]
) -> Iterator[tuple[str, Shape]]:
    """Yield shapes in which one dimension, not the batch, makes a single column, and others at which code stumbles."""
    narrow = [name for name, (low, _) in list(dimensions.items())[1:] if low + min(shifts.get(name, 0), 0) <= 1]
    for rows in (3, 5, 4):
        for name in narrow:
            low, _ = dimensions[name]
            further = (3,) if rest else ()
            yield "a single column", _shape({**dimensions, name: (low, low)}, rows, 3, further, fixed, shifts)
        if rest:
            yield "a single column", _shape(dimensions, rows, 3, (1,), fixed, shifts)
    size = max(fixed, default=3)  # what guesses an order of axes from their sizes
    sizes = {name: min(max(size, low), high) for name, (low, high) in dimensions.items()}
    if len(sizes) + len(fixed) + rest > 1:
        yield ALIKE, Shape(sizes, (size,) if rest else ())
    if rest:
        yield SIX, _shape(dimensions, 4, 6, (2, 1, 3, 1, 5), fixed | {2, 1, 3, 5}, shifts)


def _shape(
    dimensions: Mapping[str, tuple[int, int]],
    rows: int,
    others: int,
    rest: tuple[int, ...],
    fixed: frozenset[int],
    shifts: Mapping[str, int],
) -> Shape:
    """Give each dimension a size within its bounds; all different where the bounds leave room."""

    def taken(name: str, size: int) -> bool:
        return size in sizes.values() or size in fixed or 1 < size + shifts.get(name, 0) in sizes.values()

    sizes: dict[str, int] = {}
    for position, (name, (low, high)) in enumerate(dimensions.items()):
        size = min(max(rows if position == 0 else others + position - 1, low), high)
        while taken(name, size) and size < high:
            size += 1
        sizes[name] = size
    first = next(iter(sizes))
    elements = math.prod(rest)
    for name, size in sizes.items():
        elements *= 1 if name == first else size
    fitting = min(sizes[first], MAX_ELEMENTS // elements)
    elsewhere = {size + shift for name, size in list(sizes.items())[1:] for shift in {0, shifts.get(name, 0)}}
    for _ in range(1 + len(shifts)):
        fitting -= fitting in elsewhere or fitting in fixed
    sizes[first] = max(dimensions[first][0], fitting)
    return Shape(sizes, rest)
