"""`torch.compile` without a compiler: none may be started in a sandbox, and what is compiled computes the same."""

from __future__ import annotations

import functools
from typing import Any

import torch


def install() -> None:
    """Let `torch.compile` give back what it is given, in this process."""
    torch.compile = _as_it_is


def _as_it_is(model: Any = None, **options: Any) -> Any:
    """Return a function or module as it is; without one, a decorator that does."""
    return functools.partial(_as_it_is, **options) if model is None else model
