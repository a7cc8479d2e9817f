"""What can be set for a whole process, and is felt by every later call: read, compared and put back."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import torch

_kept_open: list[Any] = []  # a guard that is dropped would undo what it set


class Setting(NamedTuple):
    """Something that was set, in words, and whether later calls give other results for it."""

    words: str
    harms: bool


class Modes(NamedTuple):
    """The settings of a process that every later call would feel; two are equal where nothing was changed."""

    default_dtype: Any
    default_device: Any
    grad: bool
    inference: bool
    deterministic: bool
    anomaly: bool
    autocast: bool
    open_modes: tuple[int, int]
    transforms: int
    tracers: tuple[Any, Any]
    collector_hooks: int
    threads: int

    def put_back(self) -> Iterator[Setting]:
        """Set again what was changed, and say what."""
        for name, words, harms, put_back in _PUT_BACK:
            now, before = getattr(modes(), name), getattr(self, name)
            if now != before:
                put_back(before)
                if words:
                    yield Setting(words.format(now), harms)


def modes() -> Modes:
    """Return the settings as they are."""
    return Modes(
        torch.get_default_dtype(),
        getattr(torch._GLOBAL_DEVICE_CONTEXT, "device_context", None),  # noqa: SLF001 - the public way opens a mode
        torch.is_grad_enabled(),
        torch.is_inference_mode_enabled(),
        torch.are_deterministic_algorithms_enabled(),
        torch.is_anomaly_enabled(),
        torch.is_autocast_enabled("cpu"),
        (torch._C._len_torch_function_stack(), torch._C._len_torch_dispatch_stack()),  # noqa: SLF001
        torch._C._functorch.maybe_current_level() or 0,  # noqa: SLF001
        (sys.getprofile(), sys.gettrace()),
        len(gc.callbacks),
        torch.get_num_threads(),
    )


def _set_device(before: Any) -> None:
    torch.set_default_device(getattr(before, "device", None))


def _set_inference(enabled: bool) -> None:
    _kept_open.append(torch.inference_mode(enabled))
    _kept_open[-1].__enter__()


def _close_modes(before: tuple[int, int]) -> None:
    while torch._C._len_torch_function_stack() > before[0]:  # noqa: SLF001 - modes have no public stack
        torch._C._pop_torch_function_stack()  # noqa: SLF001
    while torch._C._len_torch_dispatch_stack() > before[1]:  # noqa: SLF001
        torch._C._pop_torch_dispatch_stack(None)  # noqa: SLF001


def _close_transforms(before: int) -> None:
    torch._C._functorch.pop_dynamic_layer_stack_and_undo_to_depth(before)  # noqa: SLF001


def _set_tracers(before: tuple[Any, Any]) -> None:
    sys.setprofile(before[0])
    sys.settrace(before[1])


def _drop_collector_hooks(before: int) -> None:
    del gc.callbacks[before:]


# In this order: a default device opens a mode, and inference mode turns gradients off.
# Whether it harms stands third: deterministic algorithms and anomaly detection are slower, and right.
_PUT_BACK: tuple[tuple[str, str, bool, Callable[[Any], object]], ...] = (
    ("default_dtype", "the default dtype ({})", True, torch.set_default_dtype),
    ("default_device", "the default device", True, _set_device),
    ("inference", "inference mode", True, _set_inference),
    ("grad", "whether gradients are taken", True, torch.set_grad_enabled),
    ("deterministic", "deterministic algorithms", False, torch.use_deterministic_algorithms),
    ("anomaly", "anomaly detection", False, torch.autograd.set_detect_anomaly),
    ("autocast", "automatic mixed precision", True, lambda before: torch.set_autocast_enabled("cpu", before)),
    ("open_modes", "a mode of torch's dispatch", True, _close_modes),
    ("transforms", "a transform of torch.func", True, _close_transforms),
    ("tracers", "a hook on every call of Python", True, _set_tracers),
    ("collector_hooks", "a hook on the garbage collector", True, _drop_collector_hooks),
    ("threads", "", False, torch.set_num_threads),  # honest code sets it, and nothing comes of it
)
