"""Start-up of the light commands, side by side with what no Typer and Rich program can avoid.

Runs are interleaved, so that a slow moment of the machine hits all alike; only the ratios count.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 15
FLOOR = "import typer, rich.console"
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    f'python -c "{FLOOR}"': [sys.executable, "-c", FLOOR],
    "lossquiz --version": [sys.executable, "-m", "lossquiz", "--version"],
    "lossquiz --help": [sys.executable, "-m", "lossquiz", "--help"],
    "lossquiz list": [sys.executable, "-m", "lossquiz", "list"],
    "lossquiz recommend --task regression --outliers": [
        *(sys.executable, "-m", "lossquiz", "recommend", "--task", "regression", "--outliers")
    ],
    "python -c 'import torch'": [sys.executable, "-c", "import torch"],
    "lossquiz grade huber.py": [sys.executable, "-m", "lossquiz", "grade", "solutions/regression/huber.py"],
}


def once(command: list[str]) -> float:
    """Run a command and return its seconds."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and the ratios."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        once(command)
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            times[name].append(once(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    floor, torch = medians[f'python -c "{FLOOR}"'], medians["python -c 'import torch'"]
    print(f"{'':52} {'ms':>7} {'× floor':>8} {'× torch':>8}")
    for name, seconds in medians.items():
        print(f"{name:52} {1000 * seconds:7.0f} {seconds / floor:8.2f} {seconds / torch:8.2f}")


if __name__ == "__main__":
    main()
