"""`%%lossquiz` in IPython's own shell: the cell runs as ever, then it is graded, and the report is HTML."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import lossquiz
from lossquiz.notebook import Cell
from lossquiz.practice.store import read_store
from lossquiz.report.notebook import Shown, html_of, takes_html, text_of
from lossquiz.resources import data_home

pytest.importorskip("IPython")

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

RIGHT = """
import torch
def huber_loss(pred, target, delta=1.0):
    near = (pred - target).abs().clamp(max=delta)
    return (near * ((pred - target).abs() - 0.5 * near)).mean()
"""
WRONG = RIGHT.replace(".mean()", ".sum()")


class Notebook:
    """A shell that runs cells."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.out = self.err = ""

    def run(self, cell: str) -> Any:
        """Run a cell, and return what it shows."""
        before = set(self.shell.user_ns["_oh"])
        with capture_output(display=False) as caught:
            self.result = self.shell.run_cell(cell, store_history=True)
        self.out, self.err = caught.stdout, caught.stderr
        shown = [value for number, value in self.shell.user_ns["_oh"].items() if number not in before]
        return shown[-1] if shown else None


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from traitlets.config import Config

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        # It puts its own module in the place of the one that was started.
        patched.setitem(sys.modules, "__main__", sys.modules["__main__"])
        shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
        yield shell
        shell.run_line_magic("unload_ext", "lossquiz")
        shell.restore_sys_module_state()
        InteractiveShell.clear_instance()


