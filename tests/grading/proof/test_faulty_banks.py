"""A bank with every fault that code can have, in every place where a question file holds code.

One loss for each, all proved together: what ends its process harms no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from lossquiz.grading.proof import apart
from lossquiz.grading.proof.apart import prove_apart
from lossquiz.grading.proof.proofs import Proof
from lossquiz.questions.bank import load_bank
from lossquiz.questions.scaffold import write_scaffold

pytestmark = pytest.mark.xdist_group("faulty banks")

NAME = "my_loss_loss"
RIGHT = "(pred - target).abs().mean()"

# The code of a function that is faulty, and the line that is told of; 0 where there is none.
FAULTS = {
    "raises_at_import": ("raise ValueError('odd')\ndef NAME(pred, target):\n    return RIGHT\n", 1),
    "raises_at_call": ("def NAME(pred, target):\n    raise ValueError('odd')\n", 2),
    "exits_at_import": ("import sys\nsys.exit(0)\ndef NAME(pred, target):\n    return RIGHT\n", 2),
    "exits_at_call": ("import sys\ndef NAME(pred, target):\n    sys.exit(0)\n", 3),
    "leaves_at_import": ("import os\nos._exit(0)\ndef NAME(pred, target):\n    return RIGHT\n", 2),
    "leaves_at_call": ("import os\ndef NAME(pred, target):\n    os._exit(0)\n", 3),
    "is_killed": ("import os\ndef NAME(pred, target):\n    os.kill(os.getpid(), 11)\n", 0),
    "does_not_end": ("def NAME(pred, target):\n    while True:\n        pass\n", 0),
    "none": ("def NAME(pred, target):\n    return None\n", 0),
    "nan": ("def NAME(pred, target):\n    return RIGHT * float('nan')\n", 0),
    "wrong_shape": ("def NAME(pred, target):\n    return (pred - target).abs()\n", 0),
    "python_number": ("def NAME(pred, target):\n    return float(RIGHT)\n", 0),
    "wrong_arity": ("def NAME(pred):\n    return pred.mean()\n", 0),
    "deletes_a_builtin": ("import builtins\ndef NAME(pred, target):\n    del builtins.len\n    return RIGHT\n", 0),
    "missing_package": ("import no_such_package\ndef NAME(pred, target):\n    return RIGHT\n", 1),
    "wrong_name": ("def other(pred, target):\n    return RIGHT\n", 0),
    "does_not_parse": ("def NAME(pred, target):\n    return (\n", 2),
}
# An answer that raises has an outcome, whose line is told in words; what stops the proof has its own place.
IN_WORDS = "raises_at_call"
# It costs a process, and the place makes no difference.
ONCE = {"is_killed"}
EXPRESSIONS = {
    "raises": "1 / 0",
    "exits": "exit()",
    "leaves": "__import__('os')._exit(0)",
    "none": "None",
    "nan": "np.nan",
    "wrong_shape": "np.abs(pred - target)",
    "missing_name": "np.foo(pred)",
    "does_not_end": "[0 for _ in iter(int, 1)]",
}
CODE = re.compile(r"      code: \|\n.*?\n(?=questions:)", re.DOTALL)


@dataclass(frozen=True)
class Faulty:
    """A loss with one fault, and the file and line in which it is to be told."""

    name: str
    place: str
    line: int


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert text.count(before) == 1, (before, text)
    path.write_text(text.replace(before, after))


class Maker:
    """Makes losses in a bank, each a copy of the scaffold with one thing changed."""

    def __init__(self, bank: Path) -> None:
        write_scaffold(bank, "custom", "my_loss")
        self.bank = bank
        self.made: list[Faulty] = []
        self._yaml = (bank / "custom" / "my_loss.yaml").read_text()
        self._solution = (bank / "solutions" / "custom" / "my_loss.py").read_text()

    def loss(self, name: str) -> tuple[Path, Path]:
        yaml, solution = (self.bank / "custom" / f"{name}.yaml", self.bank / "solutions" / "custom" / f"{name}.py")
        yaml.write_text(self._yaml.replace("my-loss-compute", f"{name}-compute"))
        solution.write_text(self._solution)
        return yaml, solution

    def reference(self, fault: str, code: str, line: int) -> None:
        name = f"reference_{fault}"
        yaml, _ = self.loss(name)
        (self.bank / f"{name}.py").write_text(code)
        edit(yaml, "references.py:", f"{name}.py:")
        own = fault != "wrong_name"
        place = f"bank/{name}.py" if own else f"bank/custom/{name}.yaml"
        self.made.append(Faulty(name, place, line if own else line_of(yaml, f"{name}.py:")))

    def solution(self, fault: str, code: str, line: int) -> None:
        name = f"solution_{fault}"
        self.loss(name)[1].write_text(code)
        self.made.append(Faulty(name, f"bank/solutions/custom/{name}.py", line if fault != IN_WORDS else 0))

    def misconception(self, fault: str, code: str, line: int) -> None:
        name = f"misconception_{fault}"
        yaml, _ = self.loss(name)
        indented = "".join(f"        {text}\n" for text in code.splitlines())
        yaml.write_text(CODE.sub(lambda _: f"      code: |\n{indented}", yaml.read_text()))
        at = line_of(yaml, "code: |") + (line if fault != IN_WORDS else 0)
        self.made.append(Faulty(name, f"bank/custom/{name}.yaml", at))

    def in_yaml(self, name: str, before: str, after: str, at: str = "") -> None:
        yaml, _ = self.loss(name)
        edit(yaml, before, after)
        self.made.append(Faulty(name, f"bank/custom/{name}.yaml", line_of(yaml, at or after)))


def line_of(path: Path, part: str) -> int:
    return path.read_text()[: path.read_text().index(part)].count("\n") + 1


# What stands in a question file that is refused as soon as it is read.
REFUSED = {"does_not_parse", "wrong_name"}


def make_all(bank: Path) -> list[Faulty]:
    maker = Maker(bank)
    for fault, (text, line) in FAULTS.items():
        code = text.replace("NAME", NAME).replace("RIGHT", RIGHT)
        maker.reference(fault, code, line)
        if fault not in ONCE:
            maker.solution(fault, code, line)
        if fault not in REFUSED | ONCE:
            maker.misconception(fault, code, line)
    for fault, expression in EXPRESSIONS.items():
        maker.in_yaml(f"expression_{fault}", '"np.mean(np.abs(pred - target))"', f'"{expression}"')
    pred, target = '{sampler: normal, shape: "*", gradient: true}', '{sampler: normal, shape: "*"}'
    maker.in_yaml("sampler_text", pred, pred.replace("}", ", options: {std: wide}}"))
    maker.in_yaml("sampler_of_no_dimension", target, '{sampler: class_ids, shape: "*", options: {classes: Z}}')
    maker.in_yaml("compute_wrong", "answer: 1.5", "answer: 2.5", at="- id: compute_wrong-compute-one")
    return maker.made


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Faulty, tuple[str, ...]]]:
    bank = tmp_path_factory.mktemp("faulty") / "bank"
    made = {faulty.name: faulty for faulty in make_all(bank)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOSSQUIZ_HOME", str(bank.parent / "home"))
        losses = load_bank(root=bank).losses
    # Little time, since four of them use it up; the longest step of one that does not hang takes 0.15 s.
    proofs = prove_apart([losses[name] for name in made], bank, seeds=1, mutate=False, jobs=1, seconds=2)
    return {loss.id: (made[loss.id], proof.faults) for loss, proof in proofs}


NAMES = [
    *(f"reference_{fault}" for fault in FAULTS),
    *(f"solution_{fault}" for fault in FAULTS if fault not in ONCE),
    *(f"misconception_{fault}" for fault in FAULTS if fault not in REFUSED | ONCE),
    *(f"expression_{fault}" for fault in EXPRESSIONS),
    *("sampler_text", "sampler_of_no_dimension", "compute_wrong"),
]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_line_with_file_and_place(name: str, told: dict[str, tuple[Faulty, tuple[str, ...]]]) -> None:
    faulty, faults = told[name]
    assert len(faults) == 1
    assert "\n" not in faults[0]
    place = f"{faulty.place}:{faulty.line}: " if faulty.line else f"{faulty.place}: "
    assert faults[0].startswith(place)


def test_what_kills_a_process_that_does_nothing_yet_is_no_fault_of_other_code(tmp_path: Path) -> None:
    bank = tmp_path / "bank"
    write_scaffold(bank, "custom", "my_loss")
    loss = load_bank(root=bank).losses["my_loss"]
    prover = apart._Prover(bank, seeds=1, mutate=False, seconds=60)
    prover._process.kill()
    prover.begin(loss)
    assert prover.hear(loss) == Proof("my_loss", ("bank/custom/my_loss.yaml: the proof ends the process (SIGKILL)",))
    assert not prover.lives
    prover.end()
