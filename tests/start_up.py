"""What a command loads, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Call(NamedTuple):
    """What a command printed, and which of the modules that were asked after it had loaded at its end."""

    stdout: str
    loaded: str


def call_twice(words: Sequence[str], modules: Sequence[str], home: Path) -> tuple[Call, Call]:
    """Call a command twice in one data folder: the second time it finds what the first has kept."""
    code = (
        "import sys\n"
        "from lossquiz.cli.app import app\n"
        f"try:\n    app({list(words)!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {tuple(modules)!r} if name in sys.modules], file=sys.stderr)\n"
    )

    def call() -> Call:
        environment = {"LOSSQUIZ_HOME": str(home), "PATH": ""}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        return Call(done.stdout, done.stderr.strip().splitlines()[-1])

    return call(), call()
