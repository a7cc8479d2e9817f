"""Grade many submissions with an attacker in every tenth, and see whether anything is left or grows.

    python benchmarks/load.py                 # 1,000 submissions, as the figures in docs/attacks.md
    python benchmarks/load.py --count 100 --jobs 4

Runs the real command on a folder of its own, and looks at it from outside: rows written, resident memory and open
descriptors of the command and of the zygote, then what is left of processes and files. Needs Linux's /proc.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO / "tests" / "attacks"))

from attack_batch import RIGHT, WRONG, Place, make_place  # noqa: E402 - found by the line above
from attack_files import ATTACKS, Attack  # noqa: E402 - the same
from canaries import Canaries, processes_in  # noqa: E402 - the same

SHARE = 10
STRIDE = 7  # so that a short run meets every group of attacks
MARKS = (0.1, 0.5, 1.0)
LOOK_SECONDS = 0.05
SETTLED_ROWS = 20


@dataclass(frozen=True)
class Sample:
    """The command and its zygote at one moment: rows written, MiB resident, descriptors open."""

    rows: int
    seconds: float
    parent_mib: float
    parent_descriptors: int
    zygote_mib: float
    zygote_descriptors: int


@dataclass
class Load:
    """What one run showed."""

    count: int
    verdicts: dict[str, int]
    honest_right: bool
    seconds: float
    samples: list[Sample] = field(default_factory=list)
    processes_left: list[int] = field(default_factory=list)
    files_left: list[str] = field(default_factory=list)
    canaries_touched: list[str] = field(default_factory=list)


def fill(place: Place, count: int, attacks: tuple[Attack, ...], canaries: Canaries) -> None:
    """Write `count` submissions: nine honest ones, right and wrong, then an attack."""
    words = {**canaries.words(), "FOLDER": str(place.answers), "HOME": str(place.home), "REPO": str(REPO)}
    for number in range(count):
        turn, last = divmod(number, SHARE)
        if last == SHARE - 1:
            attack = attacks[turn * STRIDE % len(attacks)]
            source, question = attack.source, attack.question
            for word, value in words.items():
                source = source.replace(f"@{word}@".encode(), value.encode())
            name = "attack"
        else:
            source = (RIGHT if number % 2 else WRONG).format(mark=canaries.answer).encode()
            name, question = "right" if number % 2 else "wrong", "huber"
        folder = place.answers / f"{number:04d}-{name}"
        folder.mkdir()
        (folder / f"{question}.py").write_bytes(source)


def descendants(pid: int) -> Iterator[int]:
    """Go through the processes below `pid`."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    below = {pid}
    while more := {child for child, parent in parents.items() if parent in below} - below:
        below |= more
    yield from sorted(below - {pid})


def resident(pid: int) -> float:
    """Return the resident memory of a process in MiB, or 0 when it is gone or there is none."""
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20
    return 0.0


def descriptors(pid: int) -> int:
    """Return how many descriptors a process has open, or 0 when it is gone."""
    with contextlib.suppress(OSError):
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    return 0


def find_zygote(pid: int) -> int:
    """Return the process below the command that holds torch: the first of the large ones."""
    large = [below for below in descendants(pid) if resident(below) > 50]  # MiB; torch takes more
    return large[0] if large else 0


def look(pid: int, zygote: int, rows: int, started: float) -> Sample:
    """Measure once."""
    return Sample(
        rows, time.monotonic() - started, resident(pid), descriptors(pid), resident(zygote), descriptors(zygote)
    )


