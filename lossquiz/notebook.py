"""The magics of `%load_ext lossquiz`: `%%lossquiz` grades a cell, `%lossquiz_hint` gives a hint."""

from __future__ import annotations

import ast
import atexit
import builtins
import symtable
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.errors import InputError, IsolationError, LossquizError, UsageError
from lossquiz.lookup import quote
from lossquiz.report.notebook import Shown, html_of, text_of

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import Bank

_REPORT = ("lossquiz.grading.grade_report", "GradeReport")
_OF_IPYTHON = {"get_ipython", "display"}  # which it puts among Python's own names
_FEW = 4

_desks: dict[int, Desk] = {}


def load(shell: Any) -> None:
    """Add the magics to a shell of IPython's, and let it show what `lossquiz.grade` returns."""
    desk = _desks.setdefault(id(shell), Desk(shell))
    shell.register_magic_function(desk.grade_cell, "cell", "lossquiz")
    shell.register_magic_function(desk.hint, "line", "lossquiz_hint")
    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type_by_name(*_REPORT, html_of)
    formatters["text/plain"].for_type_by_name(*_REPORT, lambda report, page, _: page.text(text_of(report)))


def unload(shell: Any) -> None:
    """Take the magics away again."""
    desk = _desks.pop(id(shell), None)
    if desk is not None:
        desk.close()
        shell.magics_manager.magics["cell"].pop("lossquiz", None)
        shell.magics_manager.magics["line"].pop("lossquiz_hint", None)


