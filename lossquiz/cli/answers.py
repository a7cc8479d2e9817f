"""Where answers go, for every command that writes or reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lossquiz.cli.paths import PATH

Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        "--dir",
        metavar="DIR",
        click_type=PATH,
        help="The folder of answers, in place of the one in the data folder.",
        show_default=False,
    ),
]
