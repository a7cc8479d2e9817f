"""The process that holds torch and nothing else, and forks one child for each submission.

It takes orders from the parent over one Unix socket: run (calls, plan, two descriptors), again and ahead (for the same
task, two descriptors), end (kill a child's group, wait for it, report), forget (the same without a report), wake (tell
a child that it has waited long enough). The source of a submission never passes through here, so that no later child
can find it in inherited memory.

Only the standard library is imported before the namespaces are entered: OpenBLAS starts a thread when NumPy loads.
"""

from __future__ import annotations

import array
import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lossquiz.grading.sandbox.both import orders

if TYPE_CHECKING:
    from lossquiz.grading.sandbox.both.job import Limits
    from lossquiz.grading.sandbox.child.folders import Folder
    from lossquiz.grading.sandbox.child.heap import Spans
    from lossquiz.grading.sandbox.child.lockdown import Lock
    from lossquiz.grading.sandbox.child.serve import Task

_GRACE_STEPS, _GRACE_STEP_SECONDS = 500, 0.002  # gigabytes are not given back at once on a busy machine
_SEEMS_A_BATCH = 4
# How long to wait for a process where the system has none to give: in the midst of a batch, when others may give orders
# that set some free, the parent is soon told; before it, there is nothing else to do.
_FORK_SECONDS, _FIRST_FORK_SECONDS, _FORK_STEP_SECONDS = 0.5, 100.0, 0.05
# A parent that grades one file may still be loading torch when the zygote is ready; settling must not be in its way.
_IDLE_SECONDS = 0.5
_FDS = 2
_HOMES = ("TMPDIR", "HOME", "MPLCONFIGDIR")
_FD_SIZE = array.array("i").itemsize


class Control:
    """The zygote's end of the socket to the parent."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, kind: int, payload: bytes = b"") -> None:
        """Send one message."""
        self._connection.sendall(orders.HEADER.pack(kind, len(payload)) + payload)

    def waiting(self, seconds: float) -> bool:
        """Tell whether an order arrives within `seconds`."""
        return bool(select.select([self._connection], [], [], seconds)[0])

    def receive(self) -> tuple[int, bytes, list[int]] | None:
        """Receive one order with its descriptors, or None when the parent is gone."""
        room = socket.CMSG_SPACE(_FDS * _FD_SIZE)
        header, ancillary, _, _ = self._connection.recvmsg(orders.HEADER.size, room)
        while header and len(header) < orders.HEADER.size:
            header += self._connection.recv(orders.HEADER.size - len(header))
        if not header:
            return None
        descriptors = array.array("i")
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                descriptors.frombytes(data[: len(data) - len(data) % _FD_SIZE])
        order, length = orders.HEADER.unpack(header)
        return order, self._exactly(length), list(descriptors)

    def _exactly(self, length: int) -> bytes:
        parts = bytearray(length)
        view = memoryview(parts)
        while view:
            read = self._connection.recv_into(view)
            if not read:
                raise EOFError
            view = view[read:]
        return bytes(parts)


def main(settings: dict[str, Any], close_rooms: Callable[[], None]) -> None:
    """Become the zygote: namespaces, self-test, torch, then serve until the parent is gone."""
    os.register_at_fork = _no_hook  # each hook runs in every child, and costs 0.1 ms
    connection = socket.socket(fileno=settings["control"])
    control = Control(connection)
    ceiling = settings["ceiling"]
    inside = _enter_namespaces() if ceiling == "full" else 0
    from lossquiz.grading.sandbox.child import selftest

    lock, report = selftest.examine(settings, lambda: fork(_FIRST_FORK_SECONDS), namespaces=inside)
    control.send(orders.HELLO, json.dumps(report).encode())
    try:
        _warm_up()
        zygote = Zygote(control, lock)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must be told
        control.send(orders.BROKEN, f"{type(error).__name__}: {error}".encode())
        return
    close_rooms()
    control.send(orders.READY)
    with contextlib.suppress(EOFError, ConnectionError):
        zygote.serve()
    os._exit(0)  # without the clean-up of torch, which takes longer than all else


def _no_hook(**_: object) -> None:
    """Do nothing."""


def _enter_namespaces() -> int:
    """Enter namespaces where the kernel allows it; the first process stays outside and waits for the zygote.

    Returns their flags, or 0.
    """
    from lossquiz.grading.sandbox.child.lockdown import end_with_parent, enter_namespaces

    entered = enter_namespaces()
    if not entered:
        return 0
    child = fork(_FIRST_FORK_SECONDS)
    if child:
        os.closerange(0, 1 << 10)
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    end_with_parent()
    return entered


def fork(seconds: float, meanwhile: Callable[[], None] = lambda: None) -> int:
    """Fork; where the system has no process to give (EAGAIN), try again for a while, and do something meanwhile.

    Raises:
        OSError: if it gives none in all that time.
    """
    for _ in range(round(seconds / _FORK_STEP_SECONDS)):
        try:
            return os.fork()
        except BlockingIOError:
            meanwhile()
            time.sleep(_FORK_STEP_SECONDS)
    return os.fork()


def be_at_home(folder: str) -> None:
    """Let everything that looks for a place to write find the child's own folder."""
    for name in _HOMES:
        os.environ[name] = folder
    if (tempfile := sys.modules.get("tempfile")) is not None:
        vars(tempfile)["tempdir"] = None  # the zygote may have looked, and found none


