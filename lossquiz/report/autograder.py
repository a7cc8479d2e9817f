"""What runs in the container of an autograder: one hand-in is graded, and the results are written, whatever happens.

`python -m lossquiz.report.autograder ASSIGNMENT SUBMISSION RESULTS [BANK...]`, as `run_autograder` of the zip calls it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lossquiz.errors import LossquizError
from lossquiz.report.formats import Batch
from lossquiz.report.formats.gradescope import results_of, summary
from lossquiz.report.standing import NOTHING, standings
from lossquiz.takehome.assignment import Assignment, read_assignment

CANDIDATE = "submission"
_SECONDS = 540  # a minute less than Gradescope waits unless it is told otherwise
_NO_ANSWER = "nothing was handed in that answers a question of this assignment"
_FAILED = "This could not be graded, which is no fault of yours; your instructor sees why."


def main(words: Sequence[str]) -> int:
    """Grade one hand-in, and write results; return 0 where there is a grade, 1 where only the failure is told."""
    assignment, submission, results, *banks = map(Path, words)
    try:
        found, said = graded(assignment, submission, banks)
        code = 0
    except LossquizError as error:
        found, said, code = failed(_FAILED), str(error), 1
    write(results, found)
    print(said)  # noqa: T201 - the autograder's own log, which instructors see
    return code


def graded(path: Path, submission: Path, banks: Sequence[Path] = ()) -> tuple[dict[str, Any], str]:
    """Grade one hand-in.

    Args:
        path: The assignment.
        submission: The folder of the hand-in.
        banks: Folders of further banks.

    Returns:
        The results as Gradescope takes them, and a line for its log.

    Raises:
        LossquizError: It could not be graded.
    """
    from lossquiz.questions.bank import load_bank

    assignment = read_assignment(path, load_bank(banks).tasks)
    (standing,) = standings(batch := _batch(assignment, _grade(assignment, submission, banks)))
    return results_of(standing, batch), summary(standing)


def failed(message: str) -> dict[str, Any]:
    """Return results that tell of a failure, as Gradescope takes them."""
    return {"score": 0.0, "output": message, "output_format": "text", "stdout_visibility": "hidden"}


def write(path: Path, results: dict[str, Any]) -> None:
    """Write results, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.tmp")
    unfinished.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    unfinished.replace(path)


def _grade(assignment: Assignment, submission: Path, banks: Sequence[Path]) -> dict[str, Any]:
    """Have `lossquiz grade` grade a copy of the hand-in, which is the one candidate there."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "hand-ins" / CANDIDATE
        try:
            shutil.copytree(submission, place, symlinks=True)
        except shutil.Error:  # what cannot be copied, such as a pipe, is no answer; the rest is there
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LossquizError(f"{submission}: cannot be read: {error.strerror or error}") from error
        command = [sys.executable, "-m", "lossquiz", "grade", str(place.parent), "--json", "--allow-reduced-isolation"]
        command += ["-q", *assignment.questions] if len(assignment.questions) == 1 else []
        command += [] if assignment.seed is None else ["--seed", str(assignment.seed)]
        command += [word for bank in banks for word in ("--bank", str(bank))]
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                command,
                env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise LossquizError(f"grading did not end in {_SECONDS} s") from None
    if done.returncode not in {0, 1}:
        raise LossquizError(" ".join(done.stderr.split()) or f"grading ended with exit code {done.returncode}")
    whole: dict[str, Any] = json.loads(done.stdout)
    return whole


def _batch(assignment: Assignment, whole: dict[str, Any]) -> Batch:
    """Return the batch of one candidate; other questions than were asked for count for nothing."""
    rows: list[Mapping[str, Any]] = [
        {**row, "candidate": CANDIDATE, "points": None, "max": None}
        for row in whole["submissions"]
        if row["question"] is None or row["question"] in assignment.questions
    ]
    if not rows:
        rows = [{**NOTHING, "question": None, "candidate": CANDIDATE, "path": CANDIDATE, "reason": _NO_ANSWER}]
    run = {
        "questions": list(assignment.questions),
        "points": {name: asdict(worth) for name, worth in assignment.questions.items()},
        "pass_mark": assignment.pass_mark,
        "for_candidate": assignment.for_candidate,
        "title": assignment.title,
    }
    return Batch(rows, whole["seed"], whole["isolation"], run)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
