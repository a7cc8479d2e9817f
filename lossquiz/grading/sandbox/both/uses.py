"""The ways in which an answer is used: by itself, with gradients there from before, and in a training loop.

A loss can be right when it is called once on fresh leaves, and wrong wherever it is used.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lossquiz.grading.sandbox.both import dice
from lossquiz.grading.sandbox.both.binding import Bound, Leaf, changes_of, watched
from lossquiz.grading.sandbox.both.describing import by_backward, by_grad, describe
from lossquiz.grading.sandbox.both.elsewhere import Step, from_elsewhere
from lossquiz.grading.sandbox.both.job import EntryKind
from lossquiz.grading.sandbox.both.largest import Largest
from lossquiz.grading.sandbox.both.outcomes import Returned, SideEffect

if TYPE_CHECKING:
    from numpy.typing import NDArray

Answer = Callable[..., object]
Around = Callable[[Callable[[], object]], object]
_ALIKE = 1e-3  # two results of the same numbers; how near they must be to the right one is judged elsewhere


def use_once(answer: Answer, bound: Bound, kind: EntryKind, around: Around | None) -> Returned:
    """Call an answer on leaves without gradients, and differentiate by `autograd.grad`."""
    if bound.most:
        with Largest() as largest:
            returned = use_once(answer, replace(bound, most=0), kind, around)
        wasted = (
            (SideEffect("too_large", f"{largest.elements} elements where {bound.most} are allowed"),)
            if largest.elements > bound.most
            else ()
        )
        return _with(returned, wasted)
    result = _called(answer, bound, kind, around)
    effects = (*_on_gradients(bound.leaves, {}), *_on_inputs(bound.leaves))
    returned = describe(result, None if bound.upstream is None else by_grad(bound.leaves, bound.upstream))
    return _with(returned, effects)


def _called(answer: Answer, bound: Bound, kind: EntryKind, around: Around | None) -> object:
    def forward() -> object:
        function: Any = answer(**bound.construct) if kind == "module" else answer
        return function(*bound.positional, **bound.keyword)

    return around(forward) if around else forward()


def use_accumulating(answer: Answer, bound: Bound, kind: EntryKind, around: Around | None) -> Returned:
    """Call an answer on leaves that hold gradients of other terms of a loss, and differentiate by `.backward()`.

    The same tensors were used before with the numbers of another batch, which were changed in place, as an optimizer
    changes weights: what was worked out then holds no more.
    """
    if kind == "module":
        made: Any = answer(**bound.construct)
        answer, kind = made, "function"
    if bound.first is not None:
        _before(answer, bound, bound.first, around)
    held = {id(leaf.tensor): torch.zeros_like(leaf.tensor) for leaf in bound.leaves if leaf.given.requires_grad}
    for leaf in bound.leaves:
        leaf.tensor.grad = held.get(id(leaf.tensor))
    result = _called(answer, bound, kind, around)
    effects = (*_on_gradients(bound.leaves, held), *_on_inputs(bound.leaves), *_shared(result, bound.leaves))
    returned = describe(result, None if bound.upstream is None else by_backward(bound.leaves, bound.upstream))
    return _with(returned, effects)


def _before(answer: Answer, bound: Bound, first: Bound, around: Around | None) -> None:
    """Call an answer on the tensors of one call with the numbers and the parameters of another."""
    own = [leaf.tensor.detach().clone() for leaf in bound.leaves]
    _fill(bound, (leaf.tensor for leaf in first.leaves))
    tensors = {id(theirs.tensor): ours.tensor for theirs, ours in zip(first.leaves, bound.leaves, strict=True)}
    _called(answer, _instead(first, tensors), "function", around)
    _fill(bound, own)


def _fill(bound: Bound, values: Iterable[torch.Tensor]) -> None:
    with torch.no_grad():
        for leaf, value in zip(bound.leaves, values, strict=True):
            leaf.tensor.copy_(value)


def use_in_training(answer: Answer, bound: Bound, kind: EntryKind, around: Around | None) -> tuple[Returned, Bound]:
    """Use an answer as a training loop does, and return what came of the last call, and what it was called with.

    The inputs are results of other operations, as a model's output is. A batch of other numbers came before; this one
    is used twice, in training and in evaluation, and all results are kept until the end, each with its graph.
    """
    effects: list[SideEffect] = []
    function = _made(answer, bound, effects) if kind == "module" else answer
    return from_elsewhere(_training(function, bound, around, effects))


def _training(
    function: Any, bound: Bound, around: Around | None, effects: list[SideEffect]
) -> Generator[Step, Any, tuple[Returned, Bound]]:
    earlier, batch = _as_results(bound.first or bound), _as_results(bound)
    gradient = by_grad(bound.leaves, bound.upstream) if bound.upstream is not None else None

    def step(inputs: Bound) -> Step:
        forward = partial(function, *inputs.positional, **inputs.keyword)
        return partial(around, forward) if around else forward

    kept, before, thrown = [], [], []
    for inputs in (earlier, batch, earlier):
        kept.append((yield step(inputs)))
        before.append(describe(kept[-1]).value)  # at once, before a later call can change it
        thrown.append(dice.throw())
    intact = all(map(_alike, before, (describe(result).value for result in kept)))
    # After a call with other numbers, and before one with these again: what a graph needs may stand where each call
    # leaves its own.
    kept_gradients = None if gradient is None else describe(kept[1], gradient)
    if isinstance(function, torch.nn.Module):
        function.eval()
    last = yield step(batch)
    if dice.seeded(*thrown[:2]):
        effects.append(SideEffect("seed"))
    effects += (*_on_gradients(bound.leaves, {}), *_on_inputs(batch.leaves))
    effects += _shared(last, (*batch.leaves, *earlier.leaves))
    returned = describe(last, None if bound.upstream is None else by_backward(bound.leaves, bound.upstream))
    if not changes_of(batch):  # else nothing that comes later is to be wondered at
        if not intact:
            effects.append(SideEffect("overwritten"))
        if _alike(before[1], returned.value):
            if kept_gradients is not None and not _same_gradients(kept_gradients, returned):
                effects.append(SideEffect("graph_lost"))
        elif not isinstance(function, torch.nn.Module):  # which may do something else in evaluation, right or wrong
            effects.append(SideEffect("not_repeated"))
    return _with(returned, effects), batch


def _with(returned: Returned, effects: Iterator[SideEffect] | list[SideEffect] | tuple[SideEffect, ...]) -> Returned:
    added = tuple(effects)
    return replace(returned, side_effects=(*returned.side_effects, *added)) if added else returned


# --- inputs -----------------------------------------------------------------------------------------------------------


def _as_results(bound: Bound) -> Bound:
    """Return the same call with a result of an operation in the place of each leaf that requires grad."""
    made = {
        id(leaf.tensor): watched(leaf.given, leaf.tensor.clone() if leaf.given.requires_grad else leaf.tensor)
        for leaf in bound.leaves
    }
    return replace(_instead(bound, {key: leaf.tensor for key, leaf in made.items()}), leaves=(*made.values(),))


def _instead(bound: Bound, tensors: Mapping[int, torch.Tensor]) -> Bound:
    """Return the same call with other tensors in the places of its own, which are known by their ids."""

    def instead(value: object) -> object:
        return tensors.get(id(value), value)

    keyword = {name: instead(value) for name, value in bound.keyword.items()}
    return replace(bound, positional=tuple(map(instead, bound.positional)), keyword=keyword)


def _on_gradients(leaves: tuple[Leaf, ...], held: Mapping[int, torch.Tensor]) -> Iterator[SideEffect]:
    """Yield of which leaves the gradients were changed that they held."""
    for leaf in leaves:
        gradient = held.get(id(leaf.tensor))
        if leaf.tensor.grad is not gradient or (gradient is not None and bool(gradient.any())):
            yield SideEffect("grad", leaf.given.name)


def _on_inputs(leaves: tuple[Leaf, ...]) -> Iterator[SideEffect]:
    """Yield what was done to the inputs beside their values and gradients."""
    for leaf in leaves:
        tensor = leaf.tensor
        if tensor.requires_grad != leaf.given.requires_grad:
            yield SideEffect("flag", leaf.given.name)
        if tensor._backward_hooks or tensor._post_accumulate_grad_hooks:  # noqa: SLF001
            yield SideEffect("hook", leaf.given.name)


def _shared(result: object, leaves: tuple[Leaf, ...]) -> Iterator[SideEffect]:
    """Yield which inputs' memory the result is."""
    if isinstance(result, np.ndarray):
        for leaf in leaves:
            if np.shares_memory(result, leaf.seen):
                yield SideEffect("shares_input", leaf.given.name)
    elif isinstance(result, torch.Tensor) and result.layout is torch.strided and result.numel():
        for leaf in leaves:
            if result.untyped_storage().data_ptr() == leaf.tensor.untyped_storage().data_ptr():
                yield SideEffect("shares_input", leaf.given.name)