def _warm_up() -> None:
    """Do once, before any fork, what each child would otherwise do by itself: a small answer from end to end."""
    import torch

    from lossquiz.grading.sandbox.child import compiling, forbidden_calls, interactive, serve, stand_ins

    torch.set_num_threads(1)
    serve.rehearse()
    forbidden_calls.prepare()
    compiling.install()
    interactive.install()
    stand_ins.install()


class Zygote:
    """Serves orders; forks."""

    def __init__(self, control: Control, lock: Lock) -> None:
        # Here and not above: they load NumPy and torch. Held here, since the rooms are closed before the first child.
        from lossquiz.grading.sandbox.both import binding, wire_jobs
        from lossquiz.grading.sandbox.child import heap, serve

        self._control = control
        self._lock = lock
        self._decode_calls, self._decode_plan = wire_jobs.decode_calls, wire_jobs.decode_plan
        self._bind, self._heap, self._serve = binding.bind, heap, serve
        self._null = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
        self._calls: tuple[bytes, Any, Any] = (b"", (), ())
        self._plan: tuple[Any, ...] = (b"",)
        self._task: Task
        self._take_out: Callable[[], None] = _no_hook
        self._put_back: Callable[[], None] = _no_hook
        self._limits: Limits
        self._more_loaded = False
        self._settled = False
        self._spans: Spans | None = None  # where children read and write, once that was seen
        self._begun = 0
        self._forgotten: set[int] = set()
        self._folders: dict[int, Folder] = {}

    def serve(self) -> None:
        """Obey orders until the parent is gone."""
        gc.collect()
        gc.freeze()
        while (order := self._next()) is not None:
            kind, payload, descriptors = order
            if kind in {orders.RUN, orders.AGAIN, orders.AHEAD}:
                if kind == orders.RUN:
                    self._learn(payload)
                pid = self._start(descriptors, ahead=kind == orders.AHEAD)
                self._close(descriptors)
                self._control.send(orders.STARTED, orders.PROCESS.pack(pid))
            else:
                (pid,) = orders.PROCESS.unpack(payload)
                self._close(descriptors)
                if kind == orders.WAKE:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGPROF)
                else:
                    self._end(pid, report=kind == orders.END)
            self._reap()

    @staticmethod
    def _close(descriptors: list[int]) -> None:
        for descriptor in descriptors:
            os.close(descriptor)

    def _next(self) -> tuple[int, bytes, list[int]] | None:
        """Receive the next order; while there is none, or when it seems a batch, set up what makes forks cheaper."""
        if not self._settled and (self._begun >= _SEEMS_A_BATCH or not self._control.waiting(_IDLE_SECONDS)):
            self._settled = True
            self._put_back()
            self._serve.rehearse("wide")
            self._take_out()
            self._heap.settle()
            self._spans = None
        return self._control.receive()

    def _learn(self, payload: bytes) -> None:
        """Take up a task: what to call, and with what."""
        self._put_back()
        flags, plan_size = orders.TASK_HEADER.unpack_from(payload)
        start = orders.TASK_HEADER.size
        plan, calls = payload[start : start + plan_size], payload[start + plan_size :]
        if flags & orders.NEEDS_MORE_OF_TORCH and not self._more_loaded:
            self._load_more()
        if calls != self._calls[0]:
            decoded = self._decode_calls(calls)
            self._calls = (calls, decoded, tuple(self._bind(call) for call in decoded))
        if plan != self._plan[0]:
            self._plan = (plan, *self._decode_plan(plan))
        _, entry, forbidden, self._limits, source_format = self._plan
        self._task = self._serve.make_task(entry, forbidden, self._limits, source_format, *self._calls[1:])
        self._take_out, self._put_back = self._task.watch.take_out, self._task.watch.put_back
        self._take_out()

    def _start(self, descriptors: list[int], *, ahead: bool) -> int:
        """Fork a child for the task; return its process id, or NOBODY where the system gives no process."""
        self._begun += 1
        if ahead and self._settled and self._spans is None:
            self._spans = self._heap.used_by(lambda: self._serve.rehearse_all(self._task))
        zygote = os.getpid()
        folder = self._lock.folders.take() if self._lock.folders else None
        try:
            pid = fork(_FORK_SECONDS, self._reap)
        except OSError:
            pid = orders.NOBODY
        if not pid:
            self._be_child(descriptors, zygote, folder, ahead=ahead)
        if folder is not None:
            self._folders[pid] = folder
        if pid == orders.NOBODY:
            self._clear_up(pid)
        return pid

    def _clear_up(self, pid: int) -> None:
        """Take back the folder of a child that is gone."""
        folder = self._folders.pop(pid, None)
        if folder is not None and self._lock.folders is not None:
            self._lock.folders.give_back(folder)

    def _be_child(self, descriptors: list[int], zygote: int, folder: Folder | None, *, ahead: bool) -> None:
        code = 70  # EX_SOFTWARE: locking down failed, or the parent went away
        try:
            channel, output = descriptors
            if ahead and self._spans:
                self._heap.prepare(self._spans)  # before the lock, which starts the clock
            self._lock.apply(channel, output, self._null, zygote, self._limits, folder)
            if folder is not None:
                be_at_home(folder.path)
            self._serve.serve(self._task, self._serve.Pipe(3, 3))
            code = 0
        finally:
            os._exit(code)

    def _load_more(self) -> None:
        """Load what torch would load on first use, which needs files that a child may not write."""
        import torch._dynamo
        import torch._inductor.config
        import torch.func
        import torch.testing
        import torch.utils.checkpoint
        import torch.utils.flop_counter  # noqa: F401 - for what it loads

        self._more_loaded = True
        self._settled = False

    def _end(self, pid: int, *, report: bool) -> None:
        """Kill a child's whole group; say how it ended if the parent asks, having seen its channel close."""
        ended = report and self._ends_by_itself(pid)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # before it has a group of its own
            os.killpg(pid, signal.SIGKILL)
        if not report:
            self._forgotten.add(pid)
            return
        _, status, used = os.wait4(pid, 0)
        self._clear_up(pid)
        seconds = used.ru_utime + used.ru_stime
        self._control.send(orders.ENDED, orders.ENDING.pack(os.waitstatus_to_exitcode(status), ended, seconds))

    @staticmethod
    def _ends_by_itself(pid: int) -> bool:
        """Wait a little for a child that closed its channel; it stays a zombie, so that its id stays its own."""
        for _ in range(_GRACE_STEPS):
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return True
            time.sleep(_GRACE_STEP_SECONDS)
        return False

    def _reap(self) -> None:
        gone = {pid for pid in self._forgotten if os.waitpid(pid, os.WNOHANG)[0]}
        self._forgotten -= gone
        for pid in gone:
            self._clear_up(pid)


if sys.platform == "win32":  # pragma: no cover - the zygote needs fork; see spawned.py
    raise ImportError("the zygote needs fork")
