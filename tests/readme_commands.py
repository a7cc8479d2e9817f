"""Run the README's commands and hold what it shows against what they print.

In a ```console block a line that starts with `$ ` is a command; the lines below it, up to the next command, must occur
in what it prints, in that order. A line with `…` is where things differ from run to run. `# exits 1` after a
command says that it ends with that code; a here-document goes up to `END`.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md",)
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
SKIPPED = ("make ", "pip ", "pipx ", "git ")  # what sets the project up is run by the Makefile itself


def commands(page: str) -> list[tuple[str, int, list[str]]]:
    """Return the commands of a page, with the exit code and the lines that they should give."""
    found: list[tuple[str, int, list[str]]] = []
    for block in BLOCK.findall(page):
        lines = iter(block.splitlines())
        for line in lines:
            if line.startswith("$ "):
                command, _, code = line[2:].partition("  # exits ")
                if command.endswith("<<'END'"):
                    command = "\n".join([command, *itertools.takewhile(lambda text: text != "END", lines), "END"])
                found.append((command, int(code or 0), []))
            elif line.strip() and found:
                found[-1][2].append(line)
    return [item for item in found if not item[0].startswith(SKIPPED)]


def run(command: str, folder: Path, home: Path) -> tuple[int, str]:
    """Run a command in a shell, with this environment's programs first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "LOSSQUIZ_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S602 - the README's own commands
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def missing(wanted: list[str], printed: str) -> str:
    """Return the first line that was not printed in its place, or nothing."""
    lines = iter(" ".join(line.split()) for line in printed.splitlines())
    for line in wanted:
        plain = " ".join(line.split())
        if "…" not in plain and not any(plain == other for other in lines):
            return line
    return ""


def main() -> int:
    """Run every command of every page; return 1 when one did not do what the page says."""
    faults = 0
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        for name in ("solutions", "examples"):
            (Path(folder) / name).symlink_to(ROOT / name)
        for name in PAGES:
            for command, code, wanted in commands((ROOT / name).read_text(encoding="utf-8")):
                got, printed = run(command, Path(folder), Path(home))
                line = missing(wanted, printed)
                bad = got != code or line
                faults += bool(bad)
                print(f"{'FAIL' if bad else 'ok  '} {command}")
                if bad:
                    print(f"  exit {got}, expected {code}" if got != code else f"  not printed: {line}")
                    print("  " + "\n  ".join(printed.splitlines()))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
