"""A new process for each submission, for systems without fork, Landlock and seccomp: isolates nothing.

One process is always being started ahead, so that the next submission need not wait for torch to load.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import IO

from lossquiz.errors import IsolationError
from lossquiz.grading.sandbox.both import wire, wire_jobs
from lossquiz.grading.sandbox.both.job import Job
from lossquiz.grading.sandbox.both.outcomes import Run
from lossquiz.grading.sandbox.parent import launch
from lossquiz.grading.sandbox.parent.activity import Activity, Meter
from lossquiz.grading.sandbox.parent.deaths import Ending, NoProcessError
from lossquiz.grading.sandbox.parent.levels import Level
from lossquiz.grading.sandbox.parent.supervise import Frames, Stream, Supervisor

_START_SECONDS = 120.0
_ENDING_SECONDS, _ENDING_STEP_SECONDS = 1.0, 0.002
_CHUNK = 1 << 16
_WAITING_CHUNKS = 64


class SpawnedChild:
    """One worker process and the threads that read from it.

    Raises:
        NoProcessError: if the system gives no process, or no thread.
    """

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this Python, our own file
                [sys.executable, "-I", "-X", "utf8", launch.BOOTSTRAP, json.dumps(launch.worker_settings())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=launch.environment(),
                bufsize=0,
                start_new_session=True,
            )
        except BlockingIOError as error:
            raise NoProcessError from error
        self._arrived: queue.Queue[tuple[Stream, bytes]] = queue.Queue(_WAITING_CHUNKS)
        self._threads: list[threading.Thread] = []
        self._ended = False
        self._inputs = b""
        try:
            self._thread(self._read, self._process.stdout, "channel")
            self._thread(self._read, self._process.stderr, "output")
        except NoProcessError:
            self.end(report=False)
            raise
        self._processor_before = 0.0
        self._meter = Meter(self._process.pid)
        self._before: Activity | None = None

    def _thread(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]  # bound methods
        try:
            thread.start()
        except RuntimeError as error:  # "can't start new thread"
            raise NoProcessError from error
        self._threads.append(thread)

    def _read(self, pipe: IO[bytes], stream: Stream) -> None:
        with contextlib.suppress(OSError, ValueError):
            while data := pipe.read(_CHUNK):
                self._arrived.put((stream, data))
        if stream == "channel":
            self._arrived.put((stream, b""))

    def wait_ready(self) -> None:
        """Wait until torch is loaded.

        Raises:
            IsolationError: if the worker does not start.
        """
        frames, said = Frames(), b""
        deadline = time.monotonic() + _START_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            for stream, data in self.receive(left):
                if stream == "output":
                    said += data
                    continue
                frames.feed(data)
                frame = frames.next(wire.PROCESSOR.size)
                if frame is not None and frame[0] == wire.READY:
                    (self._processor_before,) = wire.PROCESSOR.unpack(frame[1])
                    self._before = self._meter.read()
                    return
                if not data:
                    last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
                    raise IsolationError(f"a worker does not start: {last or 'it ended'}; run `lossquiz doctor`")
        raise IsolationError(f"a worker does not start within {_START_SECONDS:g} s; run `lossquiz doctor`")

    def give(self, job: Job) -> None:
        """Send the job, from a thread of its own: the worker may read slowly or never."""
        plan = wire_jobs.encode_plan(job.entry, job.forbidden, job.limits, job.source_format)
        task = struct.pack("<I", len(plan)) + plan + wire_jobs.encode_calls(job.calls)
        self._inputs = wire_jobs.encode_inputs(job.calls)
        source = wire_jobs.encode_source(job.filename, job.source, job.place, job.companions)
        self._thread(self._write, wire.frame(wire.TASK, task) + wire.frame(wire.SOURCE, source))

    def loaded(self) -> None:
        """Send the inputs, from a thread of its own."""
        self._thread(self._write, self._inputs)

    def _write(self, data: bytes) -> None:
        pipe = self._process.stdin
        with contextlib.suppress(OSError, ValueError):
            view = memoryview(data)
            while view and pipe is not None:
                view = view[pipe.write(view) :]

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """Return what arrived within `seconds`."""
        arrived = []
        try:
            arrived.append(self._arrived.get(timeout=seconds) if seconds > 0 else self._arrived.get_nowait())
            while True:
                arrived.append(self._arrived.get_nowait())
        except queue.Empty:
            return arrived

    def rest(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """Return what else was printed: the worker ends by itself, and then the thread that reads from it."""
        deadline = time.monotonic() + seconds
        arrived: list[tuple[Stream, bytes]] = []
        while any(thread.is_alive() for thread in self._threads) and time.monotonic() < deadline:
            arrived += self.receive(0.01)
        return arrived + self.receive(0)

    def activity(self) -> Activity | None:
        """Return what the worker has done with its time since it was ready, or None where the system does not tell."""
        now = self._meter.read()
        if now is None or self._before is None:
            return None
        before = self._before
        return replace(now, processor=now.processor - before.processor, waited=now.waited - before.waited)

    def wake(self) -> None:
        """Tell the worker that it has waited long enough, where there is a signal for that."""
        if sys.platform != "win32":
            self._process.send_signal(signal.SIGPROF)

    def end(self, *, report: bool) -> Ending | None:
        """Kill the process and, where there are groups, all that it started."""
        if self._ended:
            return None
        self._ended = True
        ending = self._ending() if report else None
        self._kill()
        self._process.wait()
        while any(thread.is_alive() for thread in self._threads):
            self.receive(0.01)  # a reader may wait for room
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()
        return ending

    def _ending(self) -> Ending | None:
        """Let a worker that closed its channel end by itself; return how it did, or None if it goes on."""
        if sys.platform == "win32":
            with contextlib.suppress(subprocess.TimeoutExpired):
                return Ending(self._process.wait(_ENDING_SECONDS), 0.0)  # nothing there limits processor time
            return None
        deadline = time.monotonic() + _ENDING_SECONDS
        while time.monotonic() < deadline:
            pid, status, used = os.wait4(self._process.pid, os.WNOHANG)
            if pid:
                self._process.returncode = os.waitstatus_to_exitcode(status)
                return Ending(self._process.returncode, used.ru_utime + used.ru_stime - self._processor_before)
            time.sleep(_ENDING_STEP_SECONDS)
        return None

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.returncode is None:
            self._process.kill()


class Workers:
    """Starts workers, one ahead of need."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spares: list[SpawnedChild] = []
        self._start_spare()
        self._closed = False

    def level(self) -> Level:
        """Return `none`: a process of one's own isolates nothing."""
        return "none"

    def run(self, job: Job) -> Run:
        """Run one submission in a worker."""
        return Supervisor(self.spawn(job), job).watch()

    def spawn(self, job: Job) -> SpawnedChild:
        """Return a worker that has been given `job`.

        Raises:
            NoProcessError: if the system gives no process.
        """
        with self._lock:
            child = self._spares.pop() if self._spares else None
        child = child or SpawnedChild()
        try:
            child.wait_ready()
            with self._lock:
                if not self._spares and not self._closed:
                    self._start_spare()
            child.give(job)
        except BaseException:
            child.end(report=False)
            raise
        return child

    def _start_spare(self) -> None:
        with contextlib.suppress(NoProcessError):  # it is tried again when it is needed
            self._spares.append(SpawnedChild())

    def close(self) -> None:
        """End the worker that waits."""
        with self._lock:
            self._closed = True
            spares, self._spares = self._spares, []
        for child in spares:
            child.end(report=False)
