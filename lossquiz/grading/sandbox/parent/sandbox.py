"""The sandbox as the grader sees it: give it a job, get back a run."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, TypeVar, cast

from lossquiz.errors import IsolationError
from lossquiz.grading.sandbox.both.job import Job
from lossquiz.grading.sandbox.both.outcomes import Crashed, LoadFailure, NotRun, Run
from lossquiz.grading.sandbox.parent.deaths import ChildKilledError, NoProcessError, ZygoteDiedError
from lossquiz.grading.sandbox.parent.levels import Level, ceiling
from lossquiz.grading.sandbox.parent.patience import Patience

# How often a job is begun: a killed child or zygote is no fault of the submission's, but not for ever.
_ATTEMPTS = 3
_KILLED = "killed from outside, or by the system for want of memory"
_CROWDED = (
    "no process could be started: the user, or the container, has as many as are allowed (`ulimit -u`, pids limit)"
)
# How long to wait for a process: a multiple of the time that one submission may take, and some.
_PATIENCE_TIMES, _PATIENCE_SECONDS = 3, 20.0

_T = TypeVar("_T")


class _Source(Protocol):
    """Where children come from: a zygote, or new processes."""

    def level(self) -> Level: ...

    def run(self, job: Job) -> Run: ...

    def close(self) -> None: ...


class Sandbox:
    """Runs submissions, each in a process of its own, under the strongest isolation that this machine gives.

    `run` may be called from several threads. The zygote is started at the first need, and again when it died.

    Args:
        trust: Run submissions even where this machine isolates nothing.
        ahead: In a batch, prepare the next process while one works: for whoever has a processor free for it.
    """

    def __init__(self, *, trust: bool = False, ahead: bool = True) -> None:
        self._trust = trust
        self._ahead = ahead
        self._lock = threading.Lock()
        self._source: _Source | None = None
        self._closed = False

    def __enter__(self) -> Sandbox:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the zygote without waiting for it, so that it loads torch while the caller does other work."""
        with contextlib.suppress(NoProcessError):  # it is tried again when it is needed
            self._current()

    @property
    def level(self) -> Level:
        """The level of isolation that was found to hold; waits for the self-test, not for torch."""
        patience, deaths = Patience(_PATIENCE_SECONDS), 0
        while deaths < _ATTEMPTS:
            try:
                return self._use(lambda source: source.level())
            except ZygoteDiedError:
                deaths += 1
            except NoProcessError:
                if not patience.wait():
                    raise IsolationError(f"the sandbox does not start: {_CROWDED}") from None
        raise IsolationError("the sandbox does not start; run `lossquiz doctor` to see why")

    def run(self, job: Job) -> Run:
        """Run one submission, and return what came of it.

        A job whose child or zygote is killed from outside is begun again, and so, after a pause, is one for which there
        is no process; it gives one result whatever happens.

        Raises:
            IsolationError: if nothing can be isolated here and `trust` was not given, or the sandbox does not start.
        """
        # Whoever has used up all processes is gone when it has used up its own time, twice over: idle and busy.
        patience = Patience(_PATIENCE_TIMES * job.limits.seconds + _PATIENCE_SECONDS)
        killed, deaths = False, 0
        while deaths < _ATTEMPTS:
            try:
                return self._use(lambda source: self._run(source, job))
            except ZygoteDiedError:
                deaths += 1
            except ChildKilledError:
                if killed:
                    break
                killed = True
                deaths += 1
            except NoProcessError:
                if not patience.wait():
                    return _no_run(job, _CROWDED)
        else:
            if not killed:
                raise IsolationError("the sandbox does not start, or is killed each time; run `lossquiz doctor`")
        return _no_run(job, _KILLED)

    def _run(self, source: _Source, job: Job) -> Run:
        self._check(source.level())
        return source.run(job)

    def _use(self, use: Callable[[_Source], _T]) -> _T:
        """Do something with the source of children; let go of one that is found dead."""
        source = self._current()
        try:
            return use(source)
        except ZygoteDiedError:
            self._discard(source)
            raise

    def close(self) -> None:
        """End all processes. A closed sandbox starts no more."""
        with self._lock:
            source, self._source, self._closed = self._source, None, True
        if source is not None:
            source.close()

    def _check(self, level: Level) -> None:
        if level == "none" and not self._trust:
            raise IsolationError(
                "this machine cannot isolate submitted code; if you trust its authors, add --trust-submissions"
                " (`lossquiz doctor` says what is missing)"
            )

    def _current(self) -> _Source:
        with self._lock:
            if self._closed:
                raise RuntimeError("the sandbox is closed")
            if self._source is None:
                self._source = _make_source(ahead=self._ahead)
            return self._source

    def _discard(self, source: _Source) -> None:
        """Let go of a source that died, unless another thread has done so."""
        with self._lock:
            if self._source is source:
                self._source = None
        source.close()


def _make_source(*, ahead: bool) -> _Source:
    highest, mechanism = ceiling()
    if mechanism == "fork" and sys.platform == "linux" and hasattr(os, "fork"):
        from lossquiz.grading.sandbox.parent.zygote_link import ZygoteLink

        return ZygoteLink(highest, ahead=ahead)
    from lossquiz.grading.sandbox.parent.spawned import Workers

    return cast("_Source", Workers())


def _no_run(job: Job, reason: str) -> Run:
    """Return the result of a job that could not be run, for no fault of its own."""
    if not job.calls:
        return Run((), LoadFailure("crash", "", reason))
    return Run((Crashed(reason), *(NotRun() for _ in job.calls[1:])))
