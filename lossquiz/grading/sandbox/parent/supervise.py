"""Watch one child from outside: read its frames, keep its time, believe nothing but raw numbers."""

from __future__ import annotations

import signal
import time
from typing import Literal, Protocol

from lossquiz.grading.sandbox.both import wire, wire_outcomes
from lossquiz.grading.sandbox.both.job import Job
from lossquiz.grading.sandbox.both.outcomes import (
    Crashed,
    ForbiddenUse,
    LoadFailure,
    NotRun,
    Outcome,
    Remark,
    Run,
    TimedOut,
)
from lossquiz.grading.sandbox.parent.activity import MOST_THREADS, Activity, own_delay
from lossquiz.grading.sandbox.parent.deaths import ChildKilledError, Ending

Stream = Literal["channel", "output"]
_SIGKILL = 9  # Windows has no name for it
_DRAIN_SECONDS = 2.0
# Where the system does not tell what a child does, it may be that it waits for a processor: the clock is a far limit.
_FAR_TIMES, _FARTHEST_TIMES, _FAR_MORE_SECONDS = 10, 100, 10.0
# How much later than due the kernel's own timer may end a child; and how soon, at the most, to look again at one.
_TIMER_SECONDS = 1.0
_LOOKS, _SOONEST_SECONDS = 20, 0.02
_LOOK_SECONDS = 0.25  # most are done before they are looked at
_BESIDE = 0.5  # of the time for one that does nothing: as much as what stands beside the answer may work
_NEARLY = 0.99  # of its processor time: killed then, it was the timer
_MOST_USES = 1_000
_MOST_FAILURE_BYTES = 64 << 10
_MOST_MEMBERS, _MOST_MEMBER_BYTES = 5_000, 96 << 20


