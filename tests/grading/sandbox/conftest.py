from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from textwrap import dedent

import numpy as np
import pytest

from lossquiz.grading.sandbox.both.job import Call, Entry, EntryKind, Forbidden, Job, Limits, SourceFormat, TensorInput
from lossquiz.grading.sandbox.both.outcomes import Returned, Run
from lossquiz.grading.sandbox.parent import Sandbox

MakeJob = Callable[..., Job]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all tests: what one submission does must not reach the next."""
    with Sandbox(trust=True) as shared:
        yield shared


@pytest.fixture(scope="session")
def has_folder(sandbox: Sandbox) -> bool:
    """Whether a submission has a folder of its own on this machine."""
    assert sandbox.level
    found: bool = sys.platform == "linux" and sandbox._source.hello()["folder"]  # type: ignore[union-attr]
    return found


@pytest.fixture(scope="session")
def pair() -> Call:
    """`(pred, target)`: [1, 2, 4] requiring grad, and [1, 1, 1]."""
    pred = TensorInput("pred", np.array([1.0, 2.0, 4.0], "f4"), requires_grad=True)
    return Call((pred, TensorInput("target", np.ones(3, "f4"))), upstream=1.0)


@pytest.fixture(scope="session")
def make_job(pair: Call) -> MakeJob:
    """Make a job of indented source; one call of `answer(pred, target)` unless told otherwise.

    The limits are more than any machine needs. What hangs is given few `seconds`: they are of processor time, or of
    doing nothing, so that a busy machine takes none of them away.
    """

    def make(
        source: str | bytes,
        *,
        calls: tuple[Call, ...] | None = None,
        name: str = "answer",
        kind: EntryKind = "function",
        forbidden: Forbidden | None = None,
        source_format: SourceFormat = "python",
        place: str = "answer.py",
        companions: tuple[tuple[str, bytes], ...] = (),
        seconds: float = 120.0,
        **limits: float,
    ) -> Job:
        raw = source if isinstance(source, bytes) else dedent(source).encode()
        return Job(
            raw,
            "answer.py",
            Entry(name, kind),
            (pair,) if calls is None else calls,
            forbidden or Forbidden(),
            source_format,
            Limits(seconds, **limits),  # type: ignore[arg-type]
            place,
            companions,
        )

    return make


@pytest.fixture(scope="session")
def run(sandbox: Sandbox, make_job: MakeJob) -> Callable[..., Run]:
    """Run source in the shared sandbox."""

    def run_source(source: str | bytes, **options: object) -> Run:
        return sandbox.run(make_job(source, **options))

    return run_source


@pytest.fixture(scope="session")
def said(run: Callable[..., Run]) -> Callable[[str], str]:
    """Return what the body of a function prints in the sandbox; the child must have gone on to answer."""

    def ask(body: str) -> str:
        indented = "\n".join("    " + line for line in dedent(body).strip().splitlines())
        done = run(f"def answer(pred, target):\n{indented}\n    return pred.sum()\n")
        assert isinstance(done.outcomes[0], Returned), done
        return done.output.strip()

    return ask
