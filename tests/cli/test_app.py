"""The frame: global options, help, and one exit code for each way to end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command_tree import commands
from typer.testing import CliRunner

from lossquiz import __version__
from lossquiz.cli import failures
from lossquiz.cli.app import COMMANDS, app, hoist, load_command
from lossquiz.cli.settings import Settings, settings_of
from lossquiz.errors import BankError, Fault, UsageError
from lossquiz.report.spelling import spell

RUN = CliRunner()
LOSSQUIZ = (sys.executable, "-m", "lossquiz")


@pytest.mark.parametrize("path", tuple(path for path, _ in commands()), ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    result = RUN.invoke(app, [*path, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: lossquiz")
    if path != ("bank",):
        example = result.stdout.split("Examples:\n", 1)[1].splitlines()[0]
        assert example.strip().startswith(" ".join(("lossquiz", *path)))
    assert result.stderr == ""


@pytest.mark.parametrize("path", tuple(path for path, _ in commands()), ids=" ".join)
def test_no_help_is_cut_where_its_line_ends(path: tuple[str, ...]) -> None:
    assert "..." not in re.sub(
        r"\]\.\.\.|[A-Z]\.\.\.", "", RUN.invoke(app, [*path, "--help"], env={"COLUMNS": "60"}).stdout
    )


@pytest.mark.parametrize("words", ["takehome", "export", "bank", "stats --nope", "nope"])
def test_whether_stderr_is_read_changes_no_exit_code(words: str) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*LOSSQUIZ, *words.split()], stdout=write, stderr=write, check=False)
    os.close(write)
    assert done.returncode == 2


def test_the_help_says_of_each_command_what_the_command_says_of_itself() -> None:
    for name, summary in COMMANDS.items():
        told = load_command(name).help or ""
        assert summary == told.split("\n\n")[0].replace("\n", " "), name
        assert f"  {name}  " in RUN.invoke(app, ["--help"]).stdout


def test_the_help_and_the_version_import_no_command() -> None:
    for words in (["--help"], ["--version"], []):
        code = (
            "import sys\nfrom lossquiz.cli.app import COMMANDS, app\n"
            f"try:\n    app({words})\nexcept SystemExit as end:\n    assert end.code == 0\n"
            "print({name for name in COMMANDS if f'lossquiz.cli.{name}' in sys.modules}, file=sys.stderr)\n"
        )
        assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stderr == b"set()\n"


def test_no_command_shows_the_help() -> None:
    result = RUN.invoke(app, [])
    assert result.exit_code == 0
    assert result.stdout == RUN.invoke(app, ["--help"]).stdout


def test_the_version() -> None:
    result = RUN.invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"lossquiz {__version__}\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["practise"], 'no such command "practise"; did you mean practice?'),
        (["xyz"], 'no such command "xyz"; see `lossquiz --help`'),
        (["x\ny"], r'no such command "x\ny"; see `lossquiz --help`'),
        (["practice", "--kin"], "no such option"),
        (["practice", "--count", "0"], "--count"),
        (["practice", "--count", "many"], "--count"),
        (["practice", "--kind", "guess"], "--kind"),
        (["practice", "--difficulty", "dull"], "--difficulty"),
        (["practice", "--interview-date", "tomorrow"], "--interview-date"),
        (["practice", "--interview-date", "2001-01-01"], "days ago"),
        (["practice", "no-such-question"], 'unknown question "no-such-question"'),
        (["practice", "hubre"], "did you mean huber"),
        (["practice", "--family", "regresion"], "did you mean regression"),
        (["practice", "--bank", "/no/such/folder"], "no such folder"),
        (["show"], "missing argument 'ID'"),
        (["show", "hubr"], "did you mean huber"),
        (["hint", "hubre"], "did you mean huber"),
        (["start", "huber-compute-two"], 'unknown implement or debug question "huber-compute-two"; `lossquiz list`'),
        (["list", "--family", "none"], 'unknown family "none"'),
        (["reset", "none-such"], "unknown question"),
    ],
)
def test_what_a_user_gets_wrong_is_one_line_and_2(words: list[str], says: str) -> None:
    result = RUN.invoke(app, words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr
    assert result.stderr.startswith("lossquiz: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


class TestGlobalOptions:
    @pytest.mark.parametrize(
        ("words", "hoisted"),
        [
            (["list", "--no-color"], ["--no-color", "list"]),
            (["list", "--bank", "d", "--json"], ["--bank", "d", "list", "--json"]),
            (["list", "--bank=d"], ["--bank=d", "list"]),
            (["list", "--bank"], ["--bank", "list"]),
            (["show", "--", "--no-color"], ["show", "--", "--no-color"]),
            ([], []),
        ],
    )
    def test_they_may_stand_after_the_command(self, words: list[str], hoisted: list[str]) -> None:
        assert hoist(words) == hoisted

    def test_a_bank_of_one_s_own_is_added(self, tmp_path: Path) -> None:
        path = tmp_path / "mine" / "custom" / "mine.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(
            "title: Mine\nquestions:\n"
            "  - {id: my-question, kind: choose, difficulty: easy, prompt: 'Mine?', explanation: 'So.',\n"
            "     options: [{text: 'Yes', correct: true, why: 'Mine.'}, {text: 'No', why: 'Not.'}]}\n",
            encoding="utf-8",
        )
        words = ["show", "my-question"]
        assert RUN.invoke(app, words).exit_code == 2
        for added in (["--bank", str(tmp_path / "mine"), *words], [*words, "--bank", str(tmp_path / "mine")]):
            result = RUN.invoke(app, added)
            assert result.exit_code == 0
            assert "Mine?" in result.stdout

    def test_a_faulty_bank_is_told_with_every_fault(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            path = tmp_path / "mine" / "custom" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("title: Mine\n", encoding="utf-8")
        result = RUN.invoke(app, ["list", "--bank", str(tmp_path / "mine")])
        assert result.exit_code == 2
        assert result.stderr.count("questions: missing") == 2

    def test_settings_reach_the_command(self) -> None:
        context = click.Context(click.Command("x"), obj=Settings((Path("a"),), color=False))
        assert settings_of(context).banks == (Path("a"),)
        assert settings_of(context).console().no_color
        assert settings_of(click.Context(click.Command("x"))) == Settings()


class TestGuard:
    def test_a_command_that_ends_well_is_0_and_a_number_is_itself(self) -> None:
        assert failures.guard(lambda: None) == 0
        assert failures.guard(lambda: True) == 0
        assert failures.guard(lambda: 1) == 1

    @pytest.mark.parametrize(
        ("error", "code", "line"),
        [
            (click.exceptions.Exit(1), 1, ""),
            (UsageError("no such thing; try another"), 2, "lossquiz: no such thing; try another\n"),
            (
                BankError((Fault("a.yaml", 3, "id", "missing"), Fault("b.yaml", 0, "", "empty"))),
                2,
                "lossquiz: a.yaml:3: id: missing\nb.yaml: empty\n",
            ),
            (click.FileError("x", "gone"), 2, "lossquiz: Could not open file 'x': gone\n"),
            (click.UsageError("Bad thing. Really."), 2, "lossquiz: bad thing. Really; see `lossquiz --help`\n"),
            (KeyboardInterrupt(), 130, "lossquiz: interrupted\n"),
            (click.Abort(), 130, "lossquiz: interrupted\n"),
        ],
    )
    def test_each_end_has_its_code_and_its_line(
        self, error: BaseException, code: int, line: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def call() -> None:
            raise error

        assert failures.guard(call) == code
        captured = capsys.readouterr()
        assert (captured.out, captured.err) == ("", line)

    def test_an_interrupt_is_one_also_where_python_raises_another_exception_from_it(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def call(cause: BaseException) -> None:
            raise RuntimeError("Error calling __set_name__ on 'Field' instance") from cause  # as Python 3.11 does

        assert failures.guard(lambda: call(KeyboardInterrupt())) == 130
        assert capsys.readouterr().err == "lossquiz: interrupted\n"
        assert failures.guard(lambda: call(ValueError())) == 3

    def test_a_bug_is_one_line_and_a_log_with_the_traceback(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def call() -> None:
            raise ZeroDivisionError("of δ")

        assert failures.guard(call) == 3
        err = capsys.readouterr().err
        (log,) = (home / "logs").iterdir()
        assert err.endswith(f"ZeroDivisionError; please report it with the log {log}\n")
        assert err.count("\n") == 1
        text = log.read_text(encoding="utf-8")
        assert "ZeroDivisionError: of δ" in text
        assert "test_app.py" in text
        assert __version__ in text

    def test_a_bug_whose_log_cannot_be_written_is_still_one_line(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.rmtree(home)
        home.write_text("in the way", encoding="utf-8")

        def call() -> None:
            raise ZeroDivisionError("of δ")

        assert failures.guard(call) == 3
        err = capsys.readouterr().err
        assert "ZeroDivisionError: of δ" in err
        assert err.count("\n") == 1


class TestProcesses:
    @pytest.mark.parametrize("words", [["--help"], ["list"], ["list", "--json"], ["show", "huber"], ["practice"]])
    def test_a_reader_that_leaves_early_is_no_noise(self, words: list[str]) -> None:
        read, write = os.pipe()
        os.close(read)
        process = subprocess.Popen(
            [*LOSSQUIZ, *words], stdin=subprocess.DEVNULL, stdout=write, stderr=subprocess.PIPE, text=True
        )
        os.close(write)
        _, err = process.communicate()
        assert process.returncode == 141
        assert "Error" not in err
        assert "Traceback" not in err

    @pytest.mark.parametrize(("closed", "printed"), [("<&-", True), (">&-", False), ("2>&-", True), ("<&- 2>&-", True)])
    def test_streams_that_the_caller_closed_are_no_reason_to_fail(self, closed: str, printed: bool) -> None:
        command = f'"{sys.executable}" -m lossquiz practice huber {closed}'
        result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, stdin=subprocess.DEVNULL)
        assert result.returncode == 0
        assert (b"huber_loss(pred, target" in result.stdout) is printed
        assert b"Traceback" not in result.stderr

    @pytest.mark.parametrize(
        "environment",
        [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    )
    def test_a_terminal_that_knows_ascii_only_gets_formulas_spelled_out(self, environment: dict[str, str]) -> None:
        result = subprocess.run(
            [*LOSSQUIZ, "show", "huber"], capture_output=True, check=False, env={**os.environ, **environment}
        )
        assert result.returncode == 0, result.stderr
        text = result.stdout.decode("ascii")
        assert "e^2/2 where |e| <= delta" in text
        assert "?" not in text.replace("e^2/2", "")

    @pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["--help"], ["--version"]])
    def test_quick_commands_load_nothing_heavy(self, words: list[str]) -> None:
        code = (
            "import sys\nfrom lossquiz.cli.app import app\n"
            f"try:\n    app({words})\nexcept SystemExit as end:\n    assert end.code == 0\n"
            "print({'torch', 'numpy', 'rich', 'yaml'} & set(sys.modules), file=sys.stderr)\n"
        )
        command = [sys.executable, "-c", code]
        subprocess.run(command, check=True, capture_output=True)  # the first call fills the cache
        again = subprocess.run(command, check=True, capture_output=True, text=True)
        assert again.stderr == "set()\n"

    @pytest.mark.parametrize(
        "words",
        [
            ["recommend", "-t", "regression", "--outliers"],
            ["hint", "huber"],
            ["stats"],
            ["stats", "--json"],
            ["show", "huber"],
            ["show", "huber", "--json"],
        ],
    )
    def test_what_a_pipe_gets_does_not_wait_for_rich_or_numpy(self, words: list[str]) -> None:
        code = (
            "import sys\nfrom lossquiz.cli.app import app\n"
            f"try:\n    app({words})\nexcept SystemExit as end:\n    assert end.code == 0\n"
            "print({'torch', 'numpy', 'rich', 'yaml'} & set(sys.modules), file=sys.stderr)\n"
        )
        command = [sys.executable, "-c", code]
        subprocess.run(command, check=True, capture_output=True)
        again = subprocess.run(command, check=True, capture_output=True, text=True)
        assert again.stderr == "set()\n"

    def test_in_a_terminal_the_same_is_styled(self) -> None:
        for words in (["show", "huber"], ["hint", "huber"], ["recommend", "-t", "regression"]):
            colours = {**os.environ, "FORCE_COLOR": "1"}
            plain, styled = (
                subprocess.run([*LOSSQUIZ, *words], check=True, capture_output=True, encoding="utf-8", env=environment)
                for environment in (dict(os.environ), colours)
            )
            assert "\x1b[" in styled.stdout
            if words[0] != "hint":  # the second call gives the next hint
                assert re.sub(r"\x1b\[[0-9;]*m", "", styled.stdout) == plain.stdout


@pytest.mark.parametrize(
    ("character", "spelled"),
    [("δ", "delta"), ("²", "^2"), ("₁", "_1"), ("é", "e"), ("−", "-"), ("猫", "?"), ("⠙", "?")],
)
def test_characters_are_spelled(character: str, spelled: str) -> None:
    assert spell(character) == spelled


def test_an_interrupt_while_the_program_loads_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "lossquiz.cli.app":
                raise KeyboardInterrupt

    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "lossquiz.cli.app")
    monkeypatch.setattr("gc.set_threshold", lambda *_: None)
    from lossquiz.__main__ import main

    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 130
    assert capsys.readouterr() == ("", "lossquiz: interrupted\n")


HOMELESS = """
import os, pwd, sys
def gone(*_):
    raise KeyError("no such user")