class Desk:
    """What the magics of one shell share: the bank, a sandbox that stays warm, and the question graded last."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._sandbox: Sandbox | None = None
        self._last = ""

    def grade_cell(self, line: str, cell: str) -> Shown | None:
        """Run the cell, and grade the function that it defines.

            %%lossquiz            the question is found by the function's name
            %%lossquiz huber      or named
            %%lossquiz huber --seed 7

        A cell that stands alone is graded from its source in the sandbox, as a file that is handed in would be. Where
        it uses names from earlier cells, the function is graded in this kernel, with your rights.
        """
        with _one_line():
            word, seed = _read_line(line)
            asked = self._task(word) if word else None
        written = self._parsed(cell)
        if written is not None and not written.free:
            self._warm()
        ran = self._shell.run_cell(cell)
        if not ran.success or written is None:
            print("The cell failed: there is nothing to grade.")  # noqa: T201 - beside IPython's own traceback
            return None
        with _one_line():
            task, name = self._found(written, asked)
            self._last = task.id
            report, graded = self._grade(written, task, name, seed)
        return Shown(report, graded, _onward(report, task))

    def hint(self, line: str) -> None:
        """Give the next hint of a question; without an id, of the one graded last."""
        from lossquiz.practice.store import Attempt, open_store, spare_store
        from lossquiz.questions.find import find_question
        from lossquiz.report.terminal.hint import hint_pieces

        with _one_line():
            word = line.strip() or self._last
            if not word:
                raise UsageError("which question? %lossquiz_hint ID")
            question = find_question(self._bank, word)
            hints = question.hints_in(self._bank)
            try:
                store = open_store()
            except InputError as error:
                print(f"{error}; this is the first hint, and it is not recorded", file=sys.stderr)  # noqa: T201 - beside a cell
                store = spare_store()
            with store:
                given = store.hints_given(question.id)
                if given < len(hints):
                    store.record(Attempt(question.id, question.kind, "hinted", hints=given + 1))
        if given < len(hints):
            pieces = hint_pieces(given + 1, len(hints), hints[given], 88)
            print("".join(text for text, _ in pieces))  # noqa: T201 - a cell's output
        else:
            print(f"No more hints; the answer: !lossquiz solution {question.id}")  # noqa: T201 - a cell's output

    def close(self) -> None:
        """End the sandbox."""
        sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            atexit.unregister(self.close)
            sandbox.close()

    @cached_property
    def _bank(self) -> Bank:
        from lossquiz.questions.bank import load_bank

        return load_bank()

    def _parsed(self, cell: str) -> Cell | None:
        """Return a cell as Python; None where it is none, which IPython tells in its own way when it runs the cell."""
        try:
            return Cell(self._shell.transform_cell(cell))
        except (SyntaxError, ValueError):
            return None

    def _task(self, word: str) -> ImplementTask:
        from lossquiz.questions.find import find_task

        return find_task(self._bank, word)

    def _found(self, cell: Cell, asked: ImplementTask | None) -> tuple[ImplementTask, str]:
        """Return the question of a cell, and the name under which the answer stands.

        Raises:
            UsageError: The cell defines no answer to it, or answers to several.
        """
        if asked is not None:
            if asked.name in cell.bound:
                return asked, asked.name
            if len(cell.defined) == 1:
                return asked, cell.defined[0]
            others = f"defines {', '.join(cell.defined[:_FEW])}" if cell.defined else "defines no function"
            raise UsageError(f"{asked.id} asks for {asked.construct or asked.signature}, and the cell {others}")
        found = [task for task in self._bank.tasks.values() if task.name in cell.bound]
        if len(found) > 1:
            names = " and ".join(task.id for task in found[:_FEW])
            raise UsageError(f"the cell answers {names}; name one of them, as in %%lossquiz {found[0].id}")
        if found:
            return found[0], found[0].name
        if not cell.defined:
            raise UsageError("the cell defines no function; `%%lossquiz ID` names the question that it answers")
        name = cell.defined[-1]
        try:
            return self._task(name), name
        except UsageError as error:
            raise UsageError(f"{error}; `%%lossquiz ID` names the question") from None

    def _grade(self, cell: Cell, task: ImplementTask, name: str, seed: int | None) -> tuple[GradeReport, str]:
        """Grade a cell that ran, and say how."""
        why = cell.reason_for_kernel(task.name)
        if not why:
            try:
                report, level = self._grade_source(cell.source, task, seed)
            except IsolationError as error:
                why = str(error)
            else:
                return report, (
                    f"Graded from the cell's source in the sandbox (isolation {level}), as a file that is handed in"
                    " would be."
                )
        from lossquiz.grading.grade import grade_function

        report = grade_function(self._shell.user_ns[name], task, seed=seed)
        return report, (
            f"Graded in this kernel, with your rights and no limit of time, since {why}: good to learn from, and no"
            " verdict on code that is not yours."
        )

    def _grade_source(self, source: str, task: ImplementTask, seed: int | None) -> tuple[GradeReport, str]:
        from lossquiz.grading.grade import grade_path

        sandbox = self._warm()
        try:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"{task.id}.py"
                path.write_text(source, encoding="utf-8")
                report = grade_path(path, task, seed=seed, sandbox=sandbox)
        except BaseException:
            self.close()  # whatever it was doing is no longer known
            raise
        return replace(report, path="this cell"), str(sandbox.level)

    def _warm(self) -> Sandbox:
        """Return the sandbox; it loads torch while the cell runs, and stays for the next one."""
        from lossquiz.grading.sandbox.parent import Sandbox

        if self._sandbox is None:
            self._sandbox = Sandbox()
            atexit.register(self.close)
            with suppress(IsolationError):  # it is told when something is to be graded
                self._sandbox.start()
        return self._sandbox


class Cell:
    """The source of a cell, and the names in it.

    Attributes:
        source: The source as Python, without IPython's own syntax.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._tree = ast.parse(source)
        self._table = symtable.symtable(source, "<cell>", "exec")

    @cached_property
    def bound(self) -> frozenset[str]:
        """The names that the cell gives a value at its top."""
        named = (symbol for symbol in self._table.get_symbols() if symbol.is_assigned() or symbol.is_imported())
        return frozenset(symbol.get_name() for symbol in named)

    @cached_property
    def defined(self) -> tuple[str, ...]:
        """The functions and classes that it defines at its top, in their order."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        return tuple(node.name for node in self._tree.body if isinstance(node, kinds))

    @cached_property
    def free(self) -> tuple[str, ...]:
        """The names that must come from elsewhere."""
        known = self.bound | set(_declared(self._table)) | (set(dir(builtins)) - _OF_IPYTHON)
        return tuple(sorted(set(_read(self._table)) - known))

    def reason_for_kernel(self, name: str) -> str:
        """Say why the source alone would not do, or return ""."""
        if any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in ast.walk(self._tree)):
            return "the cell imports whatever a module has (import *)"
        if self.free:
            more = ", …" if len(self.free) > _FEW else ""
            return f"the cell uses {', '.join(self.free[:_FEW])}{more} from elsewhere"
        return "" if name in self.bound else f"the cell calls its answer by another name than {name}"


def _read(table: symtable.SymbolTable) -> Iterator[str]:
    """Return the names that are read as global ones, in all scopes."""
    at_top = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (at_top or symbol.is_global()):
            yield symbol.get_name()
    for child in table.get_children():
        yield from _read(child)


def _declared(table: symtable.SymbolTable) -> Iterator[str]:
    """Return the names that functions assign to as global ones."""
    for symbol in table.get_symbols():
        if symbol.is_declared_global() and symbol.is_assigned():
            yield symbol.get_name()
    for child in table.get_children():
        yield from _declared(child)


def _read_line(line: str) -> tuple[str, int | None]:
    """Return the question that a magic's line names, and the seed.

    Raises:
        UsageError: It says something else.
    """
    words = line.split()
    seed = None
    if "--seed" in words:
        place = words.index("--seed")
        given = words[place + 1] if place + 1 < len(words) else ""
        if not given.isdecimal():
            raise UsageError(f"--seed takes a whole number of at least 0, not {quote(given)}")
        seed = int(given)
        del words[place : place + 2]
    if any(word.startswith("-") for word in words):
        raise UsageError(f"{quote(line)}: expected %%lossquiz [ID] [--seed N]")
    return " ".join(words), seed


def _onward(report: GradeReport, task: ImplementTask) -> str:
    if report.verdict == "passed":
        return f"The model answer, to compare: !lossquiz solution {task.id}"
    return f"Mend it and run the cell again; %lossquiz_hint {task.id} gives a hint."


@contextmanager
def _one_line() -> Iterator[None]:
    """Let IPython tell what a user can mend as one line, without a traceback."""
    try:
        yield
    except (LossquizError, KeyboardInterrupt) as error:
        from IPython.core.error import UsageError as Refused

        raise Refused(str(error) or "interrupted: nothing was graded") from None
