"""The parent's hold on a zygote: start it, have it fork children, notice when it is gone."""

from __future__ import annotations

import array
import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import Any

from lossquiz.errors import IsolationError
from lossquiz.grading.sandbox.both import orders
from lossquiz.grading.sandbox.both.job import Call, Job
from lossquiz.grading.sandbox.both.outcomes import Raised, Run
from lossquiz.grading.sandbox.parent import launch
from lossquiz.grading.sandbox.parent.activity import outer_pid
from lossquiz.grading.sandbox.parent.deaths import Ending, NoProcessError, ZygoteDiedError
from lossquiz.grading.sandbox.parent.forked import ForkedChild
from lossquiz.grading.sandbox.parent.levels import Level

# What packs and watches needs NumPy, and is imported where it is used: the zygote is to be started before that.

# Words that mostly mean a part of torch that loads much more on first use, and writes files while it does so.
_MORE_OF_TORCH = re.compile(
    rb"torch\.func\b|import\s+func\b|func\s+import|functorch|jacrev|jacfwd|hessian|\bvjp\b|grad_and_value|linearize"
    rb"|checkpoint|\boptim\b|torch\.compile|_dynamo|_inductor|torch\.cond\b|deterministic_algorithms|flop_counter"
)
# What Python says when such a part was reached without one of these words.
_NO_TEMPORARY_FILES = "No usable temporary directory"
_START_SECONDS = 120.0
_ANSWER_SECONDS = 60.0
_CACHED_CALLS = 8


@dataclass(frozen=True, slots=True)
class _Task:
    """What a child is forked for, packed: the same for all submissions of a batch to one question."""

    flags: int
    plan: bytes
    calls: bytes


@dataclass(slots=True)
class _Asked:
    """A child that the zygote was asked to fork, and its process id once that is known."""

    task: _Task
    channel: socket.socket
    output: int
    pid: int = 0

    def close(self) -> None:
        self.channel.close()
        os.close(self.output)


