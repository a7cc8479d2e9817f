"""Options that several commands share: which questions are meant."""

from __future__ import annotations

from typing import Annotated

import click
import typer

from lossquiz.cli import complete
from lossquiz.questions.kinds import KINDS
from lossquiz.questions.question import DIFFICULTIES

Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", click_type=click.Choice(KINDS, case_sensitive=False), help="Only this kind; repeatable."),
]
Families = Annotated[
    list[str] | None,
    typer.Option("--family", metavar="F", help="Only this family; repeatable.", autocompletion=complete.families),
]
Losses = Annotated[
    list[str] | None,
    typer.Option("--loss", metavar="L", help="Only about this loss; repeatable.", autocompletion=complete.losses),
]
Difficulties = Annotated[
    list[str] | None,
    typer.Option(
        "--difficulty",
        click_type=click.Choice(DIFFICULTIES, case_sensitive=False),
        help="Only this difficulty; repeatable.",
    ),
]
