"""Many submissions, placed on workers: this process alone, or several beside it; the reports come in order."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from lossquiz.errors import IsolationError, LossquizError
from lossquiz.grading.sandbox.parent.patience import Patience
from lossquiz.grading.worker import Recipe, Reports, Worker, given_up

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from lossquiz.grading.intake.hand_in import HandIn
    from lossquiz.grading.sandbox.parent import Sandbox

AHEAD = 16  # submissions read ahead of the slowest one, for each job
_READY = -1
_LIVES = 2  # how often a submission may be under way when its worker dies
_STARTS = 4  # how often a worker is started in one place before it is believed that none can
_PATIENCE_SECONDS = 60.0
_CROWDED = "no worker process could be started: the user, or the container, has as many as are allowed; use --jobs 1"
_ENDING_SECONDS = 10.0  # a process whose connection is closed may take a moment to be gone


def grade_all(
    hand_ins: Iterable[HandIn], recipe: Recipe, jobs: int, sandbox: Sandbox | None = None
) -> Iterator[Reports]:
    """Grade hand-ins, several at a time, and yield the reports of each in their order.

    Args:
        hand_ins: What to grade; read as far ahead as is needed.
        recipe: What every worker is told.
        jobs: How many submissions at a time. One is graded in this process; more, in processes of their own, as many
            as there are processors.
        sandbox: For one job: a sandbox that was started already, and is closed at the end.
    """
    if jobs == 1:
        with Worker(recipe, sandbox) as worker:
            worker.warm_up()
            yield from worker.grade_each(hand_ins)
        return
    count = min(jobs, os.cpu_count() or 1)
    with contextlib.closing(Processes(recipe, count, -(-jobs // count))) as place:
        yield from place.grade(hand_ins)


class WorkerFailedError(Exception):
    """A bug of ours in a worker; the message is its traceback."""


class Processes:
    """Workers in processes beside this one.

    Args:
        recipe: What each is told.
        count: How many.
        at_once: How many submissions each has under way.
    """

    def __init__(self, recipe: Recipe, count: int, at_once: int) -> None:
        self._recipe = replace(recipe, ahead=count < (os.cpu_count() or 1))
        self._at_once = at_once
        self._workers: list[_Remote] = []
        for number in range(count):
            # One is needed, and waited for; where the system has no process for the others, it does their work.
            fresh = _started(self._recipe, at_once, patient=number == 0)
            if fresh is not None:
                self._workers.append(fresh)
        if not self._workers:
            raise IsolationError(_CROWDED)

    @property
    def pids(self) -> list[int]:
        """The processes of the workers."""
        return [worker.pid for worker in self._workers]

    def grade(self, hand_ins: Iterable[HandIn]) -> Iterator[Reports]:
        """Yield the reports of each hand-in, in their order."""
        queue = enumerate(hand_ins)
        window = AHEAD * self._at_once * len(self._workers)
        finished: dict[int, Reports] = {}
        turn, read, more = 0, 0, True
        while more or turn < read:
            while more and self._has_room() and read - turn < window:
                more = self._hand_out(queue)
                read += more
            if turn not in finished and turn < read:
                finished.update(self._collect())
            while turn in finished:
                yield finished.pop(turn)
                turn += 1

    def _has_room(self) -> bool:
        return any(len(worker.under_way) < self._at_once for worker in self._workers)

    def _hand_out(self, queue: Iterator[tuple[int, HandIn]]) -> bool:
        """Give the next submission to the worker with the least to do; False where there is none."""
        following = next(queue, None)
        if following is None:
            return False
        self._idlest().give(*following)
        return True

    def _idlest(self) -> _Remote:
        return min(self._workers, key=lambda worker: len(worker.under_way))

    def _collect(self) -> dict[int, Reports]:
        """Wait until a worker has answered, or died."""
        by_connection: dict[Any, _Remote] = {worker.connection: worker for worker in self._workers}
        finished: dict[int, Reports] = {}
        for connection in wait(list(by_connection)):
            worker = by_connection[connection]
            try:
                number, answer = worker.take()
            except (EOFError, OSError):
                finished.update(self._replace(worker))
                continue
            if number == _READY:
                continue
            if isinstance(answer, BaseException):
                raise answer
            finished[number] = answer
        return finished

    def _replace(self, dead: _Remote) -> dict[int, Reports]:
        """Start another worker for what a dead one had under way; what killed two is reported as what it is.

        One that was killed before it could begin is replaced as well, and its submissions have lost nothing.

        Raises:
            IsolationError: The worker ended by itself before it could begin, or was killed time after time: no other
                would do better.
        """
        code = dead.exit_code()
        dead.end()
        if not dead.ready and (code >= 0 or dead.start >= _STARTS):
            how = "does not start" if code >= 0 else f"is killed by signal {-code} each time before it can begin"
            raise IsolationError(f"a worker process {how}; use --jobs 1, or run `lossquiz doctor` to see why")
        start = 1 if dead.ready else dead.start + 1
        fresh = _started(self._recipe, self._at_once, start, patient=len(self._workers) == 1)
        place = self._workers.index(dead)
        self._workers[place : place + 1] = [fresh] if fresh is not None else []
        if not self._workers:
            raise IsolationError(_CROWDED)
        lost: dict[int, Reports] = {}
        for number, (hand_in, lives) in dead.under_way.items():
            left = lives - dead.ready
            if left:
                self._idlest().give(number, hand_in, left)
            else:
                lost[number] = given_up(hand_in, self._recipe.seed)
        return lost

    def close(self) -> None:
        """End all workers at once, whatever they have under way."""
        for worker in self._workers:
            worker.end()


def _started(recipe: Recipe, at_once: int, start: int = 1, *, patient: bool) -> _Remote | None:
    """Start a worker, or return None where the system has no process for it."""
    patience = Patience(_PATIENCE_SECONDS if patient else 0.0)
    while True:
        try:
            return _Remote(recipe, at_once, start)
        except BlockingIOError:
            if not patience.wait():
                return None


class _Remote:
    """This process's hold on one worker in a process of its own; `start` counts those that never began in its place."""

    def __init__(self, recipe: Recipe, at_once: int, start: int = 1) -> None:
        self.start = start
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.under_way: dict[int, tuple[HandIn, int]] = {}
        self.ready = False
        self._process = context.Process(target=_serve, args=(theirs, recipe, at_once), daemon=True)
        try:
            self._process.start()
        except BlockingIOError:
            self.connection.close()
            raise
        finally:
            theirs.close()

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def give(self, number: int, hand_in: HandIn, lives: int = _LIVES) -> None:
        self.under_way[number] = (hand_in, lives)
        with contextlib.suppress(OSError):  # a dead worker is noticed when its answer is waited for
            self.connection.send((number, hand_in))

    def take(self) -> tuple[int, Reports | BaseException]:
        number, answer = self.connection.recv()
        if number == _READY:
            self.ready = True
        else:
            del self.under_way[number]
        return number, answer

    def exit_code(self) -> int:
        """Return how a process that has closed its connection ended (negative: by a signal)."""
        self._process.join(_ENDING_SECONDS)
        return self._process.exitcode or 0

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.connection.close()


