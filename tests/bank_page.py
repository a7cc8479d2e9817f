"""Write docs/bank.md: what the bank asks about each loss, what its proof rests on, and what its reference is held to.

What references are held to is seen, not declared: the tests of tests/losses run, and those that call a reference are
told by their names. What the proof found is asked of `lossquiz bank check`, which keeps it. `make bank-page` runs this;
tests/test_bank_page.py holds the page to the bank.

    python tests/bank_page.py
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lossquiz.grading.judging.reference import load_reference
from lossquiz.grading.proof.mutants import make_mutants
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.implement import ImplementTask
from lossquiz.questions.model import Bank
from lossquiz.questions.solutions import solution_path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "bank.md"
KINDS = ("compute", "choose", "debug", "explain")
# What a test of a reference is, by the words of its name; the first are the surest.
HELD_TO = {
    "scikit-learn": "scikit_learn",
    "pytorch-metric-learning": "pytorch_metric_learning",
    "MONAI": "monai",
    "torch": "torch|distributions|cross_entropy_|is_bce|is_binary_cross_entropy",
    "another derivation": (
        "numpy|loop|plain|formula|second_source|four_cases|counted|all_paths|mean_of_(the|its)|own_term|two_divergences"
        "|is_half_of|odds|likelihood_of"
    ),
    "by hand": "hand|authors_print",
    "finite differences": "finite_dif|central_dif|gradient_at_the_logits",
}
INDEPENDENT = frozenset(list(HELD_TO)[:5])
HEAD = """\
# The bank, loss by loss

Written by `make bank-page`, and held to the bank by a test.

- *Questions*: to implement, compute, choose, debug and explain.
- *Mistakes*: the misconceptions that the grader knows by name; `bank check` holds that each is diagnosed as itself.
- *Mutants*: the single changes of the model answer that are mistakes (in brackets those that are none, each with its
  reason), and how many of them the cases catch.
- *Answers*: right and wrong ones in `tests/submissions`, each with its verdict in the first line.
- *Held to*: what the tests of the reference compare it with: a kept library, torch, another derivation (a loop or
  NumPy), values worked by hand, finite differences.

"""
COLUMNS = ("loss", "questions", "mistakes", "mutants", "caught", "answers", "held to", "source")


@dataclass(frozen=True)
class Row:
    """One loss in the table.

    Attributes:
        id: The question.
        questions: How many there are of each kind, implement first.
        mistakes: How many misconceptions.
        mutants: How many mutants that are mistakes.
        equivalent: How many that are none.
        right: How many right answers are kept.
        wrong: How many wrong ones.
    """

    id: str
    questions: tuple[int, ...]
    mistakes: int
    mutants: int
    equivalent: int
    right: int
    wrong: int


def rows(bank: Bank) -> Iterator[Row]:
    """Yield what can be counted of each task, in the order of the families."""
    for task in sorted(bank.tasks.values(), key=lambda task: (task.family, task.id)):
        loss = bank.losses[task.id]
        kinds = Counter(question.kind for question in loss.questions)
        mutants = len(make_mutants(solution_path(task).read_text(encoding="utf-8")))
        named = len(task.equivalent_mutants)
        verdicts = Counter(_verdict(path) for path in (ROOT / "tests" / "submissions" / task.id).glob("*.py"))
        right = verdicts.pop("passed", 0)
        counts = (1, *(kinds[kind] for kind in KINDS))
        yield Row(task.id, counts, len(task.misconceptions), mutants - named, named, right, verdicts.total())


def _verdict(path: Path) -> str:
    found = re.search(r"^# expect: (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


def words(row: Row) -> str:
    """Return the columns of a row that can be counted."""
    questions = " + ".join(map(str, row.questions))
    equivalent = f" ({row.equivalent})" if row.equivalent else ""
    return f"{questions} | {row.mistakes} | {row.mutants}{equivalent} | {row.right} + {row.wrong}"


class Seen:
    """Notes which test calls which reference; a plugin of pytest."""

    def __init__(self, tasks: Mapping[str, ImplementTask]) -> None:
        self._codes: dict[Any, list[str]] = defaultdict(list)
        for task in tasks.values():
            self._codes[load_reference(task).__code__].append(task.id)  # type: ignore[attr-defined]
        self.tests: dict[str, set[str]] = defaultdict(set)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item: pytest.Function) -> Iterator[None]:
        """Run one test, and note the references that it calls."""
        called: set[str] = set()

        def note(frame: Any, event: str, _arg: object) -> None:
            if event == "call" and frame.f_code in self._codes:
                called.update(self._codes[frame.f_code])

        sys.setprofile(note)
        yield
        sys.setprofile(None)
        for question in called:
            self.tests[question].add(item.originalname)

    def held_to(self, question: str) -> list[str]:
        """Return what the reference of a question is compared with."""
        return [name for name, told in HELD_TO.items() if any(re.search(told, test) for test in self.tests[question])]


def _caught() -> dict[str, int]:
    command = [sys.executable, "-m", "lossquiz", "bank", "check", "--seeds", "10", "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tempfile.gettempdir())
    return {proof["question"]: proof["killed"] for proof in json.loads(done.stdout)["questions"]}


def main() -> None:
    """Write the page."""
    bank = load_bank()
    seen = Seen(bank.tasks)
    if pytest.main(["-q", "-p", "no:randomly", "-p", "no:cacheprovider", str(ROOT / "tests" / "losses")], [seen]):
        raise SystemExit("the tests of the references fail")
    caught = _caught()
    lines = [_line(*COLUMNS), _line("---", "---", "--:", "--:", "--:", "---", "---", "---")]
    for row in rows(bank):
        questions, mistakes, mutants, answers = words(row).split(" | ")
        held = ", ".join(seen.held_to(row.id))
        sources = "; ".join(bank.losses[row.id].card.sources).replace("|", "\\|")
        lines.append(_line(row.id, questions, mistakes, mutants, str(caught[row.id]), answers, held, sources))
    total = Counter(question.kind for question in bank.questions.values())
    said = f"{total['implement']} losses to implement, {total.total()} questions in all.\n\n"
    PAGE.write_text(HEAD + said + "\n".join(lines) + "\n", encoding="utf-8")


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
