"""Cases: what a submission is asked, made from a question's declaration and a seed.

They go from the smallest to the largest, so that the first failure is one that a person can check by hand.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.cases.shapes import Shape, Shapes, generic_shapes, named_shapes
from lossquiz.grading.sandbox.both.job import Argument, Call, Layout, ScalarInput, TensorInput, Use
from lossquiz.questions.authored import Blamed, in_task
from lossquiz.questions.kinds.implement.dimensions import ANY, shift_of, sizes_of
from lossquiz.questions.samplers import IGNORED, SAMPLERS, Draw

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import CaseKind, CaseSpec, InputSpec, ParameterSpec

LAYOUTS: tuple[Layout, ...] = ("contiguous", "transposed", "strided")
NUDGE = 1e-9  # far below the spacing of float32 near 1, far above that of float64
NUDGES = 3
_WIDE, _EITHER = frozenset({"float64"}), frozenset({"float32", "float64"})
SCALES = (1.0, 1.0, 0.1, 10.0, 1.0, 30.0, 0.01, 100.0)


@dataclass(frozen=True, slots=True)
class Case:
    """One call, and how its outcome is judged.

    Attributes:
        kind: `worked`, `random`, `boundary`, `extreme`, `contract` or `memory`.
        note: What the case shows, in a few words.
        call: The call to make.
        values: Every parameter's value in this call, those left at their default included.
        omitted: Whether the parameters were left at their default.
        judge_gradient: Whether the gradients count.
        rtol: A relative tolerance of its own, or None.
        nudged: Whether it is the case before it, its inputs moved by less than single precision can see.
        scale: How large the inputs were drawn; 1 is ordinary.
        alone: The one input that requires grad, of several that could; "" where all do.
        size: The number of elements of the largest input.
        largest: The greatest floating input, without its sign.
        dtype: The precision of the floating inputs.
    """

    kind: CaseKind
    note: str
    call: Call
    values: Mapping[str, float]
    omitted: bool
    judge_gradient: bool = True
    rtol: float | None = None
    nudged: bool = False
    scale: float = 1.0
    alone: str = ""

    size: int = field(init=False)
    largest: float = field(init=False)
    dtype: str = field(init=False)

    def __post_init__(self) -> None:
        # Worked out once: every comparison of every submission asks for them.
        arrays = [tensor.array for tensor in self.call.tensors]
        real = [array for array in arrays if array.dtype.kind == "f"]
        wide = any(array.dtype == np.float64 for array in real)
        object.__setattr__(self, "size", max(array.size for array in arrays))
        object.__setattr__(self, "largest", max((float(np.max(np.abs(a), initial=0.0)) for a in real), default=0.0))
        object.__setattr__(self, "dtype", "float64" if wide else "float32")

    @property
    def dtypes_of_result(self) -> frozenset[str]:
        """The dtypes that a result may have: that of the inputs, or a wider one."""
        return _WIDE if self.dtype == "float64" else _EITHER

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The inputs by name."""
        return {tensor.name: tensor.array for tensor in self.call.tensors}

    def in_float64(self) -> dict[str, NDArray[Any]]:
        """The inputs by name, the floating ones in float64."""
        return _widened(self.arrays())

    @property
    def drawn(self) -> bool:
        """Whether its numbers were drawn as they usually are, and not written by an author."""
        return self.kind in {"random", "contract"}

    @property
    def written(self) -> bool:
        """Whether an author wrote it: it is the same under every seed."""
        return self.kind in _WRITTEN

    @property
    def plain_layout(self) -> bool:
        """Whether all inputs lie contiguously in memory."""
        return all(t.layout == "contiguous" for t in self.call.tensors)


def make_cases(task: ImplementTask, seed: int) -> tuple[Case, ...]:
    """Make the cases of one question; the same seed gives the same cases on every machine.

    Args:
        task: The question.
        seed: Any integer that is not negative.

    Returns:
        The cases, in the order in which they are to be run.
    """
    rng = np.random.default_rng([seed, zlib.crc32(task.id.encode())])
    maker = _Maker(task, rng)
    written = {kind: [maker.written(spec) for spec in task.cases if spec.kind == kind] for kind in _WRITTEN}
    return (
        *written["worked"],
        *maker.small(),
        *maker.random(),
        *written["boundary"],
        *written["extreme"],
        *maker.contract(),
        *maker.odd(),
        *maker.further(),
        *maker.like_marks(),
        *maker.memory(),
    )


