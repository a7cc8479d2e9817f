"""What a child does with one submission: load it, make the calls, send back raw numbers.

Everything here runs beside foreign code, which may change any of it. That harms nobody but the submission
itself: no expected value, seed or verdict is in this process, and the parent checks each byte it gets.
"""

from __future__ import annotations

import contextlib
import linecache
import os
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
import torch

from lossquiz.grading.sandbox.both import wire, wire_jobs, wire_outcomes
from lossquiz.grading.sandbox.both.binding import Bound, bind, fill
from lossquiz.grading.sandbox.both.calling import Collected, collect
from lossquiz.grading.sandbox.both.errors import raised
from lossquiz.grading.sandbox.both.job import Call, Entry, Forbidden, Limits, ScalarInput, TensorInput, Use
from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse, LoadFailure, OutOfMemory, Remark
from lossquiz.grading.sandbox.child import archive, event_loop
from lossquiz.grading.sandbox.child.companions import ROOT, Companions, offer_companions
from lossquiz.grading.sandbox.child.entry import MODULE_NAME
from lossquiz.grading.sandbox.child.forbidden_calls import Watch
from lossquiz.grading.sandbox.child.forbidden_names import Names
from lossquiz.grading.sandbox.child.forbidden_source import Seen, scan
from lossquiz.grading.sandbox.child.loading import Loaded, execute, read_pieces
from lossquiz.grading.sandbox.child.pieces import Piece


@dataclass(frozen=True, slots=True)
class Task:
    """A job without its source: all that the zygote may know of it.

    After `seconds_beside` of processor time what stands beside the entry is stopped.
    """

    entry: Entry
    names: Names
    watch: Watch
    source_format: str
    calls: tuple[Call, ...]
    bounds: tuple[Bound, ...]
    seconds_beside: float = 0.0


def make_task(
    entry: Entry,
    forbidden: Forbidden,
    limits: Limits,
    source_format: str,
    calls: tuple[Call, ...],
    bounds: tuple[Bound, ...],
) -> Task:
    """Put a task together from what was unpacked; half of the time is left to what stands beside the entry."""
    names = Names(forbidden, entry)
    return Task(entry, names, Watch(names), source_format, calls, bounds, limits.seconds / 2)


class Pipe:
    """The child's only way to the parent: whole frames over one descriptor."""

    def __init__(self, read_from: int, write_to: int) -> None:
        self._read_from = read_from
        self._write_to = write_to
        self._read = os.read
        self._write = os.write

    def send(self, kind: int, payload: bytes = b"") -> None:
        """Write one frame."""
        data = memoryview(wire.frame(kind, payload))
        while data:
            data = data[self._write(self._write_to, data) :]

    def receive(self, kind: int) -> bytes:
        """Read one frame of `kind`.

        Raises:
            wire.WireError: if another came, or the parent is gone.
        """
        found, length = wire.HEADER.unpack(self._exactly(wire.HEADER.size))
        if found != kind:
            raise wire.WireError(f"expected frame {kind}, got {found}")
        return self._exactly(length)

    def _exactly(self, size: int) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            piece = self._read(self._read_from, size - len(parts))
            if not piece:
                raise wire.WireError("the parent is gone")
            parts += piece
        return bytes(parts)


def serve(task: Task, pipe: Pipe) -> None:
    """Receive the submission's source, run it, and send everything that came of it."""
    warnings.simplefilter("ignore")  # they would be taken for what the submission prints
    filename, source, place, files = wire_jobs.decode_source(pipe.receive(wire.SOURCE))
    if task.source_format == "archive":
        _open_archive(filename, source, pipe)
        return
    notebook = read_pieces(source, filename, task.source_format)
    pieces = notebook.pieces
    filenames = {piece.filename: piece.cell for piece in pieces if isinstance(piece, Piece)}
    written = ((f"{name.replace('.', '/')}.py", text) for name, text in notebook.written.items())
    own = [(place, source)] if files and task.source_format == "python" else []
    companions = Companions(place, (*files, *own, *written))
    if companions.files:
        offer_companions(companions, filenames)
    event_loop.install_if_asked(
        (piece.text for piece in pieces if isinstance(piece, Piece)),
        (text for _, text in companions.files.values()),
        in_notebook=task.source_format == "notebook",
    )
    trees = [piece for piece in pieces if isinstance(piece, Piece)]
    seen = scan(trees, task.names, companions, notebook.written, shape=task.entry.shape)
    if seen.reached:
        pipe.send(wire.FORBIDDEN, wire_outcomes.encode_uses(seen.reached))
    others = frozenset(path for path, _ in companions.files.values()) - {piece.filename for piece in trees}
    texts = [*(piece.text for piece in trees), *(text.decode("latin-1") for _, text in companions.files.values())]
    task.watch.begin(texts, filenames, others)
    loaded = execute(pieces, f"{ROOT}/{place}", task.entry, companions.package, notebook.written, task.seconds_beside)
    remarks = (*_shape(seen), *(loaded.remarks if isinstance(loaded, Loaded) else ()), *map(_beside, seen.beside))
    if remarks:
        pipe.send(wire.REMARKS, wire_outcomes.encode_remarks(remarks))
    if isinstance(loaded, LoadFailure):
        _flush()
        pipe.send(wire.FAILED, wire_outcomes.encode_failure(loaded))
        return
    task.watch.take_out_for_good()
    pipe.send(wire.LOADED)  # now the numbers come, call by call: what was imported has seen none
    for call, bound in zip(task.calls, task.bounds, strict=True):
        fill(bound, memoryview(pipe.receive(wire.INPUTS)))
        payload = _one_call(loaded.answer, task, call, bound, filenames)
        pipe.send(wire.OUTCOME, payload)
        fresh = task.watch.take()
        if fresh:
            pipe.send(wire.FORBIDDEN, wire_outcomes.encode_uses(fresh))
    _flush()
    pipe.send(wire.DONE)
    _close_output()


