"""`lossquiz takehome`: a folder to hand to candidates, and the zip with which Gradescope grades them."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from lossquiz.cli import complete
from lossquiz.cli.groups import Group
from lossquiz.cli.paths import PATH, check_place
from lossquiz.cli.settings import examples, finite, settings_of
from lossquiz.errors import InputError, UsageError


class Form(str, Enum):
    """In what candidates answer."""

    PY = "py"
    IPYNB = "ipynb"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        cls=Group,
        help="Make a folder to hand to candidates, or an autograder.",
        no_args_is_help=True,
        epilog=examples(
            "lossquiz takehome new losses -q huber -q bce_with_logits", "lossquiz takehome gradescope losses"
        ),
    )
    group.command(
        "new",
        epilog=examples(
            "lossquiz takehome new losses -q huber -q bce_with_logits",
            'lossquiz takehome new losses -q huber --title "Homework 3" --deadline "2026-12-10 18:00" --pass-mark 0.6',
            "lossquiz takehome new losses -q huber --format ipynb",
        ),
    )(new)
    group.command(
        "gradescope",
        epilog=examples(
            "lossquiz takehome gradescope losses",
            "lossquiz takehome gradescope losses --to autograder.zip --requirement lossquiz==0.1.0",
        ),
    )(gradescope)
    app.add_typer(group, name="takehome")


def new(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", click_type=PATH, help="A folder that is new or empty.", show_default=False)
    ],
    question: Annotated[
        list[str],
        typer.Option(
            "-q",
            "--question",
            metavar="ID",
            help="An implement question to ask; repeatable.",
            autocompletion=complete.implement_questions,
            show_default=False,
        ),
    ],
    title: Annotated[str, typer.Option(help="What the take-home is called.")] = "Take-home: loss functions",
    deadline: Annotated[
        str, typer.Option(metavar="TIME", help="Until when: 2026-12-10, or 2026-12-10 18:00, or with +01:00.")
    ] = "",
    pass_mark: Annotated[
        float | None,
        typer.Option(min=0, max=1, callback=finite, help="The share of all points that is enough, such as 0.6."),
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", help="A module for each question, or one notebook.", case_sensitive=False)
    ] = Form.PY,
    seed: Annotated[
        int | None, typer.Option(min=0, help="The seed of the cases; by default one is drawn and written down.")
    ] = None,
) -> None:
    """Write instructions, starters, sample tests that need no lossquiz, and the assignment to grade by.

    The folder `handout` in it is what candidates get; `assignment.yaml` and `instructor` stay with you.
    """
    from lossquiz.takehome.new import Plan, refuse_used, write_takehome

    refuse_used(folder)
    until = _moment(deadline)
    from lossquiz.questions.find import find_task

    bank = settings_of(ctx).load_bank()
    tasks = list({task.id: task for task in (find_task(bank, word) for word in question)}.values())
    from lossquiz.grading.seeds import fresh_seed

    drawn = fresh_seed() if seed is None else seed
    for name in write_takehome(folder, Plan(title, tasks, form.value, until, pass_mark, drawn)):
        typer.echo(str(folder / name))
    typer.echo(f"Hand out {folder / 'handout'}; edit {folder / 'assignment.yaml'}; the rest stays with you.", err=True)


def gradescope(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", click_type=PATH, help="What `lossquiz takehome new DIR` wrote.", show_default=False
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", click_type=PATH, help="The zip, or a folder for it.  [default: DIR/gradescope.zip]"
        ),
    ] = None,
    requirement: Annotated[
        str,
        typer.Option(metavar="TEXT", help="What pip installs for lossquiz.  [default: this version]"),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Make the autograder that Gradescope takes: a zip to upload.

    In it are the assignment, what installs lossquiz, and what grades a hand-in by the assignment's questions, points
    and seed. Where lossquiz runs from a checkout, its wheel is built and goes into the zip.
    """
    from lossquiz.takehome.assignment import read_assignment
    from lossquiz.takehome.gradescope import ZIP, write_zip

    settings = settings_of(ctx)
    assignment = read_assignment(folder, settings.load_bank().tasks)
    path = to or (folder if folder.is_dir() else folder.parent)
    if to is None or to.is_dir():
        path /= ZIP
    if path.exists() and not force:
        raise InputError(f"{path}: is there already; --force overwrites it, --to writes elsewhere")
    check_place(path)
    write_zip(path, assignment, requirement=requirement, banks=settings.banks)
    typer.echo(str(path))
    typer.echo(
        "Upload it in Gradescope: a programming assignment, Configure Autograder, Ubuntu 22.04 or later.", err=True
    )


def _moment(text: str) -> datetime | None:
    from lossquiz.takehome.moments import MOMENT, parse_moment

    if not text:
        return None
    try:
        return parse_moment(text.strip())
    except (ValueError, OverflowError, OSError):
        raise UsageError(f'--deadline "{text}" is no time; give {MOMENT}') from None