class Child(Protocol):
    """A process that runs one submission, however it was made."""

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """Return what arrived within `seconds`; empty bytes mean that a stream ended."""

    def rest(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """Return what else arrived from a child that has said that it is done; waits at most `seconds` for it."""

    def loaded(self) -> None:
        """Let the submission have its inputs."""

    def activity(self) -> Activity | None:
        """Return what it has done with its time since it had its job, or None where the system does not tell."""

    def wake(self) -> None:
        """Tell it that it has waited long enough: what stands after the answer is stopped, if it is there yet."""

    def end(self, *, report: bool) -> Ending | None:
        """Kill the process and all it started.

        Returns:
            When a report is asked for, how a process ended that is dead already, or None.
        """


class Frames:
    """Cuts the bytes of the channel into frames of a bounded size."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> None:
        """Add bytes."""
        self._buffer += data

    def next(self, most: int) -> tuple[int, bytes] | None:
        """Return the next whole frame, or None when more bytes are needed.

        Raises:
            wire.WireError: if the frame claims more than `most` bytes.
        """
        if len(self._buffer) < wire.HEADER.size:
            return None
        kind, length = wire.HEADER.unpack_from(self._buffer)
        if length > most:
            raise wire.WireError(f"a frame of {length} bytes is more than {most}")
        end = wire.HEADER.size + length
        if len(self._buffer) < end:
            return None
        payload = bytes(self._buffer[wire.HEADER.size : end])
        del self._buffer[:end]
        return kind, payload


class Supervisor:
    """Follows one child through one job."""

    def __init__(self, child: Child, job: Job) -> None:
        self._child = child
        self._job = job
        self._frames = Frames()
        self._outcomes: list[Outcome] = []
        self._uses: list[ForbiddenUse] = []
        self._remarks: tuple[Remark, ...] = ()
        self._members: list[tuple[str, bytes]] = []
        self._member_bytes = 0
        self._failure: LoadFailure | None = None
        self._loaded = False
        self._output = bytearray()
        self._started = time.monotonic()
        self._watched = 0.0
        self._delay = own_delay()
        self._next_look = min(_LOOK_SECONDS, job.limits.seconds)
        self._told = False  # whether the system tells what the child does

    def watch(self) -> Run:
        """Follow the child to its end, and return what came of the job.

        Raises:
            ChildKilledError: if somebody else killed the child.
        """
        done = False
        try:
            while not done:
                done = self._take(self._wait())
                if not done and self._seconds() >= self._next_look and (met := self._limit_met()) is not None:
                    self._stop(met)
                    break
        except wire.WireError as error:
            self._stop(Crashed(f"sent something that is no answer: {error}"))
        except _ChannelEndedError:
            self._ended()
        else:
            if done:
                self._drain()
        finally:
            seconds = self._seconds()
            self._child.end(report=False)
        missing = len(self._job.calls) - len(self._outcomes) if self._failure is None else 0
        outcomes = (*self._outcomes, *(NotRun() for _ in range(missing)))
        output = bytes(self._output[: self._job.limits.output_bytes]).decode("utf-8", "replace")
        return Run(outcomes, self._failure, tuple(self._uses), output, seconds, self._remarks, tuple(self._members))

    # --- time -------------------------------------------------------------------------------------------------------

    def _wait(self) -> list[tuple[Stream, bytes]]:
        """Return what the child has sent; wait for it until the next look is due.

        Only what was meant to be waited counts against the child: on a busy machine this process comes late, when the
        child has long sent what it had, or waits for a full pipe to be emptied.
        """
        meant, before = max(0.0, self._next_look - self._seconds()), time.monotonic()
        arrived = self._child.receive(meant)
        self._watched += min(meant, time.monotonic() - before)
        return arrived

    def _seconds(self) -> float:
        """Return how long the job has been under way."""
        return time.monotonic() - self._started

    def _limit_met(self) -> TimedOut | Crashed | None:
        """Look at what the child does with its time; return the limit that it has met, or say when to look again.

        The kernel ends a child that has used up its processor time; seen here is one that does nothing, or that takes
        the threads that others need. A child that waits for a processor loses nothing by it, however long it takes.
        """
        wall, most = self._seconds(), self._job.limits.seconds
        seen = self._child.activity()
        self._told = self._told or seen is not None
        far = most * (_FARTHEST_TIMES if self._told else _FAR_TIMES) + _FAR_MORE_SECONDS
        if wall >= far:
            return TimedOut(far, "wall")
        if seen is None:
            self._next_look = min(far, wall + _LOOK_SECONDS) if self._told else far
            return None
        if seen.threads > MOST_THREADS:
            return Crashed(f"started more than {MOST_THREADS} threads")
        if seen.processor > most + _TIMER_SECONDS:
            return TimedOut(most)
        idle = self._watched - seen.processor - seen.waited
        if idle > most:
            # One that prints without end sleeps while its pipe is full, as long as this process waits for a processor.
            idle -= own_delay() - self._delay
        # Of one that runs it is the machine that gave it no time: a virtual one is stopped by its host.
        if idle > most and seen.asleep:
            return TimedOut(most, "idle")
        if idle > most * _BESIDE and seen.asleep and not self._loaded and self._job.source_format != "archive":
            self._child.wake()
        # It cannot be idle for longer than time passes: before that there are only its threads to count.
        self._next_look = min(far, wall + min(_LOOK_SECONDS, max(most - idle, most / _LOOKS, _SOONEST_SECONDS)))
        return None

    # --- what arrives -----------------------------------------------------------------------------------------------

    def _take(self, arrived: list[tuple[Stream, bytes]]) -> bool:
        """Take what arrived; return whether the child is done."""
        done = False
        for stream, data in arrived:
            if stream == "output":
                room = self._job.limits.output_bytes - len(self._output)
                self._output += data[: max(0, room)]
                continue
            self._frames.feed(data)
            while not done and (frame := self._frames.next(self._most_bytes())) is not None:
                done = self._obey(*frame)
            if not data and not done:
                raise _ChannelEndedError
        return done

    def _most_bytes(self) -> int:
        if self._job.source_format == "archive" and not self._loaded:
            return _MOST_MEMBER_BYTES
        waiting = self._loaded and len(self._outcomes) < len(self._job.calls)
        honest = wire_outcomes.most_outcome_bytes(self._job.calls[len(self._outcomes)]) if waiting else 0
        return max(_MOST_FAILURE_BYTES, honest)

    def _obey(self, kind: int, payload: bytes) -> bool:
        if kind == wire.FORBIDDEN and len(self._uses) < _MOST_USES:
            self._uses += wire_outcomes.decode_uses(payload)
        elif kind == wire.REMARKS and not self._loaded:
            self._remarks = wire_outcomes.decode_remarks(payload)
        elif kind == wire.MEMBER and self._job.source_format == "archive" and not self._loaded:
            self._add_member(payload)
        elif kind == wire.LOADED and not self._loaded and not payload:
            self._loaded = True
            self._child.loaded()
        elif kind == wire.FAILED and not self._loaded:
            self._failure = wire_outcomes.decode_failure(payload)
            return True
        elif kind == wire.OUTCOME and self._loaded and len(self._outcomes) < len(self._job.calls):
            self._outcomes.append(wire_outcomes.decode_outcome(payload, self._job.calls[len(self._outcomes)]))
        elif kind == wire.DONE and self._loaded and len(self._outcomes) == len(self._job.calls) and not payload:
            return True
        else:
            raise wire.WireError(f"frame {kind} out of turn")
        return False

    def _add_member(self, payload: bytes) -> None:
        self._member_bytes += len(payload)
        if self._member_bytes > _MOST_MEMBER_BYTES or len(self._members) >= _MOST_MEMBERS:
            raise wire.WireError("more files than an archive may hold")
        self._members.append(wire_outcomes.decode_member(payload))

    def _drain(self) -> None:
        """Take what the child had printed before it was done; it flushed before it said so."""
        while len(self._output) < self._job.limits.output_bytes:
            printed = [data for stream, data in self._child.rest(_DRAIN_SECONDS) if stream == "output" and data]
            if not printed:
                return
            self._output += b"".join(printed)

    # --- bad ends ---------------------------------------------------------------------------------------------------

    def _ended(self) -> None:
        """Say why the channel closed before the child was done."""
        ending = self._child.end(report=True)
        if ending is None:
            self._stop(Crashed("closed its channel before it answered"))
            return
        code, most = ending.code, self._job.limits.seconds
        if code == -_SIGKILL and ending.processor < most * _NEARLY:
            raise ChildKilledError
        if code in {-_SIGKILL, -getattr(signal, "SIGXCPU", _SIGKILL)}:
            self._stop(TimedOut(most))
        elif code < 0:
            self._stop(Crashed(f"ended by signal {-code} ({_signal_name(-code)})"))
        else:
            self._stop(Crashed(f"exited with status {code} before it answered"))

    def _stop(self, outcome: TimedOut | Crashed) -> None:
        """Let the job end with `outcome`, for the call that was under way."""
        if self._loaded:
            if len(self._outcomes) < len(self._job.calls):
                self._outcomes.append(outcome)
        elif isinstance(outcome, TimedOut):
            self._failure = LoadFailure("timeout", "", f"did not load: {outcome.reason}")
        else:
            self._failure = LoadFailure("crash", "", outcome.reason)


class _ChannelEndedError(Exception):
    """The child's end of the channel is closed."""


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"
