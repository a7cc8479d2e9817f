"""`lossquiz takehome gradescope`: the zip with which Gradescope grades hand-ins of an assignment."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lossquiz._version import __version__
from lossquiz.errors import InputError
from lossquiz.takehome.assignment import NAME, Assignment

ZIP = "gradescope.zip"
_PACKAGE = Path(__file__).resolve().parents[1]
_PROGRAM, _PLAIN = 0o755, 0o644
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same zip from the same files

SETUP = """\
#!/usr/bin/env bash
# Run once, when Gradescope builds the container: Python, torch without CUDA, and lossquiz.
set -euo pipefail
cd "$(dirname "$0")"
apt-get update
apt-get install -y --no-install-recommends python3 python3-venv
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
  echo "lossquiz needs Python 3.10: choose Ubuntu 22.04 or later as the base image" >&2
  exit 1
fi
python3 -m venv /autograder/lossquiz
/autograder/lossquiz/bin/python -m pip install uv
/autograder/lossquiz/bin/uv pip install --python /autograder/lossquiz/bin/python --torch-backend cpu torch {requirement}
/autograder/lossquiz/bin/python -m lossquiz doctor
"""
RUN = '''\
#!/usr/bin/env python3
"""Run for each hand-in: grades /autograder/submission and writes /autograder/results/results.json, whatever happens."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ.get("AUTOGRADER_ROOT", "/autograder"))
PYTHON = os.environ.get("AUTOGRADER_PYTHON", str(ROOT / "lossquiz" / "bin" / "python"))
SOURCE, RESULTS = ROOT / "source", ROOT / "results" / "results.json"
SECONDS = 570
MESSAGE = "This could not be graded, which is no fault of yours; your instructor sees why."


def main():
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    if RESULTS.exists():
        RESULTS.unlink()
    command = [PYTHON, "-m", "lossquiz.report.autograder"]
    command += [str(SOURCE / "assignment.yaml"), str(ROOT / "submission"), str(RESULTS)]
    command += [str(bank) for bank in sorted(SOURCE.glob("bank-*")) if bank.is_dir()]
    environment = {"LOSSQUIZ_HOME": str(ROOT / "lossquiz-home"), **os.environ}
    try:
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        print(error)
    if not RESULTS.exists():
        failed = {"score": 0.0, "output": MESSAGE, "output_format": "text", "stdout_visibility": "hidden"}
        RESULTS.write_text(json.dumps(failed) + "\\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
'''


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the zip."""

    content: bytes
    mode: int = _PLAIN


def write_zip(path: Path, assignment: Assignment, *, requirement: str = "", banks: Sequence[Path] = ()) -> None:
    """Write the zip of an assignment, whole or not at all.

    Args:
        path: The zip.
        assignment: The assignment.
        requirement: What pip is to install for lossquiz; by default this version: from a wheel in the zip where this is
            a checkout.
        banks: Folders of further banks, which go into the zip.

    Raises:
        InputError: A file cannot be read or written, or no wheel can be built.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        members = _members(assignment, requirement, banks)
    except OSError as error:
        raise InputError(f"{error.filename or path}: cannot be read: {error.strerror or error}") from error
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, member in members.items():
                entry = zipfile.ZipInfo(name, _STAMP)
                entry.external_attr = (0o100000 | member.mode) << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, member.content)
        unfinished.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _members(assignment: Assignment, requirement: str, banks: Sequence[Path]) -> Mapping[str, Member]:
    members: dict[str, Member] = {}
    wanted = requirement
    if not wanted and (root := checkout()) is not None:
        name, content = _wheel(root)
        members[name], wanted = Member(content), f"./{name}"
    setup = SETUP.format(requirement=shlex.quote(wanted or f"lossquiz=={__version__}"))
    members["setup.sh"] = Member(setup.encode(), _PROGRAM)
    members["run_autograder"] = Member(RUN.encode(), _PROGRAM)
    members[NAME] = Member(assignment.path.read_bytes())
    for number, bank in enumerate(banks, 1):
        for place, content in _files(bank):
            members[f"bank-{number:02}/{place}"] = Member(content)
    return members


def checkout() -> Path | None:
    """Return the root of the checkout that this runs from, or None where lossquiz is installed."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "questions").is_dir() else None


def _wheel(root: Path) -> tuple[str, bytes]:
    """Build the wheel of a checkout.

    Raises:
        InputError: It cannot be built.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, str(root)]
        done = subprocess.run(  # noqa: S603 - our own build
            command, capture_output=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, check=False
        )
        built = sorted(Path(folder).glob("*.whl"))
        if done.returncode or not built:
            said = (done.stderr or done.stdout).strip().splitlines()
            why = said[-1] if said else f"exit code {done.returncode}"
            raise InputError(
                f"{root}: no wheel could be built of this checkout: {why}; "
                "pip install build hatchling, or name what to install with --requirement"
            )
        return built[0].name, built[0].read_bytes()


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Go through the files of a bank."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
