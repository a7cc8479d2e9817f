"""False accepts and false rejects on tests/submissions, as the table of docs/accuracy.md.

Every answer there carries the verdict that a fair interviewer would give. Each is graded on many seeds, and by a judge
of the usual kind beside it: one shape, one seed, values close to the reference, a gradient that merely exists.

    python benchmarks/accuracy.py --seeds 50
"""

from __future__ import annotations

import argparse
import re
import sys
import types
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lossquiz.grading.grade import assess
from lossquiz.grading.judging.expectations import expectations_of, load_reference
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.job import Call, ScalarInput, TensorInput
from lossquiz.grading.sandbox.both.outcomes import Returned, Run
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import ImplementTask
from lossquiz.questions.samplers import SAMPLERS, Draw

ROOT = Path(__file__).resolve().parents[1] / "tests" / "submissions"
USUAL_SIZE = 8


@dataclass(frozen=True)
class Tally:
    """What happened to the answers to one question."""

    question: str
    right: int
    wrong: int
    false_rejects: int
    false_accepts: int
    named: int
    misnamed: int
    usual_accepts: int
    usual_rejects: int


def load(path: Path, task: ImplementTask) -> tuple[Callable[..., Any], str, tuple[str, ...]]:
    """Return an answer, the verdict that its header asks for, and the diagnoses that are right."""
    source = path.read_text(encoding="utf-8")
    expected = re.search(r"^# expect: (\w+)$", source, re.MULTILINE)
    named = re.search(r"^# diagnosis: (.+)$", source, re.MULTILINE)
    module = types.ModuleType(f"answer_{task.id}_{path.stem}")
    sys.modules[module.__name__] = module
    exec(compile(source, str(path), "exec"), module.__dict__)  # noqa: S102 - answers of our own
    words = tuple(word.strip() for word in named.group(1).split("|")) if named else ()
    return getattr(module, task.name), expected.group(1) if expected else "", words


def usual_judge(answer: Callable[..., Any], task: ImplementTask) -> bool:
    """Judge as most do: one square shape, one seed, defaults, a loose tolerance, a gradient that is not None."""
    rng = np.random.default_rng(0)
    dims = dict.fromkeys(task.dimensions, USUAL_SIZE)
    arrays: dict[str, Any] = {}
    for spec in task.inputs:
        sizes = tuple(USUAL_SIZE for _ in spec.shape) if spec.shape != ("*",) else (USUAL_SIZE, USUAL_SIZE)
        arrays[spec.name] = SAMPLERS[spec.sampler](Draw(rng, sizes, dims, arrays), **spec.options)
    tensors = tuple(TensorInput(s.name, arrays[s.name], requires_grad=s.gradient) for s in task.inputs)
    scalars = tuple(ScalarInput(p.name, p.default) for p in task.parameters)
    module = task.entry_kind == "module"
    call = Call(tensors, () if module else scalars, scalars if module else (), upstream=1.0)
    outcome = call_answer(answer, call, kind=task.entry_kind)
    if not isinstance(outcome, Returned) or outcome.value is None:
        return False
    inputs = {name: torch.from_numpy(np.array(array)) for name, array in arrays.items()}
    first = inputs[task.inputs[0].name].requires_grad_()
    loss = load_reference(task)(**inputs, **{p.name: p.default for p in task.parameters})
    right = torch.autograd.grad(loss, first)[0] if task.entry_kind == "backward" else loss.detach()
    close = outcome.value.shape == tuple(right.shape) and np.allclose(outcome.value, right, rtol=1e-4, atol=1e-5)
    return bool(close) and all(gradient is not None for gradient in outcome.gradients.values())


def tally(question: str, seeds: int) -> Tally:
    """Grade every answer to a question on every seed."""
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    task = load_bank().tasks[question]
    known = [expectations_of(task, seed) for seed in range(seeds)]
    counts = dict.fromkeys(Tally.__dataclass_fields__, 0)
    for path in sorted((ROOT / question).glob("*.py")):
        answer, expected, words = load(path, task)
        if expected == "forbidden":
            continue
        is_right = expected == "passed"
        reports = []
        for expectations in known:
            calls = (case.call for case in expectations.cases)
            outcomes = tuple(call_answer(answer, call, kind=task.entry_kind) for call in calls)
            reports.append(assess(expectations, path.stem, Run(outcomes)))
        passed = [report.verdict == "passed" for report in reports]
        counts["right" if is_right else "wrong"] += 1
        counts["false_rejects"] += is_right and not all(passed)
        counts["false_accepts"] += not is_right and any(passed)
        names = [report.diagnosis[0].id for report in reports if report.diagnosis]
        counts["named"] += not is_right and sum(name in words for name in names) > seeds / 2
        others = sorted(set(names) - set(words))
        counts["misnamed"] += bool(others)
        if others:
            print(f"{question}/{path.stem}: named {', '.join(others)}", file=sys.stderr)
        accepted = usual_judge(load(path, task)[0], task)
        counts["usual_accepts"] += not is_right and accepted
        counts["usual_rejects"] += is_right and not accepted
    return Tally(**{**counts, "question": question})


def main() -> int:
    """Print the table; return 1 when a verdict was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    questions = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        tallies = list(pool.map(tally, questions, [options.seeds] * len(questions)))
    heads = (
        "question",
        "right",
        "falsely rejected",
        "wrong",
        "falsely accepted",
        "named",
        "misnamed",
        "usual: accepts",
        "rejects",
    )
    print("| " + " | ".join(heads) + " |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for t in [*tallies, total(tallies)]:
        shown = f"{t.named} ({t.named / t.wrong:.0%})" if t.wrong else ""
        cells = (
            t.question,
            t.right,
            t.false_rejects,
            t.wrong,
            t.false_accepts,
            shown,
            t.misnamed,
            t.usual_accepts,
            t.usual_rejects,
        )
        print("| " + " | ".join(str(cell) for cell in cells) + " |")
    return int(any(t.false_rejects or t.false_accepts for t in tallies))


def total(tallies: list[Tally]) -> Tally:
    """Add the tallies up."""
    names = [name for name in Tally.__dataclass_fields__ if name != "question"]
    return Tally("**all**", **{name: sum(getattr(t, name) for t in tallies) for name in names})


if __name__ == "__main__":
    sys.exit(main())
