"""How long the pages of a class take, and how much memory, for classes of some sizes; all rows are made up.

Each class is made in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

SIZES = (50, 500, 2000)
QUESTIONS = ("huber", "mse")


def make(folder: Path, candidates: int) -> None:
    """Write the results of a class with two answers each, a third of them wrong, all with a curve."""
    from sample_class import NAMED, curve, make_class, row, wrong

    rows = []
    for number in range(candidates):
        name, form = f"s{number:05d}", f"form {number % 60}"
        for question in QUESTIONS:
            shared = {"shape": form, "shape_size": 130, "curve": curve(1 + number % 3)}
            made = row(name, question, **shared) if number % 3 else wrong(name, question, diagnosis=[NAMED], **shared)
            rows.append(made)
    make_class(folder, rows)


def measure(folder: Path) -> str:
    """Make the page of the class, then all pages, and say what each took."""
    from lossquiz.questions.bank import load_bank
    from lossquiz.report.files import write_files
    from lossquiz.report.formats import format_named
    from lossquiz.report.stored import read_batch

    bank = load_bank()
    begun = time.perf_counter()
    batch = replace(read_batch(folder), folder=str(folder), bank=bank)
    size = len(format_named("html").render(batch))
    alone = time.perf_counter() - begun
    begun = time.perf_counter()
    written = write_files(folder / "report", format_named("html").each_file(batch))
    whole = time.perf_counter() - begun
    # What getrusage tells is that of the process that started this one, where that was larger.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(status.partition("VmHWM:")[2].split()[0]) >> 10
    return f"{alone:8.2f} s {size >> 10:7d} KiB {len(written):7d} {whole:8.2f} s {peak:6d} MiB"


def main() -> None:
    """Measure classes of all sizes, or the one whose folder is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        print(measure(options.folder))
        return
    print("candidates  class page     its size   pages       all      peak")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as place:
            make(Path(place), size)
            done = subprocess.run(
                [sys.executable, __file__, "--folder", place], capture_output=True, encoding="utf-8", check=True
            )
            print(f"{size:10d}  {done.stdout.rstrip()}")


if __name__ == "__main__":
    main()