def _open_archive(name: str, source: bytes, pipe: Pipe) -> None:
    """Send the files of an archive, or why it is not opened."""
    try:
        for path, content in archive.members_of(name, source):
            pipe.send(wire.MEMBER, wire_outcomes.encode_member(path, content))
    except archive.RefusedError as error:
        pipe.send(wire.FAILED, wire_outcomes.encode_failure(LoadFailure("decode", "", str(error))))
    else:
        pipe.send(wire.LOADED)
        pipe.send(wire.DONE)
    _close_output()


def _shape(seen: Seen) -> tuple[Remark, ...]:
    digest, size = seen.shape
    return (Remark("shape", digest, size),) if digest else ()


def _beside(use: ForbiddenUse) -> Remark:
    return Remark("beside", use.name, use.line, use.cell)


_REHEARSAL = b"""import torch
import torch.nn.functional as F

def narrow(pred, target, delta=1.0):
    error = torch.where((pred - target).abs() <= delta, (pred - target) ** 2, F.softplus(pred).log())
    return error.mean()

def wide(pred, target, delta=1.0):
    logs = torch.log_softmax(pred, dim=-1)
    rows = torch.arange(pred.shape[0])
    picked = logs.gather(1, rows[:, None])[:, 0] + logs[rows, rows] + torch.logsumexp(pred, dim=1)
    bounded = torch.sigmoid(pred).clamp(1e-6, 1 - 1e-6)
    apart = ((pred - target).pow(2).sum(dim=-1) + delta).sqrt() + torch.relu(delta - pred).sum(dim=1)
    mask = (pred > target).to(pred.dtype)
    entropy = -(mask * bounded.log() + (1 - mask) * torch.log1p(-bounded)).sum(1)
    return (picked * apart + entropy * pred.exp().max(dim=1).values).sum() / pred.shape[0]
"""


def rehearse(name: str = "narrow", uses: tuple[Use, ...] = ("plain",)) -> None:
    """Run a small answer in this process, so that what torch and Python set up at first use is set up.

    `wide` does more of what losses do.
    """
    pred = TensorInput("pred", np.linspace(0.1, 2.0, 6, dtype="f4").reshape(2, 3), requires_grad=True)
    given = (pred, TensorInput("target", np.ones((2, 3), "f4"), "strided"), ScalarInput("delta", 1.0))
    call = Call(given, upstream=2.0)
    entry = Entry(name, parameters=tuple(argument.name for argument in given), tensors=2)
    names = Names(Forbidden(("torch.nn.functional.huber_loss",), ("huber_loss",)), entry)
    pieces = read_pieces(_REHEARSAL, "rehearsal.py", "python").pieces
    scan([piece for piece in pieces if isinstance(piece, Piece)], names)
    loaded = execute(pieces, "rehearsal.py", entry)
    if not isinstance(loaded, LoadFailure):
        for use in uses:
            used = replace(call, use=use, first=call if use == "training" else None)
            done = collect(loaded.answer, bind(used))
            wire_outcomes.encode_outcome(done.outcome, used, done.changed)
    sys.modules.pop(MODULE_NAME, None)
    linecache.clearcache()


def rehearse_all(task: Task) -> None:
    """Touch what an answer to `task` touches, and spoil this process for any other work."""
    rehearse("wide", get_args(Use))

    def answer(*given: object, **named: object) -> object:
        del named
        return sum(value.sum() for value in given if isinstance(value, torch.Tensor) and value.is_floating_point())

    for call, bound in zip(task.calls, task.bounds, strict=True):
        _one_call(answer, task, call, bound, {})


def _one_call(answer: Callable[..., object], task: Task, call: Call, bound: Bound, filenames: dict[str, int]) -> bytes:
    """Return the packed outcome of one call. Whatever the answer raises is data."""
    try:
        done = collect(answer, bound, kind=task.entry.kind)
    except BaseException as error:  # noqa: BLE001 - an answer may raise anything, SystemExit too
        done = Collected(raised(error, filenames), {})
    try:
        return wire_outcomes.encode_outcome(done.outcome, call, done.changed)
    except MemoryError:
        return wire_outcomes.encode_outcome(OutOfMemory(), call, {})


def _close_output() -> None:
    """Tell whoever reads what is printed that this process is done: the end of it would take a millisecond more."""
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):  # the submission may have put anything in its place
            stream.flush()
