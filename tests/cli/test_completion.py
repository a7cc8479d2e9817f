"""Completion: what a shell is told when somebody presses Tab."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_tree import parameters
from typer.testing import CliRunner

from lossquiz.cli import complete
from lossquiz.cli.app import COMMANDS, app
from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import catalogue
from lossquiz.questions.bank import load_bank

RUN = CliRunner()


def answered(**variables: str) -> tuple[int, str]:
    result = RUN.invoke(app, [], env=variables)
    assert result.stderr == ""
    return result.exit_code, result.stdout


def bash(*words: str) -> list[str]:
    """Return what bash is told of the last word."""
    code, told = answered(
        _LOSSQUIZ_COMPLETE="complete_bash", COMP_WORDS="\n".join(("lossquiz", *words)), COMP_CWORD=str(len(words))
    )
    assert code == 0
    return told.splitlines()


def ids(*kinds: str) -> set[str]:
    return {label.id for label in load_bank().labels.values() if not kinds or label.kind in kinds}


class TestBash:
    def test_commands(self) -> None:
        assert bash("") == list(COMMANDS)
        assert bash("pra") == ["practice"]
        assert bash("export", "") == ["anki", "progress"]

    @pytest.mark.parametrize("command", ["practice", "hint", "solution", "reset"])
    def test_ids_of_questions(self, command: str) -> None:
        assert set(bash(command, "")) == ids()
        assert set(bash(command, "huber-c")) == {name for name in ids() if name.startswith("huber-c")}

    def test_only_what_a_command_takes(self) -> None:
        assert set(bash("start", "")) == ids("implement", "debug")
        assert set(bash("grade", "-q", "")) == ids("implement")
        assert set(bash("show", "")) == {*ids(), *catalogue()}
        assert set(bash("recommend", "--why-not", "")) == set(catalogue())
        assert set(bash("bank", "check", "--only", "")) == set(load_bank().losses)
        assert bash("bank", "new", "") == []

    def test_a_second_id_and_an_option_after_it(self) -> None:
        assert "huber-compute-two" in bash("practice", "mse", "huber-co")
        assert bash("practice", "mse", "--fam") == ["--family"]

    def test_the_values_of_options(self) -> None:
        families = {label.family for label in load_bank().labels.values()} | {e.family for e in catalogue().values()}
        for command in ("practice", "list"):
            assert set(bash(command, "--family", "")) == families
            assert bash(command, "--kind", "comp") == ["compute"]
            assert bash(command, "--difficulty", "") == ["easy", "medium", "hard"]
        assert bash("recommend", "--task", "regr") == ["regression"]
        assert "outliers" in bash("recommend", "--given", "out")
        assert bash("recommend", "--facts", "sequence_") == ["sequence_alignment", "sequence_tagging"]
        assert bash("recommend", "--imbalance", "") == ["mild", "severe", "extreme"]
        assert bash("recommend", "--task", "ord") == ["ordinal_classification"]

    def test_a_value_behind_an_equals_sign_which_bash_takes_for_a_word(self) -> None:
        assert bash("list", "--family", "=", "regr") == ["regression"]
        assert "regression" in bash("list", "--family", "=")

    def test_files_are_left_to_the_shell(self) -> None:
        assert bash("grade", "hub") == []
        assert bash("list", "--bank", "ques") == []

    def test_a_bank_of_one_s_own(self, tmp_path: Path) -> None:
        path = tmp_path / "mine" / "custom" / "mine.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(
            "title: Mine\nquestions:\n"
            "  - {id: my-question, kind: choose, difficulty: easy, prompt: 'Mine?', explanation: 'So.',\n"
            "     options: [{text: 'Yes', correct: true, why: 'Mine.'}, {text: 'No', why: 'Not.'}]}\n",
            encoding="utf-8",
        )
        own = ("--bank", str(tmp_path / "mine"))
        assert bash("hint", "my-") == []
        assert bash(*own, "hint", "my-") == bash("hint", *own, "my-") == ["my-question"]

    @pytest.mark.parametrize(
        "words", [("nosuch", "x"), ("--bank", "/no/such", "hint", ""), ("--version", ""), ("--install-completion", "")]
    )
    def test_what_goes_wrong_is_silent(self, words: tuple[str, ...], tmp_path: Path) -> None:
        before = sorted(tmp_path.rglob("*"))
        told = bash(*words)
        assert told in ([], list(COMMANDS))
        assert sorted(tmp_path.rglob("*")) == before

    def test_an_instruction_of_another_shell(self) -> None:
        assert answered(_LOSSQUIZ_COMPLETE="complete_tcsh") == (1, "")
        assert answered(_LOSSQUIZ_COMPLETE="nonsense") == (1, "")


def test_zsh_and_fish_show_what_a_word_is() -> None:
    code, told = answered(_LOSSQUIZ_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="lossquiz hint huber-compute-t")
    assert (code, told) == (0, '_arguments \'*: :(("huber-compute-two":"compute, easy"))\'\n')
    fish = {"_LOSSQUIZ_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "lossquiz hint huber-compute-t"}
    assert answered(**fish, _TYPER_COMPLETE_FISH_ACTION="get-args") == (0, "huber-compute-two\tcompute, easy\n")
    assert answered(**fish, _TYPER_COMPLETE_FISH_ACTION="is-args") == (0, "")
    assert (
        answered(**{**fish, "_TYPER_COMPLETE_ARGS": "lossquiz grade hub"}, _TYPER_COMPLETE_FISH_ACTION="is-args")[0]
        == 1
    )


def test_every_id_family_and_loss_is_completed_wherever_one_is_taken() -> None:
    known = {"ID", "F", "LOSS", "TASK", "NAME"}
    made_up = {"bank new ID"}  # an id that is not there yet
    bare = [
        " ".join((*path, str(parameter.metavar)))
        for path, parameter in parameters()
        if set(re.findall(r"[A-Z]+(?!\.)\b", parameter.metavar or "")) & known
        and parameter._custom_shell_complete is None
    ]
    assert set(bare) <= made_up


def test_completion_loads_nothing_heavy(home: Path) -> None:
    code = (
        "import os, sys\nfrom lossquiz.cli.app import app\n"
        "try:\n    app([])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'torch', 'numpy', 'yaml', 'typer.rich_utils'} & set(sys.modules)), file=sys.stderr)\n"
    )
    for instruction in ("complete_bash", "complete_zsh"):
        environment = {
            **os.environ,
            "LOSSQUIZ_HOME": str(home),
            "_LOSSQUIZ_COMPLETE": instruction,
            "COMP_WORDS": "lossquiz hint hub",
            "COMP_CWORD": "2",
            "_TYPER_COMPLETE_ARGS": "lossquiz hint hub",
        }
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        assert (b"huber" in done.stdout, done.stderr) == (True, b"[]\n")


class TestScripts:
    @pytest.mark.parametrize("shell", complete.SHELLS)
    def test_the_command_prints_what_the_shell_asks_for(self, shell: str) -> None:
        result = RUN.invoke(app, ["completion", shell])
        assert result.exit_code == 0
        assert f"_LOSSQUIZ_COMPLETE=complete_{shell}" in result.stdout
        assert answered(_LOSSQUIZ_COMPLETE=f"{shell}_source") == (0, result.stdout)

    def test_another_shell_is_one_line(self) -> None:
        result = RUN.invoke(app, ["completion", "tcsh"])
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert "bash, zsh" in result.stderr

    def test_it_is_installed_for_the_shell_that_calls(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setattr(complete, "_this_shell", lambda: "bash")
        (tmp_path / ".bashrc").write_text("alias mine=true\n", encoding="utf-8")
        result = RUN.invoke(app, ["--install-completion"])
        script = tmp_path / ".bash_completions" / "lossquiz.sh"
        assert (result.exit_code, str(script) in result.stdout) == (0, True)
        assert script.read_text(encoding="utf-8").strip() == complete.script("bash")
        started = (tmp_path / ".bashrc").read_text(encoding="utf-8")
        assert started.startswith("alias mine=true\n")
        assert str(script) in started

    def test_where_the_shell_cannot_be_told_it_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(complete, "_this_shell", lambda: "tcsh")
        with pytest.raises(UsageError, match=r"lossquiz completion SHELL"):
            complete.install()
        result = RUN.invoke(app, ["--install-completion"])
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)

    def test_in_a_real_bash(self, tmp_path: Path) -> None:
        shell = shutil.which("bash")
        if shell is None:
            pytest.skip("there is no bash here")
        program = tmp_path / "bin" / "lossquiz"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lossquiz "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        typed = (
            'eval "$(lossquiz completion bash)"\n'
            "COMP_WORDS=(lossquiz practice huber-compute-t) COMP_CWORD=2\n"
            "_lossquiz_completion lossquiz\n"
            'printf "%s\\n" "${COMPREPLY[@]}"\n'
        )
        environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            [shell, "--norc", "-c", typed], env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.stdout, done.stderr) == ("huber-compute-two\n", "")