def _serve(connection: Connection, recipe: Recipe, at_once: int) -> None:
    """Be a worker: grade what comes in, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the process that shows things; it ends this one
    sending = threading.Lock()
    waiting: SimpleQueue[tuple[int, HandIn]] = SimpleQueue()

    def answer_all() -> None:
        while True:
            _answer(connection, sending, worker, *waiting.get())

    with Worker(recipe) as worker, contextlib.suppress(EOFError, OSError):
        worker.warm_up()
        _start_threads(at_once, answer_all)
        connection.send((_READY, ()))
        while True:
            waiting.put(connection.recv())


def _start_threads(count: int, target: Callable[[], None]) -> None:
    """Start threads before there is work: in its midst a submission may have taken all that the system gives.

    Where it gives fewer, those do the work; where it gives none, the process ends.
    """
    patience = Patience(_PATIENCE_SECONDS)
    started = 0
    while started < count:
        try:
            threading.Thread(target=target, daemon=True).start()
            started += 1
        except RuntimeError:  # "can't start new thread"
            if started:
                return
            if not patience.wait():
                raise


def _answer(connection: Connection, sending: threading.Lock, worker: Worker, number: int, hand_in: HandIn) -> None:
    answer: Reports | BaseException
    try:
        answer = worker.grade(hand_in)
    except LossquizError as error:
        answer = error
    except Exception:  # noqa: BLE001 - a bug of ours: the other process tells of it, with this traceback
        answer = WorkerFailedError(traceback.format_exc())
    with sending:
        connection.send((number, answer))
