from __future__ import annotations

import sys
import types
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
import torch

from lossquiz.grading.grade import assess
from lossquiz.grading.grade_report import GradeReport, make_report
from lossquiz.grading.judging.compare import compare_all
from lossquiz.grading.judging.expectations import Expectations, expectations_of
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.outcomes import Run
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank

# As in the trusted processes of the command line: a pool of threads waits longer than these losses take.
torch.set_num_threads(1)


@lru_cache(maxsize=1)
def shipped_bank() -> Bank:
    return load_bank()


@lru_cache(maxsize=128)
def known(question: str, seed: int) -> Expectations:
    return expectations_of(shipped_bank().tasks[question], seed)


def grade_here(question: str, source: str, seed: int = 0, *, named: bool = True) -> GradeReport:
    """Grade trusted code in this process: the same judgement as behind the sandbox, without its cost.

    With `named=False` mistakes are not named, which takes as long as all the rest.
    """
    expectations = known(question, seed)
    task = expectations.task
    module = types.ModuleType(f"answer_{question}")
    sys.modules[module.__name__] = module
    exec(compile(source, f"<{question}>", "exec"), module.__dict__)  # noqa: S102 - answers of our own
    answer = getattr(module, task.name)
    # A warning of torch's is a line on stderr in the sandbox; pytest would have the answer raise it.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        outcomes = tuple(call_answer(answer, case.call, kind=task.entry_kind) for case in expectations.cases)
    if named:
        return assess(expectations, question, Run(outcomes))
    return make_report(expectations, question, compare_all(expectations, outcomes), Run(outcomes))


@pytest.fixture(scope="session")
def bank() -> Bank:
    return shipped_bank()


@pytest.fixture(scope="session")
def grade() -> Callable[..., GradeReport]:
    return grade_here


@pytest.fixture(scope="session")
def expectations() -> Callable[[str, int], Any]:
    return known