# --- results ----------------------------------------------------------------------------------------------------------


def _alike(one: NDArray[np.generic] | None, two: NDArray[np.generic] | None) -> bool:
    if one is None or two is None:
        return one is two
    if one.dtype == two.dtype and one.shape == two.shape and one.tobytes() == two.tobytes():
        return True  # as nearly always: NumPy's own comparison takes as long as a small loss
    if one.shape != two.shape or one.dtype.kind not in "fiub" or two.dtype.kind not in "fiub":
        return one.shape == two.shape and one.tobytes() == two.tobytes()
    return bool(np.allclose(one, two, rtol=_ALIKE, atol=0.0, equal_nan=True))


def _same_gradients(one: Returned, two: Returned) -> bool:
    if bool(one.gradient_error) != bool(two.gradient_error) or one.gradients.keys() != two.gradients.keys():
        return False
    return all(_alike(gradient, two.gradients[name]) for name, gradient in one.gradients.items())


# --- classes ----------------------------------------------------------------------------------------------------------


def _made(answer: Any, bound: Bound, effects: list[SideEffect]) -> Any:
    """Build an object of a class, after another one and a copy of it; note what is no module about it."""
    effects += _of_class(answer)
    made = answer(**bound.construct)
    other: Any = answer(**(bound.first or bound).construct)
    if not isinstance(made, answer):
        effects.append(SideEffect("other_object", type(made).__name__))
    if not isinstance(made, torch.nn.Module):
        return made
    made.train()
    try:
        copied = copy.deepcopy(made)
        first = describe(copied(*bound.positional, **bound.keyword)).value
    except Exception:  # noqa: BLE001 - an answer's own code may raise anything
        effects.append(SideEffect("no_copy"))
        return made
    other.load_state_dict(made.state_dict())
    again = describe(made.to(_dtype(bound))(*bound.positional, **bound.keyword)).value
    if not _alike(first, again):
        effects.append(SideEffect("no_copy"))
    return made


def _of_class(answer: Any) -> Iterator[SideEffect]:
    if not issubclass(answer, torch.nn.Module):
        yield SideEffect("no_module", answer.__name__)
        return
    if answer.__call__ is not torch.nn.Module.__call__:
        yield SideEffect("own_call", answer.__name__)
    if answer.forward is torch.nn.Module.forward:
        yield SideEffect("no_forward", answer.__name__)


def _dtype(bound: Bound) -> torch.dtype:
    return next(leaf.tensor.dtype for leaf in bound.leaves if leaf.tensor.is_floating_point())
