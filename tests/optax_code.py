"""Run printed code for Optax in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from own_process import own_process

Run = Callable[[str, Mapping[str, Any]], "Ran"]


class Ran(NamedTuple):
    """What a block computed: its loss, and the gradient of it with respect to the parameters."""

    loss: float
    grads: np.ndarray


class Optimizer:
    """Leaves the parameters as they are."""

    def update(self, grads: Any, state: Any, _params: Any) -> tuple[Any, Any]:
        return 0 * grads, state


@contextmanager
def a_process_with_jax() -> Iterator[Run]:
    """Open the process; blocks run in it with the names that they are given, in float64."""
    with own_process() as pool:
        yield lambda code, names: pool.submit(partial(_run, code, dict(names))).result()


def _run(code: str, names: dict[str, Any]) -> Ran:
    """Run a block; the network is its parameters, times the table if there is one."""
    import jax

    jax.config.update("jax_enable_x64", True)
    network = {"apply": lambda params, table: params if table is None else params * table}
    space: dict[str, Any] = {"optimizer": Optimizer(), "state": None, "X": None, **network, **names}
    exec(code, space)  # noqa: S102 - our own code, pasted as its reader would
    return Ran(float(space["loss"]), np.asarray(space["grads"]))
