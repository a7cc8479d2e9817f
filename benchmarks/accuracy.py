"""False accepts and false rejects on tests/submissions, and how their mistakes are named: docs/accuracy.md.

Every answer there carries the verdict that a fair interviewer would give, and the names that are true of its mistake.
Each is graded on many seeds, and by a judge of the usual kind beside it: one case, one seed, a value close to the
reference, a gradient that merely exists. A third of the answers, by the hash of their name, is kept aside: names are
written without looking at how these fare, and which of them lack a name is told only on request.

    python benchmarks/accuracy.py --seeds 50
    python benchmarks/accuracy.py --seeds 25 --first 25                # the second half of them
    python benchmarks/accuracy.py --seeds 5 --question huber --tell    # which answers lack a name, or have a false one
    python benchmarks/accuracy.py --seeds 200 --verdicts               # no names: does a verdict hang on the seed?
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import types
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lossquiz.grading.grade import assess
from lossquiz.grading.grade_report import GradeReport, verdict_of
from lossquiz.grading.judging.compare import compare_all
from lossquiz.grading.judging.expectations import Expectations, expectations_of
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.job import Call
from lossquiz.grading.sandbox.both.outcomes import Outcome, Returned, Run
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.implement import ImplementTask

ROOT = Path(__file__).resolve().parents[1] / "tests" / "submissions"
PARTS = 3  # one of so many answers is kept aside


@dataclass
class Names:
    """How the mistakes of wrong answers were named, counted by report: one answer under one seed."""

    rightly: int = 0
    falsely: int = 0
    missing: int = 0

    def __add__(self, other: Names) -> Names:
        return Names(self.rightly + other.rightly, self.falsely + other.falsely, self.missing + other.missing)

    def shares(self) -> tuple[str, str, str]:
        """Return the three as shares of all reports."""
        reports = self.rightly + self.falsely + self.missing
        return tuple(f"{n / reports:.1%}" if reports else "" for n in (self.rightly, self.falsely, self.missing))  # type: ignore[return-value]


@dataclass
class Tally:
    """What happened to the answers to one question; names of those written against, and of those kept aside."""

    question: str
    right: int = 0
    wrong: int = 0
    false_rejects: int = 0
    false_accepts: int = 0
    usual_accepts: int = 0
    usual_rejects: int = 0
    names: Names = field(default_factory=Names)
    aside: Names = field(default_factory=Names)


def is_aside(path: Path) -> bool:
    """Whether an answer is one of those that are kept aside; the same on every machine."""
    digest = hashlib.sha256(f"{path.parent.name}/{path.stem}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % PARTS == 0


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


def usual_judge(answer: Callable[..., Any], known: Expectations) -> bool:
    """Judge as most do: one ordinary case in single precision, a loose tolerance, a gradient that is not None."""
    ordinary = [place for place, case in enumerate(known.cases) if case.kind == "random" and case.dtype == "float32"]
    place = next((place for place in ordinary if known.cases[place].omitted), ordinary[0])
    outcome = call_answer(answer, known.calls[place], kind=known.task.entry_kind)
    if not isinstance(outcome, Returned) or outcome.value is None:
        return False
    right = known.expected[place].value
    close = outcome.value.shape == right.shape and np.allclose(outcome.value, right, rtol=1e-4, atol=1e-5)
    due = [spec.name for spec in known.task.inputs if spec.gradient and not spec.stopped]
    return bool(close) and all(outcome.gradients.get(name) is not None for name in due)


def outcomes_of(path: Path, task: ImplementTask, calls: Sequence[Call]) -> tuple[Outcome, ...]:
    """Return what comes of the calls of an answer, loaded afresh: some keep what they have seen."""
    answer = load(path, task)[0]
    return tuple(call_answer(answer, call, kind=task.entry_kind) for call in calls)


def grade(known: Sequence[Expectations], path: Path) -> list[GradeReport]:
    """Grade one answer on every seed, with smaller counterexamples, as a candidate would read it."""
    reports = []
    for expectations in known:
        run = partial(outcomes_of, path, expectations.task)
        reports.append(assess(expectations, path.stem, Run(run(expectations.calls)), run))
    return reports


def count_names(reports: Sequence[GradeReport], words: Sequence[str]) -> tuple[Names, Counter[str]]:
    """Count how a wrong answer was named, and what it was called beside the names that are true of it."""
    names, others = Names(), Counter[str]()
    for report in reports:
        if report.verdict != "failed":
            continue
        found = [diagnosis.id for diagnosis in report.diagnosis]
        false = [name for name in found if name not in words]
        names.rightly += bool(found) and not false
        names.falsely += bool(false)
        names.missing += not found
        others.update(false if found else ["no name"])
    return names, others


def passes(known: Sequence[Expectations], path: Path) -> list[bool]:
    """Return whether an answer passes, seed by seed, without looking for the name of its mistake."""
    ran = [(e, Run(outcomes_of(path, e.task, e.calls))) for e in known]
    return [verdict_of(compare_all(e, run.outcomes), run) == "passed" for e, run in ran]


def tally(question: str, seeds: Sequence[int], tell: str, named: bool) -> Tally:
    """Grade every answer to a question on every seed; `tell` says of which answers names are told one by one."""
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    task = load_bank().tasks[question]
    known: list[Expectations] = []
    for seed in seeds:
        known.append(expectations_of(task, seed, like=known[0] if known else None))
    counts = Tally(question)
    for path in sorted((ROOT / question).glob("*.py")):
        if "# expect: forbidden\n" in path.read_text(encoding="utf-8"):
            continue
        answer, expected, words = load(path, task)
        reports = grade(known, path) if named else []
        passed = [report.verdict == "passed" for report in reports] if named else passes(known, path)
        accepted = usual_judge(answer, known[0])
        if expected == "passed":
            counts.right += 1
            counts.false_rejects += not all(passed)
            counts.usual_rejects += not accepted
            continue
        counts.wrong += 1
        counts.false_accepts += any(passed)
        counts.usual_accepts += accepted
        names, others = count_names(reports, words)
        if is_aside(path):
            counts.aside += names
        else:
            counts.names += names
        if others and tell in ({"all", "aside"} if is_aside(path) else {"all", "open"}):
            said = ", ".join(f"{name} ({times})" for name, times in others.most_common())
            print(f"{question}/{path.stem} [{' | '.join(words)}]: {said}", file=sys.stderr)
    return counts


HEADS = (
    *("question", "right", "falsely rejected", "wrong", "falsely accepted"),
    *("named rightly", "falsely", "not", "aside: rightly", "falsely", "not", "usual: accepts", "rejects"),
)


def main() -> int:
    """Print the table; return 1 when a verdict was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--question", action="append", help="this question only; may be given again")
    parser.add_argument("--tell", nargs="?", const="open", default="", choices=("open", "aside", "all"))
    parser.add_argument("--verdicts", action="store_true", help="no names, in six tenths of the time")
    options = parser.parse_args()
    questions = options.question or sorted(path.name for path in ROOT.iterdir() if path.is_dir())
    seeds = range(options.first, options.first + options.seeds)
    once = ([of_all] * len(questions) for of_all in (seeds, options.tell, not options.verdicts))
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        tallies = list(pool.map(tally, questions, *once))
    print("| " + " | ".join(HEADS) + " |")
    print("|---|" + "--:|" * (len(HEADS) - 1))
    for t in [*tallies, total(tallies)]:
        verdicts = (t.question, t.right, t.false_rejects, t.wrong, t.false_accepts)
        cells = (*verdicts, *t.names.shares(), *t.aside.shares(), t.usual_accepts, t.usual_rejects)
        print("| " + " | ".join(str(cell) for cell in cells) + " |")
    return int(any(t.false_rejects or t.false_accepts for t in tallies))


def total(tallies: Sequence[Tally]) -> Tally:
    """Add the tallies up."""
    whole = Tally("**all**")
    for t in tallies:
        for name in ("right", "wrong", "false_rejects", "false_accepts", "usual_accepts", "usual_rejects"):
            setattr(whole, name, getattr(whole, name) + getattr(t, name))
        whole.names += t.names
        whole.aside += t.aside
    return whole


if __name__ == "__main__":
    sys.exit(main())