def run(count: int, jobs: int, seconds: float) -> Load:
    """Grade `count` submissions and watch."""
    attacks = tuple(attack for attack in ATTACKS if attack.runs_at("full"))
    with tempfile.TemporaryDirectory() as root, Canaries(_folder(root, "canaries")) as canaries:
        place = make_place(Path(root))
        scratch, out = _folder(root, "scratch"), Path(root) / "out"
        fill(place, count, attacks, canaries)
        started = time.monotonic()
        samples = _watch(_start(place, scratch, out, jobs, seconds), out / "results.jsonl", count, started)
        whole = time.monotonic() - started
        rows = [json.loads(line) for line in (out / "results.jsonl").read_text().splitlines()]
        left = [str(path) for path in (*scratch.rglob("*"), *canaries.litter(place.work), *place.work.iterdir())]
        honest = {"right": "passed", "wrong": "failed"}
        touched = [*canaries.visitors(), *([] if canaries.file_untouched() else ["file"])]
        return Load(
            len(rows),
            dict(Counter(row["verdict"] for row in rows)),
            all(honest.get(_kind(row["path"]), row["verdict"]) == row["verdict"] for row in rows),
            whole,
            samples,
            processes_in(place.work),
            left,
            [*touched, *([] if canaries.sibling.unharmed() else ["sibling"])],
        )


def _folder(root: str, name: str) -> Path:
    folder = Path(root) / name
    folder.mkdir()
    return folder


def _kind(path: str) -> str:
    return Path(path).parts[0].partition("-")[2]


def _start(place: Place, scratch: Path, out: Path, jobs: int, seconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "lossquiz", "grade", str(place.answers), "--json", "--out", str(out)]
    options = ["--seed", "11", "--jobs", str(jobs), "--seconds", str(seconds), "--allow-reduced-isolation"]
    variables = {**os.environ, "PYTHONPATH": str(REPO), "TMPDIR": str(scratch), "LOSSQUIZ_HOME": str(place.home)}
    return subprocess.Popen(
        [*command, *options], cwd=place.work, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _watch(process: subprocess.Popen[bytes], results: Path, count: int, started: float) -> list[Sample]:
    """Measure when the first rows are there, and each time a mark is passed; wait for the end."""
    marks = [min(SETTLED_ROWS, count // 3), *(int(count * mark) for mark in MARKS)]
    samples: list[Sample] = []
    last: Sample | None = None
    zygote = 0
    while process.poll() is None:
        time.sleep(LOOK_SECONDS)
        rows = results.read_bytes().count(b"\n") if results.exists() else 0
        if not resident(zygote):  # none was there yet, or it was another large process, which has ended
            zygote = find_zygote(process.pid)
        sample = look(process.pid, zygote, rows, started)
        if sample.parent_mib and sample.zygote_mib:
            last = sample
        while marks and rows >= marks[0] and sample.zygote_mib:
            samples.append(sample)
            marks.pop(0)
    return [*samples, last] if marks and last else samples


def show(load: Load) -> None:
    """Print the figures."""
    print(f"{load.count} submissions in {load.seconds:.1f} s, {1000 * load.seconds / max(1, load.count):.0f} ms each")
    print("verdicts: " + ", ".join(f"{name} {number}" for name, number in sorted(load.verdicts.items())))
    print(f"honest answers graded as they should be: {'yes' if load.honest_right else 'NO'}\n")
    print(f"{'rows':>6} {'seconds':>8} {'parent MiB':>11} {'fds':>4} {'zygote MiB':>11} {'fds':>4}")
    for s in load.samples:
        print(
            f"{s.rows:>6} {s.seconds:>8.1f} {s.parent_mib:>11.1f} {s.parent_descriptors:>4}"
            f" {s.zygote_mib:>11.1f} {s.zygote_descriptors:>4}"
        )
    print(f"\nprocesses left: {load.processes_left or 'none'}")
    print(f"files left: {load.files_left or 'none'}")
    print(f"canaries touched: {load.canaries_touched or 'none'}")


def main() -> int:
    """Run, print, and say by the exit code whether everything was graded and nothing was left."""
    parser = argparse.ArgumentParser(description="Grade many submissions with an attacker in every tenth.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=3.0)
    chosen = parser.parse_args()
    load = run(chosen.count, chosen.jobs, chosen.seconds)
    show(load)
    clean = not (load.processes_left or load.files_left or load.canaries_touched)
    return 0 if clean and load.honest_right and load.count == chosen.count else 1


if __name__ == "__main__":
    sys.exit(main())