pwd.getpwuid = pwd.getpwnam = gone
from lossquiz.cli.app import main
from lossquiz.cli.failures import guard
sys.exit(guard(lambda: 1 / 0) if sys.argv[1:] == ["fault"] else main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows users by other means")
@pytest.mark.parametrize(
    ("words", "home", "code", "said"),
    [
        (("stats",), "", 2, "lossquiz: no home folder is known here; set LOSSQUIZ_HOME"),
        (("stats",), "~nosuchuser", 2, "lossquiz: LOSSQUIZ_HOME is ~nosuchuser, and there is no such home"),
        (("show", "huber"), "", 0, ""),
        (("fault",), "", 3, "lossquiz: this is a bug of lossquiz: ZeroDivisionError"),
    ],
)
def test_a_user_without_a_home(words: tuple[str, ...], home: str, code: int, said: str) -> None:
    moved = {"LOSSQUIZ_HOME": home} if home else {}
    kept = {name: value for name, value in os.environ.items() if name not in {"HOME", "LOSSQUIZ_HOME"}}
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS, *words],
        env={**kept, **moved},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr.startswith(said)) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupt_in_code_made_from_text_ends_with_its_exit_code_and_by_no_signal(tmp_path: Path) -> None:
    # Python remembers such an interrupt though it was caught, and a module that it runs would end by SIGINT.
    program = """
import sys
import lossquiz.__main__ as program
from lossquiz.cli import app, failures

app.main = lambda: sys.exit(failures.guard(lambda: exec("raise KeyboardInterrupt")))
program.main()
"""
    (tmp_path / "interrupted.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "interrupted"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (130, "lossquiz: interrupted\n")
