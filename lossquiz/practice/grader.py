"""Grading in a process beside the session: torch loads there while the candidate reads and types.

So the session answers at once whatever is loaded or graded, and can be left at any moment: nothing of ours is waited
for. What is asked and answered travels as pickles through a pair of pipes, between two processes of the same user that
trust each other; submitted code runs beyond the sandbox of the second one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast, final

from lossquiz.errors import InputError, LossquizError

if TYPE_CHECKING:
    from lossquiz.grading.grade import Grader
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.question import Sought

_SERVE = "import sys; sys.path[:] = {path!r}; from lossquiz.practice.grader import serve; serve()"
_ENDED = "the process that grades has ended, perhaps for want of memory; the next file gets a new one"


class GraderFailedError(Exception):
    """A bug of ours in the process that grades; the message is its traceback."""


@final
class GradingProcess:
    """This process's hold on the one that grades; it is started at the first need, and again when it has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def prepare(self, task: ImplementTask | None = None) -> None:
        """Let it load what it needs, and work out the cases of a question, without waiting for it."""
        with self._lock, contextlib.suppress(OSError):
            self._send("prepare", task)

    def grade(self, path: Path, task: ImplementTask, content: bytes | None = None) -> GradeReport:
        """Grade a file; of one that changes as it is looked at, what was in it may be given.

        Raises:
            IsolationError: This machine cannot isolate it.
            InputError: The process has ended.
        """
        return cast("GradeReport", self._ask("grade", (path, task, content)))

    def misconception_values(self, task: ImplementTask, sought: Sought) -> Mapping[str, float]:
        """Return what each known mistake gives in place of a number.

        Raises:
            InputError: The process has ended.
        """
        return cast("Mapping[str, float]", self._ask("misconception_values", (task, sought)))

    def reference_value(self, task: ImplementTask, sought: Sought) -> float:
        """Return the number that the reference gives.

        Raises:
            BankError: The reference cannot be loaded, or does not take the values.
            InputError: The process has ended.
        """
        return cast("float", self._ask("reference_value", (task, sought)))

    def close(self) -> None:
        """End it, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    cast("IO[bytes]", stream).close()
            process.wait()

    def _ask(self, what: str, given: Any) -> Any:
        with self._lock:
            try:
                number = self._send(what, given)
                answered, answer = None, None
                while answered != number:
                    answered, answer = pickle.load(self._stream("stdout"))  # noqa: S301 - from a process of our own
            except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:  # ValueError: closed meanwhile
                self.close()
                raise InputError(_ENDED) from error
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _send(self, what: str, given: Any) -> int:
        self._asked += 1
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _start()
        stream = self._stream("stdin")
        pickle.dump((self._asked, what, given), stream)
        stream.flush()
        return self._asked

    def _stream(self, name: str) -> IO[bytes]:
        if self._process is None:
            raise EOFError
        return cast("IO[bytes]", getattr(self._process, name))


def _start() -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C and Ctrl-Z belong to the process that shows things.
    return subprocess.Popen(  # noqa: S603 - this Python, our own code
        [sys.executable, "-c", _SERVE.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def serve() -> None:
    """Be the process that grades, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing else may write between the answers
        with _Room() as room, contextlib.suppress(EOFError, OSError):
            while True:
                number, what, given = pickle.load(asked)  # noqa: S301 - from the process that started this one
                answer = room.do(what, given)
                if what != "prepare":
                    pickle.dump((number, answer), answers)
                    answers.flush()


class _Room:
    """What the process holds: one sandbox, and one grader with the cases of each question that was asked for."""

    def __enter__(self) -> _Room:  # noqa: PYI034 - Self needs Python 3.11
        from lossquiz.grading.sandbox.parent import Sandbox

        self._sandbox: Sandbox = Sandbox()
        self._sandbox.start()  # it loads torch while this process loads its own
        self._grader: Grader | None = None
        return self

    def __exit__(self, *_: object) -> None:
        self._sandbox.close()

    def do(self, what: str, given: Any) -> Any:
        """Do what is asked for; an exception is an answer too."""
        try:
            if what == "prepare":
                return self._prepare(given)
            if what == "grade":
                return self._grade(*given)
            from lossquiz.grading import compute_numbers

            if what == "reference_value":
                return compute_numbers.reference_value(*given)
            return dict(compute_numbers.misconception_values(*given))
        except LossquizError as error:
            return error
        except Exception:  # noqa: BLE001 - a bug of ours: the other process tells of it, with this traceback
            return GraderFailedError(traceback.format_exc())

    def _prepare(self, task: ImplementTask | None) -> None:
        from lossquiz.grading.intake.hand_in import Submission

        grader = self._ready()
        if task is not None:
            # A wrong answer of our own goes through all of it, so that the candidate's first does not wait for what is
            # loaded or worked out only once: the cases, a child of the zygote, the diagnosis.
            wrong = task.misconceptions[0].code.encode()
            grader.grade(Submission(f"{task.id}.py", wrong, "python"), task)

    def _grade(self, path: Path, task: ImplementTask, content: bytes | None) -> GradeReport:
        from lossquiz.grading.grade import grade_file

        return grade_file(path, task, self._ready(), content)

    def _ready(self) -> Grader:
        if self._grader is None:
            import torch

            from lossquiz.grading.grade import Grader
            from lossquiz.grading.seeds import fresh_seed

            torch.set_num_threads(1)
            self._grader = Grader(self._sandbox, fresh_seed())
        return self._grader