_WRITTEN: tuple[CaseKind, ...] = ("worked", "boundary", "extreme")
_ALONE = (10, 6)  # random cases in which the first input alone requires grad, and the second
_USES: tuple[tuple[Use, bool], ...] = (("accumulating", True), ("training", False), ("training", True))
_USE_NOTES: Mapping[Use, str] = {
    "accumulating": "tensors that held other numbers in a call before, and gradients of other terms, and .backward()",
    "training": "a step of a training loop: inputs that are results of other operations, one batch after another",
}


@dataclass(frozen=True)
class _Maker:
    """Draws and assembles cases for one task from one generator."""

    task: ImplementTask
    rng: np.random.Generator

    def written(self, spec: CaseSpec) -> Case:
        """Turn an author's case into a call with contiguous inputs."""
        parameters = {p.name: p.of(spec.given.get(p.name, p.default)) for p in self.task.parameters}
        with Blamed(in_task(self.task, f"implement.cases.{spec.kind}"), f"the case “{spec.note}”"):
            arrays = {i.name: _as_array(spec.given[i.name], i.sampler, spec.dtype) for i in self.task.inputs}
        given = {name: parameters[name] for name in parameters if name in spec.given}
        call = self._call(arrays, given, upstream=1.0 if spec.gradient else None, gradient=spec.gradient)
        return Case(
            spec.kind, spec.note or "written by the author", call, parameters, not given, spec.gradient, spec.rtol
        )

    def small(self) -> Iterator[Case]:
        """Make cases of one to three rows with short numbers."""
        for index, shapes in enumerate(self._shapes().small(self.rng)):
            arrays = self._draw(shapes, 1.0, plain=True)
            yield self._case("random", shapes, arrays, index, upstream=1.0, note="short numbers")

    def random(self) -> Iterator[Case]:
        """Make cases of every size, scale, layout, precision and way to pass the parameters."""
        for index, shapes in enumerate(self._shapes().large(self.rng)):
            scale = SCALES[index % len(SCALES)]
            arrays = self._draw(shapes, scale, plain=False)
            if index % 3 == 2:  # noqa: PLR2004 - every third in double precision
                arrays = self._widened(arrays)
            layouts = self._layouts(index - index // 3 - 1) if index % 3 else ()
            alone = self._alone(index)
            note = "random" if scale == 1 else f"random, scale {scale:g}"
            note = f"{note}, only {alone} requires grad" if alone else note
            case = self._case("random", shapes, arrays, index, upstream=self._upstream(), layouts=layouts, note=note)
            call = _for_alone(case.call, alone) if alone else case.call
            yield replace(case, scale=scale, call=call, alone=alone)

    def _alone(self, index: int) -> str:
        """Return which input is the only one to require grad in a random case; "" in most, and where no other could."""
        able = [spec for spec in self.task.inputs if spec.gradient]
        free = [spec.name for spec in able if not spec.stopped]
        if index not in _ALONE or len(able) == 1 or self.task.entry_kind == "backward":
            return ""
        return free[_ALONE.index(index) % len(free)]

    def contract(self) -> Iterator[Case]:
        """Make the cases about the form of the answer: double precision, one shape twice, no gradient wanted."""
        shapes = next(iter(self._shapes().large(self.rng)))
        for index in range(2):
            note = "the same shape again, other numbers" if index else "double precision"
            arrays = self._draw(shapes, 1.0, plain=False)
            wide = self._widened(arrays)
            yield self._case("contract", shapes, wide, index, upstream=self._upstream(), note=note)
        yield from self._nudges()
        for index in range(3):
            arrays = self._draw(shapes, 1.0, plain=False)
            case = self._case("contract", shapes, arrays, index, upstream=None, note="no gradient asked for")
            yield replace(case, judge_gradient=False)
        yield from self._in_use()

    def odd(self) -> Iterator[Case]:
        """Make cases of shapes at which code stumbles: a single column, which `squeeze()` takes away, and the like."""
        for index, (note, shape) in enumerate(self._shapes().odd()):
            arrays = self._draw(shape, 1.0, plain=False)
            yield self._case("random", shape, arrays, 2 * index, upstream=self._upstream(), note=note)

    def further(self) -> Iterator[Case]:
        """Make a case for each further value of a parameter: one that code may treat apart, or cut off."""
        shapes = list(self._shapes().large(self.rng))[2:4]
        values = [(spec, value) for spec in self.task.parameters for value in spec.also]
        for index, (spec, value) in enumerate(values):
            shape = shapes[index % len(shapes)]
            arrays = self._draw(shape, 1.0, plain=False)
            note = f"{spec.name} = {value:g}"
            yield self._asked(
                "random", shape, arrays, {spec.name: spec.of(value)}, upstream=self._upstream(), note=note
            )

    def like_marks(self) -> Iterator[Case]:
        """Make cases of numbers that code takes for marks of something else: 0 and −1 among others, and rows alike."""
        shape = list(self._shapes().small(self.rng))[3]
        arrays = self._draw(shape, 1.0, plain=False)
        marked = {spec.name: self._with_marks(arrays[spec.name], spec) for spec in self.task.inputs}
        free = {spec.name for spec in self.task.inputs if SAMPLERS[spec.sampler].marks} & self.task.by_row
        twins = {name: _with_twins(array) if name in free else array for name, array in arrays.items()}
        for index, (note, made) in enumerate((("0 and −1 among the numbers", marked), ("two rows alike", twins))):
            if any(not np.array_equal(made[name], array) for name, array in arrays.items()):
                yield self._case("random", shape, made, 2 * index, upstream=self._upstream(), note=note)

    def _with_marks(self, array: NDArray[Any], spec: InputSpec) -> NDArray[Any]:
        """Put marks into the place of two numbers, where an input may hold them."""
        low, high = spec.options.get("low", -np.inf), spec.options.get("high", np.inf)
        marks = [mark for mark in SAMPLERS[spec.sampler].marks if low <= mark <= high]
        if array.size <= len(marks):
            return array
        flat = array.copy().ravel()
        flat[self.rng.choice(flat.size, len(marks), replace=False)] = marks
        return np.asarray(flat.reshape(array.shape))

    def memory(self) -> Iterator[Case]:
        """Make the cases in which the largest tensor is measured that is made on the way."""
        for sizes in self.task.memory.sizes:
            shape = Shape(sizes)
            note = ", ".join(f"{name} = {size:,}" for name, size in sizes.items())
            case = self._case("memory", shape, self._draw(shape, 1.0, plain=False), 0, upstream=1.0, note=note)
            yield replace(case, call=replace(case.call, most=self.task.memory.most(sizes)))

    def _in_use(self) -> Iterator[Case]:
        """Make the cases in which an answer is used as in a program: gradients there already, and a training loop."""
        shapes = list(self._shapes().small(self.rng))[2]
        for index, (use, wide) in enumerate(_USES):
            drawn, before = (self._draw(shapes, 1.0, plain=False) for _ in range(2))
            arrays, earlier = (self._widened(drawn), self._widened(before)) if wide else (drawn, before)
            note = _USE_NOTES[use]
            if use == "training" and self.task.entry_kind == "module":
                note += ", and at last the module in eval()"
            case = self._case("contract", shapes, arrays, 2 * index, upstream=self._upstream(), note=note)
            first = self._case("contract", shapes, earlier, 1, upstream=1.0, note="the batch before").call
            yield replace(case, call=replace(case.call, use=use, first=first))

    def _nudges(self) -> Iterator[Case]:
        """Make pairs of cases in double precision that are one case to single precision."""
        shapes = list(self._shapes().small(self.rng))[2]
        for index in range(NUDGES):
            drawn = self._draw(shapes, 1.0, plain=False)
            arrays = self._widened(drawn)
            first = self._case("contract", shapes, arrays, index, upstream=1.0, note="double precision, a small case")
            given = {name: value for name, value in first.values.items() if not first.omitted}
            arrays = first.arrays()
            for spec in self.task.inputs:
                if spec.gradient:
                    step = NUDGE * self.rng.choice((-1.0, 1.0), size=arrays[spec.name].shape)
                    moved = arrays[spec.name] + step * self.rng.uniform(0.5, 1.5, size=step.shape)
                    arrays[spec.name] = np.asarray(moved)  # a 0-d array plus a number is no array any more
            arrays = self._widened(arrays)
            call = self._call(arrays, given, upstream=1.0)
            note = f"double precision, the inputs moved by {NUDGE:g}"
            yield first
            yield Case("contract", note, call, first.values, not given, nudged=True)

    def _widened(self, arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """Return the arrays in double precision; what adds up to 1 does so to the last digit there too.

        A right answer may rest on it: Σ p·(lse − x) is lse − Σ p·x only where Σ p is 1.
        """
        wide = _widened(arrays)
        for spec in self.task.inputs:
            if spec.at_logits:
                wide[spec.name] = _normalised(wide[spec.name])
            elif SAMPLERS[spec.sampler].adds_up:
                wide[spec.name] = np.asarray(wide[spec.name] / wide[spec.name].sum(axis=-1, keepdims=True))
        return wide

    def _shapes(self) -> Shapes:
        shapes = [spec.shape for spec in self.task.inputs]
        named = any(shape != (ANY,) for shape in shapes)
        rest = any(shape[-1:] == (ANY,) for shape in shapes)
        fixed = frozenset(int(size) for shape in shapes for size in shape if size.isdigit())
        shifted = dict(shift for shape in shapes for size in shape for shift in shift_of(size))
        return (
            named_shapes(self.task.dimensions, rest=rest, fixed=fixed, shifted=shifted) if named else generic_shapes()
        )

    def _draw(self, shape: Shape, scale: float, *, plain: bool) -> dict[str, NDArray[Any]]:
        arrays: dict[str, NDArray[Any]] = {}
        for spec in self.task.inputs:
            sizes = sizes_of(spec.shape, shape.sizes, shape.rest)
            draw = Draw(self.rng, sizes, shape.sizes, arrays, scale, plain)
            with Blamed(in_task(self.task, f"implement.inputs.{spec.name}"), f"the sampler {spec.sampler}"):
                drawn = np.ascontiguousarray(SAMPLERS[spec.sampler](draw, **spec.options))
                arrays[spec.name] = drawn.reshape(sizes)
        return arrays

    def _case(
        self,
        kind: CaseKind,
        shape: Shape,
        arrays: Mapping[str, NDArray[Any]],
        index: int,
        *,
        upstream: float | None,
        note: str,
        layouts: tuple[Layout, ...] = (),
    ) -> Case:
        chosen = {p.name: self._parameter(p) for p in self.task.parameters if not p.dimension}
        style = (index + index // len(SCALES)) % 4
        some = {0: {}, 1: chosen, 2: chosen, 3: self._one_of(chosen)}[style]
        positional = style == 2  # noqa: PLR2004
        return self._asked(
            kind, shape, arrays, some, chosen, upstream=upstream, note=note, layouts=layouts, positional=positional
        )

    def _asked(
        self,
        kind: CaseKind,
        shape: Shape,
        arrays: Mapping[str, NDArray[Any]],
        some: Mapping[str, float],
        chosen: Mapping[str, float] | None = None,
        *,
        upstream: float | None,
        note: str,
        layouts: tuple[Layout, ...] = (),
        positional: bool = False,
    ) -> Case:
        """Put a case together in which some parameters are given; those without a default are as they were chosen."""
        parameters = self.task.parameters
        defaults = {p.name: p.default for p in parameters if p.default is not None}
        told = {p.name: shape.sizes[p.dimension] for p in parameters if p.dimension}
        if chosen is None:
            chosen = {p.name: self._parameter(p) for p in parameters if not p.dimension and p.name not in defaults}
        always = {name: value for name, value in chosen.items() if name not in defaults}
        given = {p.name: value for p in parameters for value in _values(p.name, some, always, told)}
        values = {p.name: given[p.name] if p.name in given else defaults[p.name] for p in parameters}
        arrays = self._marked(arrays, values)
        call = self._call(arrays, given, upstream=upstream, layouts=layouts, positional=positional)
        return Case(kind, note, call, values, not given)

    def _marked(self, arrays: Mapping[str, NDArray[Any]], values: Mapping[str, float]) -> Mapping[str, NDArray[Any]]:
        """Put the parameters' values where inputs say that something does not count."""
        marks = {spec.name: values[spec.options["ignored"]] for spec in self.task.inputs if "ignored" in spec.options}
        return {
            name: np.where(array == IGNORED, int(marks[name]), array) if name in marks else array
            for name, array in arrays.items()
        }

    def _one_of(self, chosen: Mapping[str, float]) -> dict[str, float]:
        if not chosen:
            return {}
        name = list(chosen)[int(self.rng.integers(len(chosen)))]
        return {name: chosen[name]}

    def _parameter(self, spec: ParameterSpec) -> float:
        if spec.whole:
            return int(self.rng.integers(int(spec.low), int(spec.high) + 1))
        return float(np.clip(round(float(self.rng.uniform(spec.low, spec.high)), 2), spec.low, spec.high))

    def _upstream(self) -> float:
        size = round(float(self.rng.uniform(0.3, 3.0)), 2)
        return size if self.rng.uniform() < 0.7 else -size  # noqa: PLR2004 - mostly positive

    def _layouts(self, number: int) -> tuple[Layout, ...]:
        """Return the layouts of the n-th case that is not plain: each input meets each layout, alone and together."""
        contiguous, transposed, strided = LAYOUTS
        pairs = ((transposed, transposed), (strided, strided), (transposed, strided), (contiguous, transposed))
        pair = pairs[number % len(pairs)]
        return tuple(pair[k % 2] for k in range(len(self.task.inputs)))

    def _call(
        self,
        arrays: Mapping[str, NDArray[Any]],
        given: Mapping[str, float],
        *,
        upstream: float | None,
        layouts: tuple[Layout, ...] = (),
        positional: bool = False,
        gradient: bool = True,
    ) -> Call:
        wants = gradient and upstream is not None and self.task.entry_kind != "backward"
        tensors: list[Argument] = [
            TensorInput(
                spec.name,
                arrays[spec.name],
                layouts[k] if layouts else "contiguous",
                wants and spec.gradient,
                spec.at_logits,
            )
            for k, spec in enumerate(self.task.inputs)
        ]
        scalars = tuple(ScalarInput(name, value) for name, value in given.items())
        upstream = None if self.task.entry_kind == "backward" else upstream
        if self.task.entry_kind == "module":
            return Call(tuple(tensors), construct=scalars, upstream=upstream)
        if positional:
            return Call((*tensors, *scalars), upstream=upstream)
        return Call(tuple(tensors), scalars, upstream=upstream)


def _for_alone(call: Call, name: str) -> Call:
    """Return a call in which one input alone requires grad."""

    def of(argument: Argument) -> Argument:
        return replace(argument, requires_grad=argument.name == name) if isinstance(argument, TensorInput) else argument

    return replace(call, positional=tuple(map(of, call.positional)), keyword=tuple(map(of, call.keyword)))


def _with_twins(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array whose last row is its first."""
    twins = array.copy()
    if array.ndim:
        twins[-1] = twins[0]
    return np.asarray(twins)


def _widened(arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return the arrays with the floating ones in double precision."""
    return {name: array.astype(np.float64) if array.dtype.kind == "f" else array for name, array in arrays.items()}


def _values(name: str, *given: Mapping[str, float]) -> Iterator[float]:
    """Yield the value of a name where there is one, from the first that has it."""
    found = next((some for some in given if name in some), None)
    if found is not None:
        yield found[name]


def _normalised(log_probs: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(log_probs - np.log(np.exp(log_probs).sum(axis=-1, keepdims=True)))


def call_with(task: ImplementTask, given: Mapping[str, Any], dtype: str) -> Call:
    """Make a forward-only call of an author's values."""
    arrays = {i.name: _as_array(given[i.name], i.sampler, dtype) for i in task.inputs}
    tensors = tuple(TensorInput(name, array) for name, array in arrays.items())
    scalars = tuple(ScalarInput(p.name, p.of(given[p.name])) for p in task.parameters if p.name in given)
    return Call(tensors, construct=scalars) if task.entry_kind == "module" else Call(tensors, scalars)


def _as_array(value: Any, sampler: str, dtype: str) -> NDArray[Any]:
    return np.asarray(value, dtype="int64" if SAMPLERS[sampler].dtype == "int64" else dtype)
