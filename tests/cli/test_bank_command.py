"""`lossquiz bank check`: when it takes a proof that was made before, and what it says of a bank that cannot be read.

And what the other commands make of a bank whose code is faulty.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lossquiz.cli.app import app
from lossquiz.grading.proof.proofs import WHOLE, Proof
from lossquiz.questions.scaffold import write_scaffold
from lossquiz.report.terminal.proof import told


@pytest.mark.parametrize(
    ("words", "variable", "fresh"),
    [
        ((), "", False),
        ((), "false", False),
        ((), "0", False),
        (("--fresh",), "", True),
        ((), "true", True),
        ((), "1", True),
        ((), "yes, of some maker", True),
    ],
)
def test_the_option_and_continuous_integration_prove_anew(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], variable: str, fresh: bool
) -> None:
    def prove_many(*_: object, **options: Any) -> Iterator[Proof]:
        assert options["fresh"] is fresh
        yield Proof("mse", (), mutants=4, killed=4)

    monkeypatch.setattr("lossquiz.grading.proof.many.prove_many", prove_many)
    monkeypatch.setenv("CI", variable)
    done = CliRunner().invoke(app, ["bank", "check", "--only", "mse", *words])
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith("\n1 loss, 0 faults. Mutation score 100.0%.\n")


@pytest.mark.parametrize(
    ("proofs", "said"),
    [
        ([Proof(WHOLE, ())], "0 losses and the bank as a whole, 0 faults"),
        ([Proof("mse", ()), Proof(WHOLE, ("guessed",))], "1 loss and the bank as a whole, 1 fault"),
        ([Proof("mse", ("one", "two")), Proof("mae", ())], "2 losses, 2 faults"),
    ],
)
def test_the_bank_as_a_whole_is_no_loss_and_one_is_no_plural(proofs: list[Proof], said: str) -> None:
    assert told(proofs) == said


def test_the_command_that_is_told_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["bank", "new", "my_loss", "--into", "my bank"])
    assert done.exit_code == 0
    assert done.stderr == "Fill them in, then: lossquiz bank check 'my bank' --only my_loss\n"
    told = shlex.split(done.stderr.split("then: lossquiz ")[1])
    assert "my_loss" in CliRunner().invoke(app, [*told, "--seeds", "1", "--no-mutation", "-j", "1"]).stdout


def test_what_bank_new_wrote_to_be_replaced_is_a_fault_with_its_place(own: Path) -> None:
    words = ["bank", "check", str(own), "--seeds", "1", "--no-mutation", "-j", "1", "--json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1
    (faults,) = (proof["faults"] for proof in json.loads(done.stdout)["questions"] if proof["question"] == "my_loss")
    question = (own / "custom" / "my_loss.yaml").read_text().splitlines()
    for fault, key, text in zip(
        faults,
        [
            *("card.when[0]", "card.when_not[0]", "card.sources[0]"),
            *("implement.convention", "implement.hints[0]", "implement.hints[1]"),
        ],
        [
            *("Say when to use it.", "Say when not to.", "Say where it comes from."),
            *("Say the convention in words", "A gentle hint.", "A telling hint."),
        ],
        strict=False,
    ):
        place, line, at, said = fault.split(":", 3)
        assert (place, at.strip()) == ("own/custom/my_loss.yaml", key)
        assert text in question[int(line) - 1]
        assert "left as `bank new` wrote it" in said
    assert faults[6:] == ["own/references.py:4: my_loss_loss: left as `bank new` wrote it; write your own"]
    for file in (own / "custom" / "my_loss.yaml", own / "references.py"):
        text = re.sub(
            r"Say (when|where|the convention|what)[^\"]*|A (gentle|telling) hint\.", r"Mine: \1\2.", file.read_text()
        )
        file.write_text(text)
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, json.loads(done.stdout)["faults"]) == (0, 0)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    write_scaffold(tmp_path / "own", "custom", "my_loss")
    return tmp_path / "own"


def replace_in(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert text.count(before) == 1
    path.write_text(text.replace(before, after))


def test_a_bank_that_cannot_be_read_has_faults_and_is_not_proved(own: Path) -> None:
    replace_in(own / "custom" / "my_loss.yaml", "difficulty: easy\n  defines", "difficulty: odd\n  defines")
    done = CliRunner().invoke(app, ["bank", "check", str(own)])
    assert done.exit_code == 1
    assert done.stderr.startswith("lossquiz: own/custom/my_loss.yaml:13: implement.difficulty: ")
    told = json.loads(CliRunner().invoke(app, ["bank", "check", str(own), "--json"]).stdout)
    assert told["faults"] == 1
    assert told["questions"][0]["faults"][0].startswith("own/custom/my_loss.yaml:13: implement.difficulty: ")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import os\nos.kill(os.getpid(), 11)\n", "own/samplers.py: the import ends the process (SIGSEGV)"),
        ("import os\nos._exit(0)\n", "own/samplers.py:2: cannot be imported: SystemExit: 0"),
        ("import builtins\ndel builtins.len\n", "own/samplers.py: cannot be imported: AttributeError: Python's"),
    ],
)
def test_samplers_that_would_end_this_process_do_not(own: Path, code: str, said: str) -> None:
    (own / "samplers.py").write_text(code)
    done = CliRunner().invoke(app, ["bank", "check", str(own)])
    assert (done.exit_code, done.stderr.startswith(f"lossquiz: {said}")) == (1, True), done.stderr


FAULTY = ("raise SystemExit", "import os; os._exit(0)", "import no_such_package", "raise ValueError('odd')")


@pytest.mark.parametrize("code", FAULTY)
def test_a_practice_session_survives_a_faulty_bank(own: Path, tmp_path: Path, code: str) -> None:
    replace_in(own / "custom" / "my_loss.yaml", "return (pred - target).abs().sum()", code)
    (own / "references.py").write_text(f"def my_loss_loss(pred, target):\n    {code}\n")
    answer = tmp_path / "answer.py"
    answer.write_text("def my_loss_loss(pred, target):\n    return (pred - target).abs().sum()\n")
    words = ["--bank", str(own), "practice", "my-loss-compute-one", "my_loss", "my_loss-compute-one"]
    done = CliRunner().invoke(app, words, input=f"7\n{answer}\ns\n")
    assert done.exit_code == 0, done.stderr
    assert "The answer is 1.5, not 7." in done.stdout
    assert "own/references.py:2: in the case “one element” the reference raises" in done.stdout


@pytest.mark.parametrize("code", FAULTY)
def test_a_grade_with_a_faulty_reference_is_a_line_with_its_place(own: Path, tmp_path: Path, code: str) -> None:
    (own / "references.py").write_text(f"\ndef my_loss_loss(pred, target):\n    {code}\n")
    answer = tmp_path / "my_loss.py"
    answer.write_text("def my_loss_loss(pred, target):\n    return (pred - target).abs().sum()\n")
    done = CliRunner().invoke(app, ["--bank", str(own), "grade", str(answer), "-q", "my_loss"])
    assert done.exit_code == 2
    assert done.stderr.startswith("lossquiz: own/references.py:3: in the case “one element” the reference raises")


@pytest.mark.parametrize("expression", ["np.foo(pred)", "exit()", "__import__('os')._exit(0)", "None", "[].sum()"])
def test_a_card_whose_expression_is_faulty_has_no_curve(own: Path, expression: str) -> None:
    replace_in(own / "custom" / "my_loss.yaml", "np.mean(np.abs(pred - target))", expression)
    done = CliRunner().invoke(app, ["--bank", str(own), "show", "my_loss"])
    assert done.exit_code == 0
    assert "My loss" in done.stdout
    assert "against pred" not in done.stdout


def test_a_bank_without_questions_is_not_proved(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["bank", "check", str(tmp_path)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no question files" in done.stderr


def test_a_folder_that_cannot_be_read_is_not_left_out(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def closed(path: Any) -> Any:
        if Path(path) == own / "custom":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    done = CliRunner().invoke(app, ["bank", "check", str(own)])
    assert done.exit_code == 2
    assert done.stderr == f"lossquiz: {own / 'custom'}: cannot be read: Permission denied\n"
