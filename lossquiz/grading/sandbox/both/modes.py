"""What a submission may set for the whole process while it is imported: it is put back before the first call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch


@dataclass(frozen=True, slots=True)
class Modes:
    """The settings of torch that every later call would feel."""

    default_dtype: Any
    grad: bool
    deterministic: bool
    anomaly: bool
    threads: int

    def put_back(self) -> Iterator[str]:
        """Set again what was changed, and say what."""
        now = modes()
        if now.default_dtype != self.default_dtype:
            torch.set_default_dtype(self.default_dtype)
            yield f"the default dtype ({now.default_dtype})"
        if now.grad != self.grad:
            torch.set_grad_enabled(self.grad)
            yield "whether gradients are taken"
        if now.deterministic != self.deterministic:
            torch.use_deterministic_algorithms(self.deterministic)
            yield "deterministic algorithms"
        if now.anomaly != self.anomaly:
            torch.autograd.set_detect_anomaly(self.anomaly)
            yield "anomaly detection"
        if now.threads != self.threads:
            torch.set_num_threads(self.threads)


def modes() -> Modes:
    """Return the settings as they are."""
    return Modes(
        torch.get_default_dtype(),
        torch.is_grad_enabled(),
        torch.are_deterministic_algorithms_enabled(),
        torch.is_anomaly_enabled(),
        torch.get_num_threads(),
    )