class ZygoteLink:
    """One zygote process. `spawn` and `end` may be called from several threads.

    Args:
        ceiling: The highest level of isolation to try.
        ahead: In a batch, fork and lock the next child while the one before it works, on a processor that is free for
            it: it then waits for its source.

    Raises:
        NoProcessError: if the system gives no process.
    """

    def __init__(self, ceiling: Level, *, ahead: bool = True) -> None:
        self._forks_ahead = ahead
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            told = launch.zygote_settings(theirs.fileno(), ceiling)
            try:
                self.process = subprocess.Popen(  # noqa: S603 - this Python, our own file
                    [sys.executable, "-I", "-X", "utf8", launch.BOOTSTRAP, json.dumps(told)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    env=launch.environment(),
                    cwd="/",
                    start_new_session=True,
                )
            except BlockingIOError as error:
                ours.close()
                raise NoProcessError from error
        self._control = ours
        self._lock = threading.Lock()
        self._hello: dict[str, Any] = {}
        self._ready = False
        self._packed: OrderedDict[int, tuple[tuple[Call, ...], bytes, bytes]] = OrderedDict()
        self._told: _Task | None = None  # the task that the zygote knows
        self._last: _Task | None = None  # the task of the last child
        self._ahead: _Asked | None = None

    def hello(self) -> dict[str, Any]:
        """Return what the zygote's self-test found; comes long before torch is loaded."""
        with self._lock:
            return self._wait_hello()

    def level(self) -> Level:
        """Return the level that the self-test found to hold."""
        found: Level = self.hello()["level"]
        return found

    def wait_ready(self) -> None:
        """Wait until torch is loaded."""
        with self._lock:
            self._wait_ready()

    def _wait_hello(self) -> dict[str, Any]:
        if not self._hello:
            _, payload = self._answer(_START_SECONDS)
            self._hello = json.loads(payload)
        return self._hello

    def _wait_ready(self) -> None:
        self._wait_hello()
        if not self._ready:
            kind, payload = self._answer(_START_SECONDS)
            if kind == orders.BROKEN:
                said = payload.decode("utf-8", "replace")
                raise IsolationError(f"the sandbox cannot load torch: {said}; run `lossquiz doctor`")
            self._ready = True

    def run(self, job: Job) -> Run:
        """Run one submission in a child.

        Raises:
            ZygoteDiedError: if the zygote is gone.
            ChildKilledError: if somebody else killed the child.
            NoProcessError: if the system gives no process for the child.
        """
        from lossquiz.grading.sandbox.parent.supervise import Supervisor

        texts = (job.source, *(text for _, text in job.companions))
        more = any(_MORE_OF_TORCH.search(text) for text in texts)
        run = Supervisor(self.spawn(job, more=more), job).watch()
        if not more and _lacked_files(run):
            run = Supervisor(self.spawn(job, more=True), job).watch()
        return run

    def spawn(self, job: Job, *, more: bool = False) -> ForkedChild:
        """Have a child forked for `job`, and give it the source.

        Args:
            job: The job.
            more: Whether the zygote must hold the parts of torch that are loaded only on first use.

        Raises:
            ZygoteDiedError: if the zygote is gone.
            NoProcessError: if the system gives no process for the child.
        """
        from lossquiz.grading.sandbox.both import wire, wire_jobs

        plan = wire_jobs.encode_plan(job.entry, job.forbidden, job.limits, job.source_format)
        source = wire.frame(wire.SOURCE, wire_jobs.encode_source(job.filename, job.source, job.place, job.companions))
        with self._lock:
            self._wait_ready()
            task = _Task(orders.NEEDS_MORE_OF_TORCH if more else 0, plan, self._packed_calls(job.calls)[1])
            asked = self._take_ahead(task) or self._started(self._ask(task))
            batch, self._last = task == self._last, task
            inputs = self._packed_calls(job.calls)[2]
        # Not sooner: beside a process that is forked and locked each word between the two would wait a millisecond.
        then = partial(self._fork_ahead, task) if batch and self._forks_ahead else _nothing
        child = ForkedChild(self, asked.pid, asked.channel, asked.output, inputs, then)
        with contextlib.suppress(OSError):  # a child that is gone already says so when it is watched
            asked.channel.settimeout(_ANSWER_SECONDS)
            asked.channel.sendall(source)
        asked.channel.setblocking(True)
        return child

    def _ask(self, task: _Task, again: int = orders.AGAIN) -> _Asked:
        """Order a child, without waiting for it; `again` is the order for a task that the zygote knows."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        output, printed = os.pipe()
        known, self._told = task == self._told, task
        payload = b"" if known else orders.TASK_HEADER.pack(task.flags, len(task.plan)) + task.plan + task.calls
        asked = _Asked(task, ours, output)
        try:
            self._order(again if known else orders.RUN, payload, [theirs.fileno(), printed])
        except BaseException:
            asked.close()
            raise
        finally:
            theirs.close()
            os.close(printed)
        return asked

    def _started(self, asked: _Asked) -> _Asked:
        """Wait until a child that was ordered is there."""
        try:
            asked.pid = orders.PROCESS.unpack(self._expect(orders.STARTED))[0]
            if asked.pid == orders.NOBODY:
                raise NoProcessError  # noqa: TRY301 - what was opened for it is closed below
        except BaseException:
            asked.close()
            raise
        return asked

    def _fork_ahead(self, task: _Task) -> None:
        """Order the next child while this one works; nothing is lost where that fails."""
        with self._lock, contextlib.suppress(ZygoteDiedError):
            if self._ahead is None:
                self._ahead = self._ask(task, orders.AHEAD)

    def _meet_ahead(self) -> None:
        """Hear of the child that was ordered ahead, before any other answer is waited for."""
        if self._ahead is not None and not self._ahead.pid:
            ahead, self._ahead = self._ahead, None
            with contextlib.suppress(NoProcessError):  # another is asked for when it is needed
                self._ahead = self._started(ahead)

    def _take_ahead(self, task: _Task) -> _Asked | None:
        """Return the child that was forked ahead, if it is for this task; else let it go."""
        self._meet_ahead()
        ahead, self._ahead = self._ahead, None
        if ahead is None or ahead.task == task:
            return ahead
        self._order(orders.FORGET, orders.PROCESS.pack(ahead.pid), [])
        ahead.close()
        return None

    def _packed_calls(self, calls: tuple[Call, ...]) -> tuple[tuple[Call, ...], bytes, bytes]:
        """Return `calls`, and packed without their numbers and those; the same serve all submissions to a question."""
        if id(calls) not in self._packed:
            from lossquiz.grading.sandbox.both import wire_jobs

            self._packed[id(calls)] = (calls, wire_jobs.encode_calls(calls), wire_jobs.encode_inputs(calls))
            if len(self._packed) > _CACHED_CALLS:
                self._packed.popitem(last=False)
        return self._packed[id(calls)]

    def outer_pid(self, pid: int) -> int | None:
        """Return what this process calls a child: in namespaces of its own the zygote counts from 1."""
        return outer_pid(self.process.pid, pid) if self.hello()["namespaces"] else pid

    def end(self, pid: int, *, report: bool) -> Ending | None:
        """Kill a child and its group; return how one had ended that is dead already, if a report is asked for.

        Raises:
            ZygoteDiedError: if the zygote is gone and a report was asked for; its children died with it.
        """
        order = orders.PROCESS.pack(pid)
        with self._lock:
            if not report:
                with contextlib.suppress(ZygoteDiedError):
                    self._order(orders.FORGET, order, [])
                return None
            self._meet_ahead()
            self._order(orders.END, order, [])
            answer = self._expect(orders.ENDED)
        code, by_itself, processor = orders.ENDING.unpack(answer)
        return Ending(code, processor) if by_itself else None

    def wake(self, pid: int) -> None:
        """Tell a child that it has waited long enough; one that is gone needs no telling."""
        with self._lock, contextlib.suppress(ZygoteDiedError):
            self._order(orders.WAKE, orders.PROCESS.pack(pid), [])

    def close(self) -> None:
        """End the zygote; the kernel ends its children with it."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.close()
        self._control.close()
        self.process.kill()
        self.process.wait()

    # --- messages ---------------------------------------------------------------------------------------------------

    def _order(self, kind: int, payload: bytes, descriptors: list[int]) -> None:
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
        data = orders.HEADER.pack(kind, len(payload)) + payload
        try:
            self._control.settimeout(_ANSWER_SECONDS)
            sent = self._control.sendmsg([data[: orders.HEADER.size]], ancillary)
            self._control.sendall(data[sent:])
        except OSError as error:
            raise ZygoteDiedError from error

    def _expect(self, kind: int) -> bytes:
        found, payload = self._answer(_ANSWER_SECONDS)
        if found != kind:
            raise ZygoteDiedError
        return payload

    def _answer(self, seconds: float) -> tuple[int, bytes]:
        deadline = time.monotonic() + seconds
        kind, length = orders.HEADER.unpack(self._exactly(orders.HEADER.size, deadline))
        return kind, self._exactly(length, deadline)

    def _exactly(self, size: int, deadline: float) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            try:
                self._control.settimeout(max(0.001, deadline - time.monotonic()))
                piece = self._control.recv(size - len(parts))
            except OSError as error:
                raise ZygoteDiedError from error
            if not piece:
                raise ZygoteDiedError
            parts += piece
        return bytes(parts)


def _nothing() -> None:
    """Do nothing."""


def _lacked_files(run: Run) -> bool:
    """Tell whether torch wanted a temporary file, as some parts of it do on first use."""
    said = [outcome.message for outcome in run.outcomes if isinstance(outcome, Raised)]
    return any(_NO_TEMPORARY_FILES in text for text in (*said, run.failure.message if run.failure else ""))
