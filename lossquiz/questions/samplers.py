"""The vocabulary that question files use to say what an input looks like.

A sampler takes a `Draw` (random generator, shape, sizes of the named dimensions, inputs drawn before) and
returns an array. Floats are rounded to float32, so that the same numbers can be given in both precisions.
A bank may add its own in a `samplers.py` beside its folders, with the `sampler` decorator.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
DType = Literal["float", "int64"]
Labels = Literal["", "ids", "one_hot", "zero_one", "minus_plus"]
Drawing = TypeVar("Drawing", bound=Callable[..., Array])


class Sampler(Protocol):
    """A word of the vocabulary: how an input is drawn, and what its numbers stand for.

    Attributes:
        dtype: `float` for the dtype of the case, or `int64`.
        labels: What class a number tells, for diagnoses: `ids` (class ids), `one_hot`, `zero_one`, `minus_plus`, or ""
            for numbers that are no labels.
        rounds: Whether its numbers may be rounded and are still what a question asks about.
        adds_up: Whether rows sum to 1, and so must in double precision too.
        marks: Numbers that may stand in the place of any of its own, and that code takes for marks of something else.
    """

    __name__: str
    __module__: str
    dtype: DType
    labels: Labels
    rounds: bool
    adds_up: bool
    marks: tuple[float, ...]

    def __call__(self, draw: Draw, **options: Any) -> Array:
        """Draw an input."""


SAMPLERS: dict[str, Sampler] = {}


@dataclass(frozen=True, slots=True)
class Draw:
    """What a sampler may use.

    Attributes:
        rng: The generator; the only source of chance.
        shape: The shape to return.
        dims: Sizes of the question's named dimensions, such as `{"N": 7, "C": 3}`.
        given: The inputs drawn before this one, by name.
        scale: How large real values should be; 1 is ordinary, 100 is a model that has diverged.
        plain: Whether the numbers should be short enough to check by hand.
    """

    rng: np.random.Generator
    shape: tuple[int, ...]
    dims: Mapping[str, int]
    given: Mapping[str, Array]
    scale: float = 1.0
    plain: bool = False


@overload
def sampler(function: Drawing, /) -> Drawing: ...
@overload
def sampler(
    *,
    dtype: DType = "float",
    labels: Labels = "",
    rounds: bool = False,
    adds_up: bool = False,
    marks: tuple[float, ...] = (),
) -> Callable[[Drawing], Drawing]: ...


def sampler(
    function: Any = None,
    /,
    *,
    dtype: DType = "float",
    labels: Labels = "",
    rounds: bool = False,
    adds_up: bool = False,
    marks: tuple[float, ...] = (),
) -> Any:
    """Add a sampler to the vocabulary under its function's name: `@sampler`, or `@sampler(labels="zero_one")`.

    Args:
        function: Takes a `Draw`, and options by keyword; returns an array of the draw's shape.
        dtype: As in `Sampler`.
        labels: As in `Sampler`.
        rounds: As in `Sampler`.
        adds_up: As in `Sampler`.
        marks: As in `Sampler`.

    Raises:
        ValueError: The name is taken by another module: the questions that use it would change their cases.
    """
    if function is None:
        return functools.partial(_add, dtype=dtype, labels=labels, rounds=rounds, adds_up=adds_up, marks=marks)
    return _add(function, dtype=dtype, labels=labels, rounds=rounds, adds_up=adds_up, marks=marks)


def _add(function: Any, *, dtype: DType, labels: Labels, rounds: bool, adds_up: bool, marks: tuple[float, ...]) -> Any:
    known = SAMPLERS.get(function.__name__)
    if known is not None and known.__module__ != function.__module__:
        raise ValueError(f'there is a sampler "{function.__name__}" already; choose another name')
    function.dtype, function.labels, function.rounds, function.adds_up = dtype, labels, rounds, adds_up
    function.marks = marks
    SAMPLERS[function.__name__] = function
    return function


def options_of(name: str) -> tuple[str, ...]:
    """Return the option names that a sampler takes."""
    return tuple(n for n, p in inspect.signature(SAMPLERS[name]).parameters.items() if p.kind is p.KEYWORD_ONLY)


def _floats(values: Array, draw: Draw, digits: int = 1) -> Array:
    rounded = np.round(values, digits) if draw.plain else values
    return np.asarray(rounded, dtype=np.float32)


@sampler(rounds=True, marks=(0.0, -1.0))
def normal(draw: Draw, *, mean: float = 0.0, std: float = 1.0, beside: float = 0.0) -> Array:
    """Real numbers around `mean`, spread `std` times the case's scale.

    `beside` is added to short numbers, which then never differ from others by a round threshold.
    """
    values = _floats(mean + std * draw.scale * draw.rng.normal(size=draw.shape), draw)
    return values + np.float32(beside) if beside and draw.plain else values


@sampler(rounds=True, marks=(0.0, -1.0))
def uniform(draw: Draw, *, low: float = 0.0, high: float = 1.0) -> Array:
    """Real numbers between `low` and `high`, whatever the scale."""
    return _floats(draw.rng.uniform(low, high, size=draw.shape), draw, 2)


@sampler
def positive(draw: Draw, *, median: float = 1.0, spread: float = 1.0) -> Array:
    """Positive numbers, log-normal around `median`."""
    values = median * np.exp(spread * draw.rng.normal(size=draw.shape))
    return _floats(np.maximum(values, 0.1) if draw.plain else values, draw)


@sampler(marks=(-1.0,))  # never 0, where a slope may hang on which side one takes
def logits(draw: Draw, *, std: float = 2.0) -> Array:
    """Scores before a sigmoid or softmax; never exactly 0."""
    values = _floats(std * draw.scale * draw.rng.normal(size=draw.shape), draw)
    return np.where(values == 0, np.float32(0.5), values).astype(np.float32)


@sampler(rounds=True)
def near(draw: Draw, *, of: str, spread: float = 0.5) -> Array:
    """Another input plus noise whose size differs from row to row, so that distances are small and large."""
    base = draw.given[of].astype(np.float64)
    rows = draw.rng.uniform(0.1, 2.0, size=(draw.shape[0],) + (1,) * (len(draw.shape) - 1))
    width = np.sqrt(draw.shape[-1]) if len(draw.shape) > 1 else 1.0
    return _floats(base + spread * rows * draw.rng.normal(size=draw.shape) / width, draw)


@sampler(rounds=True)
def distances(draw: Draw, *, typical: float = 1.0) -> Array:
    """Non-negative numbers, on both sides of a margin of `typical` size."""
    return _floats(typical * draw.rng.uniform(0.05, 2.5, size=draw.shape), draw, 2)


@sampler
def probs(draw: Draw, *, low: float = 1e-5) -> Array:
    """Probabilities between `low` and 1 − `low`, sure and unsure ones."""
    sharp = draw.rng.uniform(0.5, 6.0, size=draw.shape) * draw.rng.normal(size=draw.shape)
    values = 1 / (1 + np.exp(-sharp))
    bounded = np.clip(np.round(values, 2), 0.05, 0.95) if draw.plain else np.clip(values, low, 1 - low)
    return np.asarray(bounded, dtype=np.float32)


def _softmax(scores: Array) -> Array:
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


@sampler(adds_up=True)
def simplex(draw: Draw, *, low: float = 1e-5, sharpness: float = 1.5) -> Array:
    """Rows of probabilities that sum to 1 over the last dimension."""
    values = _softmax(sharpness * draw.rng.normal(size=draw.shape))
    if draw.plain:
        return _plain_simplex(values)
    values = np.maximum(values, low)
    return np.asarray(values / values.sum(axis=-1, keepdims=True), dtype=np.float32)


def _plain_simplex(values: Array) -> Array:
    """Round rows to tenths that still sum to 1, none of them 0 where there is room."""
    tenths = np.maximum(np.floor(values * 10), 1)
    top = values.argmax(axis=-1)[..., None]
    rest = 10 - tenths.sum(axis=-1, keepdims=True) + np.take_along_axis(tenths, top, axis=-1)
    np.put_along_axis(tenths, top, np.maximum(rest, 1), axis=-1)
    return np.asarray(tenths / tenths.sum(axis=-1, keepdims=True), dtype=np.float32)


@sampler(adds_up=True)
def sparse_simplex(draw: Draw, *, zeros: float = 0.3) -> Array:
    """Rows of probabilities that sum to 1, some of them exactly 0."""
    values = simplex(draw)
    holes = draw.rng.uniform(size=draw.shape) < zeros
    np.put_along_axis(holes, values.argmax(axis=-1)[..., None], False, axis=-1)
    kept = np.where(holes, 0.0, values.astype(np.float64))
    return np.asarray(kept / kept.sum(axis=-1, keepdims=True), dtype=np.float32)


@sampler
def log_simplex(draw: Draw, *, sharpness: float = 1.5) -> Array:
    """Rows of log-probabilities, as a log_softmax gives them."""
    values = _softmax(sharpness * draw.scale * draw.rng.normal(size=draw.shape))
    if draw.plain:
        values = _plain_simplex(values)
    return np.log(np.maximum(values, 1e-30)).astype(np.float32)


@sampler(dtype="int64", labels="ids")
def class_ids(draw: Draw, *, classes: str = "C", first: int = 0) -> Array:
    """Class ids from `first` on, int64; every class occurs when there are rows enough."""
    count = draw.dims[classes] - first
    size = int(np.prod(draw.shape, dtype=np.int64))
    every = draw.rng.permutation(count)[:size]
    more = draw.rng.integers(0, count, size=max(0, size - count))
    return first + draw.rng.permutation(np.concatenate([every, more])).reshape(draw.shape).astype(np.int64)


IGNORED = -100  # what stands in an input for the parameter that says which ids do not count


@sampler(dtype="int64", labels="ids")
def some_ids(draw: Draw, *, ignored: str, classes: str = "C", share: float = 0.25) -> Array:
    """Class ids of which some are the value of the parameter `ignored`; now and then all of them."""
    del ignored  # whoever makes a case puts the parameter's value in
    ids = class_ids(draw, classes=classes)
    limit = share if draw.rng.uniform() < 0.9 else 1.0  # noqa: PLR2004 - rarely
    return np.where(draw.rng.uniform(size=draw.shape) < limit, IGNORED, ids)


@sampler(labels="one_hot")
def one_hot(draw: Draw) -> Array:
    """Rows with a single 1, float; the last dimension is the class."""
    ids = class_ids(Draw(draw.rng, draw.shape[:-1], {"C": draw.shape[-1]}, {}))
    return np.eye(draw.shape[-1], dtype=np.float32)[ids]


def _two_values(draw: Draw, low: float, high: float) -> Array:
    size = int(np.prod(draw.shape, dtype=np.int64))
    values = draw.rng.choice((low, high), size=size)
    if size > 1:
        values[draw.rng.choice(size, size=2, replace=False)] = (low, high)
    return values.reshape(draw.shape).astype(np.float32)


@sampler(labels="zero_one")
def binary(draw: Draw) -> Array:
    """Labels 0 and 1 as floats; both occur when there are two elements or more."""
    return _two_values(draw, 0.0, 1.0)


@sampler(labels="minus_plus")
def signs(draw: Draw) -> Array:
    """Labels −1 and +1 as floats; both occur when there are two elements or more."""
    return _two_values(draw, -1.0, 1.0)


@sampler
def durations(draw: Draw, *, longest: float = 10.0) -> Array:
    """Positive times in tenths, so that ties occur."""
    return (np.ceil(draw.rng.uniform(0, longest, size=draw.shape) * 10) / 10).astype(np.float32)


@sampler
def boxes(draw: Draw, *, size: float = 10.0) -> Array:
    """Valid xyxy boxes `[N, 4]`: x1 < x2 and y1 < y2."""
    corner = draw.rng.uniform(0, size, size=(*draw.shape[:-1], 2))
    extent = draw.rng.uniform(0.2 * size, size, size=(*draw.shape[:-1], 2))
    low = np.round(corner, 1) if draw.plain else corner
    return np.concatenate([low, low + (np.round(extent, 1) if draw.plain else extent)], axis=-1).astype(np.float32)


@sampler
def counts(draw: Draw, *, typical: float = 3.0, most: float = 100.0) -> Array:
    """Counts as floats, 0 among them, more spread than a Poisson variable of one rate."""
    rates = typical * draw.rng.gamma(1.0, 1.0, size=draw.shape)
    return np.minimum(draw.rng.poisson(rates), most).astype(np.float32)


@sampler(marks=(0.0, -1.0))
def grades(draw: Draw, *, highest: int = 4) -> Array:
    """Whole numbers from 0 to `highest` as floats, with ties: how relevant an item is."""
    return draw.rng.integers(0, highest + 1, size=draw.shape).astype(np.float32)


@sampler
def ranks(draw: Draw) -> Array:
    """The numbers 0, 1, 2 ... as floats, in another order in each row: no ties."""
    order = draw.rng.permuted(np.broadcast_to(np.arange(draw.shape[-1]), draw.shape), axis=-1)
    return order.astype(np.float32)


@sampler
def mask(draw: Draw, *, kept: float = 0.7, empty: float = 0.1) -> Array:
    """0 and 1 as floats in any pattern; some rows have no 1 at all."""
    values = draw.rng.uniform(size=draw.shape) < kept
    return (values & (draw.rng.uniform(size=(*draw.shape[:-1], 1)) >= empty)).astype(np.float32)


@sampler(dtype="int64")
def lengths(draw: Draw, *, low: int = 1, high: int = 60) -> Array:
    """Lengths between `low` and `high`, both included, int64."""
    return draw.rng.integers(low, high + 1, size=draw.shape)


@sampler(dtype="int64")
def lengths_within(draw: Draw, *, of: str) -> Array:
    """Lengths from 1 to that of another input, which is its first dimension, int64; often the whole of it."""
    longest = draw.given[of].shape[0]
    values = draw.rng.integers(1, longest + 1, size=draw.shape)
    return np.where(draw.rng.uniform(size=draw.shape) < 0.4, longest, values)  # noqa: PLR2004 - often


@sampler(dtype="int64")
def lengths_that_fit(draw: Draw, *, of: str, within: str) -> Array:
    """Lengths of rows of ids that can be aligned in so many steps, int64: a step an id, and one between equal ones."""
    lengths: list[int] = []
    for ids, steps in zip(draw.given[of], draw.given[within], strict=True):
        needed = np.arange(1, len(ids) + 1) + np.concatenate([[0], np.cumsum(ids[1:] == ids[:-1])])
        lengths.append(int(draw.rng.integers(1, max(1, int(np.count_nonzero(needed <= steps))) + 1)))
    return np.asarray(lengths, dtype=np.int64).reshape(draw.shape)


@sampler
def log_probabilities(draw: Draw, *, median: float = 1.0, spread: float = 1.5) -> Array:
    """Negative numbers, −log-normal around −`median`, between −0.01 and −10,000."""
    values = np.clip(median * np.exp(spread * draw.rng.normal(size=draw.shape)), 0.01, 1e4)
    return _floats(-np.maximum(values, 0.1) if draw.plain else -values, draw)
