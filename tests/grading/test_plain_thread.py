"""Work in somebody's own process: whatever they have set is not felt, and is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import numpy as np
import pytest
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from lossquiz.grading.plain_thread import in_plain_thread


class Refuses(TorchFunctionMode):
    def __torch_function__(self, *_: object, **__: object) -> object:
        raise RuntimeError("somebody's own mode")


class RefusesOperators(TorchDispatchMode):
    def __torch_dispatch__(self, *_: object, **__: object) -> object:
        raise RuntimeError("somebody's own mode")


@contextmanager
def between(do: Callable[[], object], undo: Callable[[], object]) -> Iterator[None]:
    do()
    try:
        yield
    finally:
        undo()


STATES: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "gradients off": torch.no_grad,
    "gradients off for good": lambda: between(
        lambda: torch.set_grad_enabled(False), lambda: torch.set_grad_enabled(True)
    ),
    "inference mode": torch.inference_mode,
    "a device": lambda: torch.device("meta"),
    "a default device": lambda: between(
        lambda: torch.set_default_device("meta"), lambda: torch.set_default_device(None)
    ),
    "a default dtype": lambda: between(
        lambda: torch.set_default_dtype(torch.float64), lambda: torch.set_default_dtype(torch.float32)
    ),
    "deterministic": lambda: between(
        lambda: torch.use_deterministic_algorithms(True, warn_only=True),
        lambda: torch.use_deterministic_algorithms(False),
    ),
    "anomalies": lambda: between(
        lambda: torch.autograd.set_detect_anomaly(True, False), lambda: torch.autograd.set_detect_anomaly(False)
    ),
    "a mode": Refuses,
    "a mode of operators": RefusesOperators,
    "autocast": lambda: torch.autocast("cpu", dtype=torch.bfloat16),
    "hooks on saved tensors": lambda: torch.autograd.graph.saved_tensors_hooks(lambda _: 1 / 0, lambda x: x),
    "errors of NumPy": lambda: np.errstate(all="raise"),
}


def work() -> tuple[object, ...]:
    x = torch.ones(2, requires_grad=True)
    (gradient,) = torch.autograd.grad((x * x).sum() + torch.zeros(()), x)
    product = torch.ones(2, 2) @ torch.ones(2, 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        pass
    flags = torch.are_deterministic_algorithms_enabled(), torch.is_anomaly_enabled(), np.geterr()["over"]
    return gradient.tolist(), str(product.device), product.dtype, torch.tensor(0.5).dtype, flags


PLAIN = ([2.0, 2.0], "cpu", torch.float32, torch.float32, (False, False, "warn"))


def settings() -> tuple[object, ...]:
    return (
        torch.is_grad_enabled(),
        torch.is_inference_mode_enabled(),
        torch.get_default_dtype(),
        torch.are_deterministic_algorithms_enabled(),
        torch.is_deterministic_algorithms_warn_only_enabled(),
        torch.is_anomaly_enabled(),
        torch.is_anomaly_check_nan_enabled(),
        torch.is_autocast_enabled("cpu"),
        torch.get_num_threads(),
        np.geterr(),
    )


@pytest.mark.filterwarnings("ignore:Anomaly Detection")
@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_caller_is_felt_or_changed(state: str) -> None:
    with STATES[state]():
        before = settings()
        assert in_plain_thread(work) == PLAIN
        assert settings() == before


def test_nor_is_a_transform_of_functions() -> None:
    found = []

    def inside(x: torch.Tensor) -> torch.Tensor:
        found.append(in_plain_thread(work))
        return x.sum()

    torch.func.grad(inside)(torch.ones(3))
    torch.func.vmap(inside)(torch.ones(3, 2))
    assert found == [PLAIN] * 2


@pytest.mark.filterwarnings("ignore:Anomaly Detection")
def test_what_the_work_sets_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEFT_BEHIND", raising=False)

    def rude() -> None:
        torch.set_grad_enabled(False)
        torch.set_default_dtype(torch.float64)
        torch.set_default_device("meta")
        torch.use_deterministic_algorithms(True)
        torch.autograd.set_detect_anomaly(True)
        torch.set_num_threads(torch.get_num_threads() + 1)
        torch.manual_seed(3)
        random.seed(3)
        np.random.seed(3)  # noqa: NPY002 - as an answer may do it
        np.seterr(all="raise")
        os.chdir(os.sep)
        os.environ["LEFT_BEHIND"] = "1"
        raise SystemExit(3)

    before, folder = settings(), os.getcwd()  # noqa: PTH109
    dice = random.getstate(), torch.get_rng_state().tolist(), np.random.get_state()[1].tolist()  # type: ignore[index, union-attr]  # noqa: NPY002
    with pytest.raises(SystemExit):
        in_plain_thread(rude)
    assert settings() == before
    assert (os.getcwd(), "LEFT_BEHIND" in os.environ) == (folder, False)  # noqa: PTH109
    assert torch.zeros(1).device.type == "cpu"
    assert dice == (random.getstate(), torch.get_rng_state().tolist(), np.random.get_state()[1].tolist())  # type: ignore[index, union-attr]  # noqa: NPY002


def test_an_interruption_ends_the_work_and_is_raised() -> None:
    began, ended = threading.Event(), threading.Event()

    def endless() -> None:
        try:
            began.set()
            while True:
                sum(range(100))
        finally:
            ended.set()

    def interrupt() -> None:
        began.wait()
        os.kill(os.getpid(), signal.SIGINT)
        while not ended.wait(2.0):  # one that is met by a destructor of a large process is lost there
            os.kill(os.getpid(), signal.SIGINT)

    before = torch.get_default_dtype()
    # Where a shell has sent the tests to the background, it has let them ignore Ctrl-C.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Thread(target=interrupt).start()
        with pytest.raises(KeyboardInterrupt):
            in_plain_thread(endless)
    finally:
        signal.signal(signal.SIGINT, handler)
    assert ended.is_set()
    assert torch.get_default_dtype() == before
