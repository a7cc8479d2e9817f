"""Start-up of the light commands, side by side with what no Typer and Rich program can avoid.

Runs are interleaved, so that a slow moment of the machine hits all alike; only the ratios count. `--load N` keeps N
busy loops beside them, as on a machine that others use too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

from busy import load

ROUNDS = 15
PYTHON = (sys.executable, "-c")
LOSSQUIZ = (sys.executable, "-m", "lossquiz")
TAB = ("env", "_LOSSQUIZ_COMPLETE=complete_bash", "COMP_CWORD=2")  # what a shell sets when somebody presses Tab
FLOOR, TORCH = 'python -c "import typer, rich.console"', 'python -c "import torch"'
LIGHT = (
    "--version",
    "--help",
    "list",
    "list --json",
    "recommend --task regression --outliers",
    "recommend --help",
    "show huber",
    "stats",
    "hint huber",
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": (*PYTHON, "pass"),
    FLOOR: (*PYTHON, "import typer, rich.console"),
    **{f"lossquiz {words}": (*LOSSQUIZ, *words.split()) for words in LIGHT},
    "completion of: lossquiz hint hub": (*TAB, "COMP_WORDS=lossquiz hint hub", *LOSSQUIZ),
    "completion of: lossquiz practice hub": (*TAB, "COMP_WORDS=lossquiz practice hub", *LOSSQUIZ),
    TORCH: (*PYTHON, "import torch"),
    "lossquiz grade, a right answer": (*LOSSQUIZ, "grade", "solutions/regression/huber.py"),
    "lossquiz grade, a wrong answer": (
        *LOSSQUIZ,
        "grade",
        "-q",
        "huber",
        "tests/submissions/huber/wrong_delta_fixed.py",
    ),
}


def once(command: tuple[str, ...]) -> float:
    """Run a command and return its seconds."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def medians(rounds: int) -> dict[str, float]:
    """Return the median seconds of each command over interleaved runs; one before them fills the caches."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        once(command)
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            times[name].append(once(command))
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Print the medians and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each command (%(default)s)")
    parser.add_argument("--load", type=int, default=0, metavar="N", help="busy loops beside them (%(default)s)")
    said = parser.parse_args()
    # A data folder of its own: `hint` is recorded, and a long log would slow `list` and `stats`.
    with tempfile.TemporaryDirectory() as home, load(said.load):
        os.environ["LOSSQUIZ_HOME"] = home
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # with it every run would compile what it imports
        found = medians(said.rounds)
    print(f"{'':52} {'ms':>7} {'× floor':>8} {'× torch':>8}")
    for name, seconds in found.items():
        print(f"{name:52} {1000 * seconds:7.0f} {seconds / found[FLOOR]:8.2f} {seconds / found[TORCH]:8.2f}")


if __name__ == "__main__":
    main()
