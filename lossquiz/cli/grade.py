"""`lossquiz grade`: files, notebooks and folders against the bank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lossquiz.cli.settings import examples, settings_of

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.grading.worker import Recipe
    from lossquiz.questions.model import Bank, ImplementTask
    from lossquiz.report.formats import Batch
    from lossquiz.report.results import ResultsFolder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("grade", epilog=examples("lossquiz grade huber.py", "lossquiz grade answers/ -q huber --json"))(grade)


def grade(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Python files, notebooks or folders.", show_default=False)],
    question: Annotated[str, typer.Option("-q", "--question", metavar="ID", help="The question they answer.")] = "",
    seed: Annotated[int | None, typer.Option(min=0, help="Repeat the cases of an earlier run.")] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, max=64, help="Submissions at the same time.")] = 1,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time for one submission.")] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write results.jsonl and summary.json there.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Keep the rows that --out holds already.")] = False,
    helper: Annotated[
        list[str] | None,
        typer.Option("--helper", metavar="NAME.py", help="A file beside the answers that they may import; repeatable."),
    ] = None,
    allow_reduced: Annotated[
        bool, typer.Option("--allow-reduced-isolation", help="Grade a batch below full isolation.")
    ] = False,
    trust: Annotated[
        bool, typer.Option("--trust-submissions", help="Grade without isolation code that you would run yourself.")
    ] = False,
) -> None:
    """Grade answers in a sandbox, by value and gradient."""
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.grading.seeds import fresh_seed
    from lossquiz.report.formats import Batch
    from lossquiz.report.results import ResultsFolder

    settings = settings_of(ctx)
    if resume and out is None:
        raise typer.BadParameter("--resume goes with --out", ctx)
    results = ResultsFolder(out) if out else None
    before = results.open(resume=resume) if results else []
    chosen = _seed(before) if seed is None and before else fresh_seed() if seed is None else seed
    with Sandbox(trust=trust) as sandbox:
        sandbox.start()  # it loads torch while this process reads the bank, and then loads its own
        bank = settings.load_bank()
        from lossquiz.grading.intake.isolation import require_isolation
        from lossquiz.grading.sandbox.both.job import Limits
        from lossquiz.grading.worker import Recipe

        recipe = Recipe(bank.tasks, _task(bank, question), chosen, Limits(seconds, seconds), trust)
        level = str(sandbox.level)
        many = len(paths) > 1 or any(path.is_dir() for path in paths)
        require_isolation(level, batch=many, allow_reduced=allow_reduced, trust=trust)
        console = settings.console(stderr=as_json)
        rows = list(before)
        for report in _reports(paths, tuple(helper or ()), recipe, jobs, before, sandbox):
            rows.append(_note(report, results, chosen))
            if not as_json:
                _show(report, console, many=many)
    whole = Batch(rows, chosen, level)
    if results:
        results.finish(whole)
    _close(whole, settings.console(), as_json=as_json, many=many)
    raise typer.Exit(0 if 0 < whole.passed == len(rows) else 1)


def _task(bank: Bank, word: str) -> ImplementTask | None:
    from lossquiz.questions.find import find_task

    return find_task(bank, word) if word else None


def _seed(rows: list[dict[str, Any]]) -> int:
    """Return the seed of rows that were written before, so that the rest meets the same cases."""
    return int(rows[0]["seed"])


def _reports(
    paths: list[Path],
    helpers: tuple[str, ...],
    recipe: Recipe,
    jobs: int,
    before: list[dict[str, Any]],
    sandbox: Sandbox,
) -> Iterator[GradeReport]:
    from lossquiz.grading.batch import grade_all
    from lossquiz.grading.intake.submission import find_submissions
    from lossquiz.grading.worker import Unit

    done: dict[str, set[str]] = {}
    for row in before:
        done.setdefault(row["path"], set()).add(row["question"])
    if jobs > 1:
        sandbox.close()  # it has told the level; the workers have their own
    submissions = find_submissions(paths, helpers)
    units = (Unit(submission, frozenset(done.get(submission.path, ()))) for submission in submissions)
    return grade_all(units, recipe, jobs, sandbox)


def _note(report: GradeReport, results: ResultsFolder | None, seed: int) -> dict[str, Any]:
    from lossquiz.report.json.grading import report_row

    row = report_row(report)
    if results:
        results.add(row, seed)
    return row


def _show(report: GradeReport, console: Console, *, many: bool) -> None:
    from lossquiz.report.terminal.grading import render

    if not many:
        render(report, console)


def _close(batch: Batch, console: Console, *, as_json: bool, many: bool) -> None:
    from lossquiz.errors import InputError

    if not batch.rows and not as_json:
        raise InputError("nothing to grade: no file there names or defines a question's function")
    if as_json or many:
        _print(batch, "json" if as_json else "terminal", console)
    else:
        console.print(f"  Seed {batch.seed}, isolation {batch.isolation}.", style="dim")


def _print(batch: Batch, name: str, console: Console) -> None:
    from lossquiz.report.formats import format_named

    rendered = format_named(name).render(batch)
    if isinstance(rendered, str):
        typer.echo(rendered)
    else:
        console.print(rendered)
