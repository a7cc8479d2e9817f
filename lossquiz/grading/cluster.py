"""A batch placed on the workers of a Dask cluster: each has a trusted process's sandbox of its own.

The files of a hand-in travel with it, so no disk is shared. What a worker is told, it is told once, as a plugin that
workers which join later get too; what it grades is what this process would have graded, to the last bit.
"""

from __future__ import annotations

import contextlib
import logging
import os
import platform
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from itertools import islice
from typing import TYPE_CHECKING, Any

from lossquiz._version import __version__
from lossquiz.errors import InputError, IsolationError, UsageError
from lossquiz.grading.worker import Recipe, Reports, Worker, given_up
from lossquiz.resources import shipped

if TYPE_CHECKING:
    from lossquiz.grading.intake.hand_in import HandIn
    from lossquiz.grading.sandbox.parent.levels import Level

CHUNK = 10  # hand-ins that travel together, at the least: a message costs as much as a hand-in
_AHEAD = 3  # chunks for each thread of a worker, so that none waits for the next
_CONNECT_SECONDS = 15.0
_DEATHS = 2  # how often workers may die over one chunk before its hand-ins go one by one
_LEVELS: tuple[Level, ...] = ("none", "reduced", "full")


@dataclass(frozen=True, slots=True)
class Place:
    """What one worker is: its isolation, and the versions by which its numbers may differ."""

    level: str
    versions: tuple[str, ...]


class Cluster:
    """Workers somewhere else.

    Args:
        address: Of the scheduler, such as `tcp://10.0.0.1:8786`.
        recipe: What each worker is told.

    Raises:
        UsageError: The package for it is not installed.
        InputError: No scheduler answers, it has no workers, or they have other versions than this process.
    """

    def __init__(self, address: str, recipe: Recipe) -> None:
        self._recipe = recipe
        self._address = address
        self._client = _connected(address)
        self._name = f"lossquiz-{uuid.uuid4().hex}"
        try:
            _refuse_own_banks(recipe)
            self.level = self._look()
            self._client.register_plugin(_plugin(recipe, self._name), name=self._name)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Cluster:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _look(self) -> str:
        """Return the lowest isolation of all workers, which have the versions of this process.

        Raises:
            InputError: There is no worker, or one with other versions.
        """
        try:
            found: dict[str, Place] = self._client.run(place_of)
        except ModuleNotFoundError as error:
            raise InputError(f"{self._address}: a worker has no lossquiz installed") from error
        if not found:
            raise InputError(f"{self._address}: the scheduler has no workers; start some with `dask worker`")
        ours = versions()
        for worker, place in found.items():
            if place.versions != ours:
                there, here = ", ".join(place.versions), ", ".join(ours)
                raise InputError(f"{worker}: it has {there}, and this process {here}; their numbers may differ")
        return min((place.level for place in found.values()), key=_LEVELS.index)

    def grade(self, hand_ins: Iterable[HandIn]) -> Iterator[Reports]:
        """Yield the reports of each hand-in, in their order."""
        queue = iter(hand_ins)
        under_way: deque[tuple[tuple[HandIn, ...], Any]] = deque()
        while True:
            while len(under_way) < self._most() and (chunk := tuple(islice(queue, CHUNK))):
                under_way.append((chunk, self._submit(chunk)))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            yield from self._reports(chunk, future)

    def _most(self) -> int:
        threads: Iterable[int] = self._client.nthreads().values()
        return max(1, _AHEAD * sum(threads))

    def _submit(self, chunk: tuple[HandIn, ...]) -> Any:
        return self._client.submit(grade_chunk, self._name, chunk, pure=False, retries=_DEATHS)

    def _reports(self, chunk: tuple[HandIn, ...], future: Any) -> Iterator[Reports]:
        """Wait for a chunk; one that kills its workers is cut into its hand-ins, and what kills alone is told."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        try:
            yield from future.result()
        except (KilledWorker, FutureCancelledError):
            if len(chunk) == 1:
                yield given_up(chunk[0], self._recipe.seed)
                return
            for hand_in in chunk:
                yield from self._reports((hand_in,), self._submit((hand_in,)))

    def close(self) -> None:
        """Let the workers go; what they have under way ends."""
        with contextlib.suppress(Exception):  # it may be gone already
            self._client.unregister_worker_plugin(self._name)
        self._client.close()


def _connected(address: str) -> Any:
    try:
        client: Any = import_module("distributed").Client
    except ImportError:
        raise UsageError('--cluster needs the package distributed: pip install "lossquiz[cluster]"') from None
    for name in ("distributed.client", "distributed.core", "distributed.comm.tcp"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told here, in one line
    try:
        return client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(f"{address}: no Dask scheduler answers there; start one with `dask scheduler`") from error


def _refuse_own_banks(recipe: Recipe) -> None:
    asked = [recipe.asked] if recipe.asked else recipe.tasks.values()
    own = shipped("questions").resolve()
    other = next((task for task in asked if task.bank.resolve() != own), None)
    if other is not None:
        raise UsageError(
            f"{other.id}: --cluster grades the shipped questions only; a bank of one's own does not travel"
        )


def versions() -> tuple[str, ...]:
    """Return the versions by which numbers may differ."""
    return (f"lossquiz {__version__}", f"torch {metadata.version('torch')}", f"Python {platform.python_version()}")


# --- on the worker ---------------------------------------------------------------------------------------------------


def place_of() -> Place:
    """Look at the machine that this runs on."""
    from lossquiz.grading.sandbox.parent import Sandbox

    with Sandbox() as sandbox:
        return Place(str(sandbox.level), versions())


class Bench:
    """What a worker keeps between chunks: the grader, which is made when the first chunk comes."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._closed = False

    def worker(self) -> Worker:
        """Return the grader, its sandbox started."""
        with self._lock:
            if self._closed:
                raise IsolationError("the batch is over")
            if self._worker is None:
                self._worker = Worker(self._recipe)
                self._worker.warm_up()
            return self._worker

    def close(self) -> None:
        """End the sandbox and all its processes."""
        with self._lock:
            worker, self._worker, self._closed = self._worker, None, True
        if worker is not None:
            worker.close()


def _plugin(recipe: Recipe, name: str) -> Any:
    from distributed import WorkerPlugin

    class Grading(WorkerPlugin):
        def __init__(self) -> None:
            self.name = name
            self.recipe = recipe

        def setup(self, worker: Any) -> None:
            os.environ.setdefault("OMP_NUM_THREADS", "1")
            worker.plugins[name] = self
            self.bench = Bench(self.recipe)

        def teardown(self, worker: Any) -> None:
            del worker
            self.bench.close()

    return Grading()


def grade_chunk(name: str, chunk: tuple[HandIn, ...]) -> tuple[Reports, ...]:
    """Grade a chunk with the grader of the worker that this runs on."""
    from distributed import get_worker

    find: Callable[[], Any] = get_worker
    worker = find().plugins[name].bench.worker()
    return tuple(worker.grade_each(chunk))
