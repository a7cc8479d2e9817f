"""`lossquiz grade`: files, notebooks and folders against the bank."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lossquiz.cli import complete, failures
from lossquiz.cli.asked import MOST_JOBS, Given, default_jobs, keeper_of, recipe_of, run_before
from lossquiz.cli.failures import INTERRUPTED
from lossquiz.cli.paths import PATH
from lossquiz.cli.settings import examples, finite, settings_of
from lossquiz.errors import LossquizError
from lossquiz.wording import as_typed, counted

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.grading.cluster import Cluster
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.grading.worker import Recipe
    from lossquiz.practice.own import Own
    from lossquiz.questions.model import Bank
    from lossquiz.report.formats import Batch
    from lossquiz.report.keeping import Keeper
    from lossquiz.report.running import Done, Run


def register(app: typer.Typer) -> None:
    """Add the command."""
    lines = (
        "lossquiz grade huber.py",
        "lossquiz grade answers/ -q huber --json",
        "lossquiz grade answers/ -q huber --out results --points marks.yaml --roster class.csv",
        "lossquiz grade answers/ --assignment assignment.yaml --out results",
        "lossquiz grade answers/ --out results --resume",
        "lossquiz grade submissions.zip --candidate-pattern canvas --out results --repeat 3",
        "lossquiz grade answers/ -q huber --out results --cluster tcp://10.0.0.1:8786",
    )
    app.command("grade", epilog=examples(*lines))(grade)


def grade(
    ctx: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(click_type=PATH, help="Python files, notebooks, folders or archives.", show_default=False),
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
    jobs: Annotated[
        int | None,
        typer.Option(
            "-j", "--jobs", min=1, max=MOST_JOBS, help="Submissions at the same time; by default one for each core."
        ),
    ] = None,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, callback=finite, help="Processor time for one submission; 10 by default.")
    ] = None,
    repeat: Annotated[
        int | None,
        typer.Option(min=1, max=100, metavar="N", help="Grade under N seeds, and say whether each verdict held."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", click_type=PATH, help="Keep a row for each candidate and question there."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep the rows that --out holds already, of what has not changed.")
    ] = False,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Grade everything anew into --out; what people decided stays.")
    ] = False,
    assignment: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            click_type=PATH,
            help="What is asked, as `lossquiz takehome new` wrote it: questions, points, seed.",
        ),
    ] = None,
    points: Annotated[
        Path | None,
        typer.Option(metavar="FILE", click_type=PATH, help="What questions and checks are worth, as YAML; with --out."),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(metavar="FILE", click_type=PATH, help="Who should hand in, as CSV with a column id; with --out."),
    ] = None,
    candidate_pattern: Annotated[
        str,
        typer.Option(
            metavar="RE",
            help="Whose each file or folder is: canvas, moodle, blackboard, or a regular expression with a group id.",
        ),
    ] = "",
    cluster: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Grade on the workers of a Dask cluster: tcp://HOST:8786."),
    ] = "",
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
    from lossquiz.grading.intake.find import check_helpers, check_paths, holds_many
    from lossquiz.grading.sandbox.parent import Sandbox

    settings = settings_of(ctx)
    needs_out = {"resume": resume, "regrade": regrade, "points": points, "roster": roster}
    for name in (name for name, there in needs_out.items() if there and out is None):
        raise typer.BadParameter(f"--{name} goes with --out", ctx)
    for both, said in (
        (cluster and jobs, "--jobs is for this machine; a cluster has the workers that it has"),
        (points and assignment, "--points and --assignment both say what questions are worth: give one of them"),
        (resume and regrade, "--resume goes on, and --regrade begins anew: give one of them"),
    ):
        if both:
            raise typer.BadParameter(said, ctx)
    check_paths(paths)
    check_helpers(helper or (), paths)
    many = holds_many(paths)
    before = run_before(out) if out and resume else {}
    given = Given(question, seed, seconds, repeat, points, roster, candidate_pattern, accept_class, assignment)
    naming = given.naming(before, paths)
    with Sandbox(trust=trust) as sandbox, contextlib.ExitStack() as held:
        if not cluster:
            sandbox.start()  # it loads torch while this process reads the bank, and then loads its own
        bank = settings.load_bank()
        asked = given.asked(before, bank)
        from lossquiz.grading.intake.isolation import require_isolation
        from lossquiz.report.formats import Batch
        from lossquiz.report.running import Run

        recipe = recipe_of(asked, bank, trust=trust, compared=out is not None)
        elsewhere = held.enter_context(_cluster(cluster, recipe)) if cluster else None
        level = elsewhere.level if elsewhere else str(sandbox.level)
        require_isolation(level, batch=many, allow_reduced=allow_reduced, trust=trust)
        asked = replace(asked, isolation=level)
        keeper = keeper_of(out, asked, bank.tasks, resume=resume, regrade=regrade) if out else None
        if keeper:
            held.enter_context(keeper.store)  # others may write there when this run has ended, however it ends
        own = None if many or out else _own(paths[0])
        content = paths[0].read_bytes() if own else b""
        shown = _Shown(settings, Batch([], recipe.seed, level), keeper, many=many, as_json=as_json)
        run = Run(paths, tuple(helper or ()), recipe, jobs or default_jobs(paths), keeper, naming, elsewhere)
        try:
            with failures.interruptible():
                _go(run, sandbox, shown)
        except KeyboardInterrupt:
            shown.whole()
            _say_interrupted(len(shown.kept().rows), out)
            raise typer.Exit(INTERRUPTED) from None
        if keeper:
            _finish(keeper)
        shown.whole()
    if own and len(shown.reports) == 1:
        _record(own, shown.reports[0], content, bank)
    batch = shown.kept()
    raise typer.Exit(0 if 0 < batch.passed == len(batch.rows) else 1)


def _cluster(address: str, recipe: Recipe) -> Cluster:
    from lossquiz.grading.cluster import Cluster

    return Cluster(address, recipe)


def _go(run: Run, sandbox: Sandbox, shown: _Shown) -> None:
    from lossquiz.grading.intake.find import count_entries
    from lossquiz.report.terminal.ticker import Ticker
    from lossquiz.report.terminal.working import Working

    with (
        Ticker(count_entries(run.paths, run.naming), shown=shown.many) as ticker,
        Working(f"grading {run.paths[0].name}", shown=not shown.many) as working,
    ):
        for done in run.go(sandbox):
            ticker.step(passed=all(row["verdict"] == "passed" for row in done.rows))
            working.end()
            shown.each(done)


def _finish(keeper: Keeper) -> None:
    """Leave the folder whole, with the files that are always made, and say what was found that was not asked for."""
    from lossquiz.report.formats import files_of
    from lossquiz.report.stored import batch_of
    from lossquiz.takehome.roster import shortened
    from lossquiz.takehome.store import write_whole

    left = sorted(keeper.store.left())
    keeper.store.finish()
    for name, text in files_of(batch_of(keeper.store.records())):
        write_whole(keeper.store.folder / name, text)
    if keeper.strangers:
        failures.say(f"not in the roster, and graded all the same: {shortened(keeper.strangers)}")
    if keeper.again:
        failures.say(f"handed in once more by somebody in the roster, and graded apart: {shortened(keeper.again)}")
    if left:
        failures.say(f"graded before, and not among these hand-ins; their rows are kept: {shortened(left)}")


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


@dataclass(slots=True)
class _Shown:
    """Shows what comes of a run: a single answer's report in full, a batch's rows at the end.

    Rows that are kept in a folder are read from there; none is kept here.
    """

    settings: Settings
    batch: Batch
    keeper: Keeper | None
    many: bool
    as_json: bool
    rows: list[Mapping[str, Any]] = field(default_factory=list)
    reports: list[GradeReport] = field(default_factory=list)

    def each(self, done: Done) -> None:
        """Show one hand-in."""
        if not self.keeper:
            self.rows.extend(done.rows)
        if not self.many:
            self.reports.extend(done.reports)
        if not (self.many or self.as_json):
            from lossquiz.report.terminal.grading import render

            for report in done.reports:
                render(report, self.settings.console())

    def whole(self) -> None:
        """Show what there is so far."""
        if self.as_json or self.many or not self.reports:  # what is kept from before has its row
            self._print()
        else:
            line = f"  Seed {self.batch.seed}, isolation {self.batch.isolation}.{_held(self.reports)}"
            self.settings.console().print(line, style="dim")

    def _print(self) -> None:
        """Print all rows, so many at a time as are read."""
        from lossquiz.report.formats import json, terminal

        batch = self.kept()
        if self.as_json:
            for piece in json.pieces(batch):
                sys.stdout.write(piece)
            typer.echo()
            return
        console = self.settings.console()
        for part in terminal.parts(batch):
            console.print(part)

    def kept(self) -> Batch:
        """Return the batch so far; of what is kept in a folder, all that is on the disk."""
        from lossquiz.report.stored import batch_of

        return batch_of(self.keeper.store.records()) if self.keeper else replace(self.batch, rows=self.rows)


def _held(reports: Collection[GradeReport]) -> str:
    told = [report for report in reports if report.repeats]
    if not told:
        return ""
    broken = [report.reason for report in told if not report.held]
    return f" {broken[0][0].upper()}{broken[0][1:]}." if broken else f" It held under {len(told[0].repeats) + 1} seeds."


def _say_interrupted(rows: int, out: Path | None) -> None:
    kept = f"; go on with --out {as_typed(out)} --resume" if out else "; --out DIR keeps rows, and --resume goes on"
    failures.say(f"interrupted after {counted(rows, 'row')}{kept}")
