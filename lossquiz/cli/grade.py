"""`lossquiz grade`: files, notebooks and folders against the bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lossquiz.cli import complete, failures
from lossquiz.cli.failures import INTERRUPTED
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import LossquizError

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.practice.own import Own
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import Bank
    from lossquiz.report.formats import Batch
    from lossquiz.report.running import Done


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("grade", epilog=examples("lossquiz grade huber.py", "lossquiz grade answers/ -q huber --json"))(grade)


def grade(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(help="Python files, notebooks, folders or archives.", show_default=False)
    ],
    question: Annotated[
        str,
        typer.Option(
            "-q",
            "--question",
            metavar="ID",
            help="The question they answer.",
            autocompletion=complete.implement_questions,
        ),
    ] = "",
    seed: Annotated[int | None, typer.Option(min=0, help="Repeat the cases of an earlier run.")] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, max=64, help="Submissions at the same time.")] = 1,
    seconds: Annotated[float, typer.Option(min=0.1, help="Processor time for one submission.")] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write results.jsonl and summary.json there.")] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep the rows that --out holds already, of what has not changed.")
    ] = False,
    helper: Annotated[
        list[str] | None,
        typer.Option("--helper", metavar="NAME.py", help="A file beside flat answers that is none; repeatable."),
    ] = None,
    accept_class: Annotated[
        bool, typer.Option("--accept-class", help="Grade an nn.Module class where a function was asked for.")
    ] = False,
    allow_reduced: Annotated[
        bool, typer.Option("--allow-reduced-isolation", help="Grade a batch below full isolation.")
    ] = False,
    trust: Annotated[
        bool, typer.Option("--trust-submissions", help="Grade without isolation code that you would run yourself.")
    ] = False,
) -> None:
    """Grade answers in a sandbox, by value and gradient.

    A single file of your own (in the folder of answers, or written by `lossquiz start`) is recorded in your progress;
    no other file is.
    """
    from lossquiz.grading.intake.find import check_paths, count_entries, holds_many
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.grading.seeds import fresh_seed
    from lossquiz.report.formats import Batch
    from lossquiz.report.results import ResultsFolder

    settings = settings_of(ctx)
    if resume and out is None:
        raise typer.BadParameter("--resume goes with --out", ctx)
    check_paths(paths)
    with Sandbox(trust=trust) as sandbox:
        sandbox.start()  # it loads torch while this process reads the bank, and then loads its own
        bank = settings.load_bank()
        task = _task(bank, question)
        results = ResultsFolder(out) if out else None
        before = results.open(resume=resume, seed=seed) if results else seed
        chosen = fresh_seed() if before is None else before
        from lossquiz.grading.intake.isolation import require_isolation
        from lossquiz.grading.sandbox.both.job import Limits
        from lossquiz.grading.worker import Recipe
        from lossquiz.report.running import Run
        from lossquiz.report.terminal.ticker import Ticker
        from lossquiz.report.terminal.working import Working

        recipe = Recipe(bank.tasks, task, chosen, Limits(seconds), trust, accept_class, compared=out is not None)
        level = str(sandbox.level)
        many = holds_many(paths)
        require_isolation(level, batch=many, allow_reduced=allow_reduced, trust=trust)
        rows: list[Mapping[str, Any]] = []
        batch = Batch(rows, chosen, level)
        own = None if many or out else _own(paths[0])
        content = paths[0].read_bytes() if own else b""
        shown = _Shown(settings, batch, many=many, as_json=as_json)
        try:
            with (
                failures.interruptible(),
                Ticker(count_entries(paths), shown=many) as ticker,
                Working(f"grading {paths[0].name}", shown=not many) as working,
            ):
                for done in Run(paths, tuple(helper or ()), recipe, jobs, results).go(sandbox):
                    rows.extend(done.rows)
                    ticker.step(passed=all(row["verdict"] == "passed" for row in done.rows))
                    working.end()
                    shown.each(done)
        except KeyboardInterrupt:
            shown.whole()
            _say_interrupted(len(batch.rows), out)
            raise typer.Exit(INTERRUPTED) from None
    if results:
        results.finish(batch)
    shown.whole()
    if own and len(shown.reports) == 1:
        _record(own, shown.reports[0], content, bank)
    raise typer.Exit(0 if 0 < batch.passed == len(batch.rows) else 1)


def _task(bank: Bank, word: str) -> ImplementTask | None:
    from lossquiz.questions.find import find_task

    return find_task(bank, word) if word else None


def _own(path: Path) -> Own | None:
    from lossquiz.practice.own import own_file

    return own_file(path)


def _record(own: Own, report: GradeReport, content: bytes, bank: Bank) -> None:
    """Record the grade of the user's own file; where that fails, a line says so, and the grade stands."""
    from lossquiz.practice.own import record_grade

    try:
        told = record_grade(own, report, content, bank)
    except LossquizError as error:
        failures.say(f"not recorded: {error}")
        return
    if told:
        failures.say(told)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Shows what comes of a run: a single answer's report in full, a batch's rows at the end."""

    settings: Settings
    batch: Batch
    many: bool
    as_json: bool
    reports: list[GradeReport] = field(default_factory=list)

    def each(self, done: Done) -> None:
        """Show one hand-in."""
        if not self.many:
            self.reports.extend(done.reports)
        if not (self.many or self.as_json):
            from lossquiz.report.terminal.grading import render

            for report in done.reports:
                render(report, self.settings.console())

    def whole(self) -> None:
        """Show what there is so far."""
        if self.as_json or self.many or not self.reports:  # what is kept from before has its row
            self._print("json" if self.as_json else "terminal")
        else:
            line = f"  Seed {self.batch.seed}, isolation {self.batch.isolation}."
            self.settings.console().print(line, style="dim")

    def _print(self, name: str) -> None:
        from lossquiz.report.formats import format_named

        rendered = format_named(name).render(self.batch)
        if isinstance(rendered, str):
            typer.echo(rendered)
        else:
            self.settings.console().print(rendered)


def _say_interrupted(rows: int, out: Path | None) -> None:
    kept = f"; go on with --out {out} --resume" if out else "; --out DIR keeps rows, and --resume goes on"
    failures.say(f"interrupted after {rows} {'row' if rows == 1 else 'rows'}{kept}")
