"""What holds code to make its tensors where its inputs are, on a machine that has no graphics card."""

from __future__ import annotations

from typing import Any

import torch
from torch.overrides import TorchFunctionMode

MAKERS = {
    torch.arange, torch.eye, torch.zeros, torch.ones, torch.full, torch.empty, torch.rand, torch.randn, torch.linspace,
    torch.hann_window, torch.tensor, torch.as_tensor,
}  # fmt: skip


class NoTensorsElsewhere(TorchFunctionMode):
    """Tensors are made on the device of the inputs, or they crash on a graphics card."""

    def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if function in MAKERS and "device" not in (kwargs or {}):
            raise AssertionError(f"{function.__name__} makes a tensor on the CPU")
        return function(*args, **(kwargs or {}))