@pytest.fixture
def notebook(shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Notebook:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    shell.reset()
    opened = Notebook(shell)
    opened.run("%load_ext lossquiz")
    return opened


class TestCells:
    def test_a_cell_that_stands_alone_is_graded_from_its_source_in_the_sandbox(self, notebook: Notebook) -> None:
        shown = notebook.run(f"%%lossquiz huber --seed 3\n{RIGHT}")
        assert (shown.report.verdict, shown.report.path, shown.report.seed) == ("passed", "this cell", 3)
        assert "in the sandbox (isolation" in shown.graded
        assert "huber_loss" in notebook.shell.user_ns

    def test_without_an_id_the_function_tells(self, notebook: Notebook) -> None:
        shown = notebook.run(f"%%lossquiz\n{WRONG}")
        assert (shown.report.question, shown.report.verdict) == ("huber", "failed")
        assert [found.id for found in shown.report.diagnosis] == ["sum_instead_of_mean"]
        assert "%lossquiz_hint huber" in shown.onward

    def test_names_of_earlier_cells_are_used_and_it_is_said_what_that_means(self, notebook: Notebook) -> None:
        notebook.run("import torch\ndef clipped(e, delta):\n    return e.abs().clamp(max=delta)")
        shown = notebook.run(
            "%%lossquiz\ndef huber_loss(pred, target, delta=1.0):\n    e = pred - target\n"
            "    near = clipped(e, delta)\n    return (near * (e.abs() - 0.5 * near)).mean()\n"
        )
        assert shown.report.verdict == "passed"
        assert "in this kernel, with your rights" in shown.graded
        assert "uses clipped from elsewhere" in shown.graded

    def test_the_cell_runs_as_ever(self, notebook: Notebook) -> None:
        notebook.run(f"%%lossquiz huber\n{RIGHT}\nprint('here', 1 + 1)\nlater = 7")
        assert notebook.out.startswith("here 2\n")
        assert notebook.shell.user_ns["later"] == 7

    def test_ipython_s_own_syntax_is_no_hindrance(self, notebook: Notebook) -> None:
        shown = notebook.run(f"%%lossquiz\n%time 1\n{RIGHT}")
        assert shown.report.verdict == "passed"
        assert "in this kernel" in shown.graded

    def test_a_function_under_another_name_where_the_question_is_named(self, notebook: Notebook) -> None:
        shown = notebook.run(f"%%lossquiz huber\n{RIGHT.replace('huber_loss', 'mine')}")
        assert shown.report.verdict == "passed"
        assert "by another name than huber_loss" in shown.graded

    def test_a_module(self, notebook: Notebook) -> None:
        shown = notebook.run(
            "%%lossquiz custom_loss_module\nimport torch\nclass CustomLoss(torch.nn.Module):\n"
            "    def __init__(self, weight=1.0):\n        super().__init__()\n        self.weight = weight\n"
            "    def forward(self, pred, target):\n        e = pred - target\n"
            "        return e.square().mean() + self.weight * e.abs().mean()\n"
        )
        assert (shown.report.verdict, "sandbox" in shown.graded) == ("passed", True)


class TestOneLine:
    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            ("%%lossquiz hubre\nx = 1", 'unknown implement question "hubre"; did you mean huber?'),
            ("%%lossquiz\nx = 1", "the cell defines no function; `%%lossquiz ID` names the question"),
            ("%%lossquiz\ndef my_huber(x): ...", 'question "my_huber"; did you mean huber or pseudo_huber?'),
            (
                "%%lossquiz mse\ndef f(x): ...\ndef g(x): ...",
                "mse asks for mse_loss(pred, target), and the cell defines f, g",
            ),
            (
                "%%lossquiz\nimport torch\ndef mse_loss(p, t): ...\ndef huber_loss(p, t): ...",
                "the cell answers huber and mse; name one of them, as in %%lossquiz huber",
            ),
            ("%%lossquiz --sed 3\nx = 1", "expected %%lossquiz [ID] [--seed N]"),
            ("%%lossquiz mse --seed x\nx = 1", '--seed takes a whole number of at least 0, not "x"'),
            ("%lossquiz_hint hubre", 'unknown question "hubre"; did you mean huber?'),
        ],
    )
    def test_what_can_be_mended_is_one_line_and_no_traceback(self, notebook: Notebook, cell: str, said: str) -> None:
        notebook.run(cell)
        assert notebook.err.startswith("UsageError: ")
        assert notebook.err.count("\n") == 1
        assert said in notebook.err
        assert "Traceback" not in notebook.out

    def test_an_interrupt_is_one_line_too_and_the_next_cell_is_graded(
        self, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr("lossquiz.grading.grade.grade_path", interrupted)
            notebook.run(f"%%lossquiz\n{RIGHT}")
        assert notebook.err == "UsageError: interrupted: nothing was graded\n"
        assert notebook.run(f"%%lossquiz\n{RIGHT}").report.verdict == "passed"

    def test_with_a_wrong_id_the_cell_does_not_run(self, notebook: Notebook) -> None:
        notebook.run("%%lossquiz hubre\nran = True")
        assert "ran" not in notebook.shell.user_ns

    def test_a_syntax_error_is_ipython_s_own(self, notebook: Notebook) -> None:
        assert notebook.run("%%lossquiz huber\ndef huber_loss(:\n") is None
        plain = re.sub(r"\x1b\[[0-9;]*m", "", notebook.out)
        assert "SyntaxError: invalid syntax" in plain
        assert "lossquiz/" not in plain
        assert plain.endswith("The cell failed: there is nothing to grade.\n")

    def test_so_is_an_error_of_the_cell(self, notebook: Notebook) -> None:
        notebook.run(f"%%lossquiz huber\n{RIGHT}\n1 / 0")
        plain = re.sub(r"\x1b\[[0-9;]*m", "", notebook.out)
        assert "ZeroDivisionError: division by zero" in plain
        assert plain.endswith("The cell failed: there is nothing to grade.\n")


class TestHints:
    def test_they_come_one_by_one_for_the_question_graded_last_and_are_recorded(self, notebook: Notebook) -> None:
        notebook.run(f"%%lossquiz\n{WRONG}")
        for number in (1, 2):
            notebook.run("%lossquiz_hint")
            assert notebook.out.startswith(f"Hint {number} of ")
        with read_store() as store:
            assert store.hints_given("huber") == 2

    def test_where_the_progress_is_damaged_the_first_comes_with_a_line_that_says_so(self, notebook: Notebook) -> None:
        log = data_home() / "progress.db"
        log.unlink(missing_ok=True)
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("not a database, and long enough to look at" * 9, encoding="utf-8")
        notebook.run("%lossquiz_hint huber")
        assert notebook.out.startswith("Hint 1 of ")
        assert "it was left as it is" in notebook.err

    def test_without_any_question_it_asks_for_one(self, notebook: Notebook) -> None:
        from lossquiz.notebook import Desk

        notebook.run("%unload_ext lossquiz")
        notebook.run("%load_ext lossquiz")
        assert isinstance(Desk(notebook.shell), Desk)
        notebook.run("%lossquiz_hint")
        assert notebook.err == "UsageError: which question? %lossquiz_hint ID\n"


class TestCheck:
    def test_it_shows_html_and_text_and_says_whether_it_passed(self, notebook: Notebook) -> None:
        notebook.run(RIGHT)
        with capture_output() as caught:
            assert notebook.shell.run_cell("import lossquiz\nlossquiz.check(huber_loss, seed=1)").result is True
        data = caught.outputs[0].data
        assert set(data) == {"text/html", "text/plain"}
        assert ">passed</span>" in data["text/html"]
        assert "passed  score 1.00" in data["text/plain"]

    def test_in_a_terminal_it_prints(self, capsys: pytest.CaptureFixture[str], shell: Any) -> None:
        before = shell.display_formatter.active_types
        shell.display_formatter.active_types = ["text/plain"]
        try:
            assert not takes_html()
            namespace: dict[str, Any] = {}
            exec(RIGHT, namespace)  # noqa: S102 - our own answer
            assert lossquiz.check(namespace["huber_loss"], seed=1)
        finally:
            shell.display_formatter.active_types = before
        assert "passed  score 1.00" in capsys.readouterr().out

    def test_what_grade_returns_is_shown_likewise(self, notebook: Notebook) -> None:
        report = notebook.run(f"{WRONG}\nimport lossquiz\nlossquiz.grade(huber_loss, seed=1)")
        formatted, _ = notebook.shell.display_formatter.format(report)
        assert formatted["text/html"] == html_of(report)
        assert formatted["text/plain"] == text_of(report)

    def test_once_unloaded_it_is_gone(self, notebook: Notebook) -> None:
        notebook.run("%unload_ext lossquiz")
        notebook.run(f"%%lossquiz\n{RIGHT}")
        assert "Cell magic `%%lossquiz` not found" in notebook.err


class Words(HTMLParser):
    """Reads a page: its words, and its tags, each closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words += data.split()

    @classmethod
    def of(cls, page: str) -> Words:
        reader = cls()
        reader.feed(page)
        reader.close()
        assert reader._open == []
        return reader


class TestHtml:
    def report(self) -> Any:
        namespace: dict[str, Any] = {}
        exec(WRONG, namespace)  # noqa: S102 - our own answer
        return lossquiz.grade(namespace["huber_loss"], seed=1)

    def test_it_says_all_that_the_text_says(self) -> None:
        report = self.report()
        page = " ".join(Words.of(html_of(report, "How.", "On.")).words)
        (diagnosis,) = report.diagnosis
        failed = next(check for check in report.checks if not check.passed)
        for part in (diagnosis.message, diagnosis.derivation, failed.message, "How.", "On.", f"--seed {report.seed}"):
            assert " ".join(part.split()) in page
        assert page.index(" ".join(failed.message.split())) < page.index("Counterexample") < page.index("Diagnosis:")
        assert page.index("Diagnosis:") < page.index("checks passed")
        assert {check.name for check in report.checks} <= set(page.split())

    def test_nothing_that_a_stranger_wrote_is_markup(self) -> None:
        from dataclasses import replace

        bad = "<script>alert(1)</script><img src=x onerror=y> & $x$"
        report = self.report()
        check = replace(report.checks[0], passed=False, message=bad)
        found = replace(report.diagnosis[0], id=bad, message=bad, derivation=bad)
        report = replace(
            report, path=bad, question="", error=bad, output=bad, warnings=(bad,), checks=(check,), diagnosis=(found,)
        )
        page = html_of(report, bad, bad)
        assert not {"script", "img"} & Words.of(page).tags
        assert page.count(html.escape(bad)) >= 8

    def test_colours_stand_on_a_ground_of_their_own(self) -> None:
        page = html_of(self.report())
        style = page[page.index("<style>") : page.index("</style>")]
        coloured = [rule for rule in style.split("}") if re.search(r"(?<![-\w])color: (?!inherit)", rule)]
        assert coloured
        assert all("background:" in rule for rule in coloured)

    def test_a_report_without_checks(self) -> None:
        from dataclasses import replace

        report = replace(self.report(), verdict="error", error="it does not parse", checks=(), diagnosis=(), score=None)
        assert "not scored" in " ".join(Words.of(html_of(report)).words)
        assert "it does not parse" in repr(Shown(report))


@pytest.mark.parametrize(
    ("source", "free"),
    [
        ("import torch\ndef f(x):\n    return torch.exp(x)", ()),
        ("def f(x):\n    return F.relu(x)", ("F",)),
        ("def f(x):\n    def g():\n        return helper(x)\n    return g()", ("helper",)),
        ("def f(x: Tensor) -> int:\n    return [i for i in x]", ("Tensor",)),
        ("class A:\n    k = 1\n    def f(self):\n        return self.k + print.__name__", ()),
        ("n = 0\ndef f():\n    global n, m\n    m = 1\n    return n + m", ()),
        ("x = y", ("y",)),
        ("try:\n    import a\nexcept ImportError as e:\n    a = str(e)", ()),
        ("display(1)", ("display",)),
    ],
)
def test_the_names_that_must_come_from_elsewhere(source: str, free: tuple[str, ...]) -> None:
    assert Cell(source).free == free


def test_a_star_import_is_not_looked_into() -> None:
    assert "import *" in Cell("from torch import *\ndef f(x):\n    return x").reason_for_kernel("f")
