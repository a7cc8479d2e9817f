"""How a job is packed: its calls, its plan, and apart from these its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import numpy as np

from lossquiz.grading.sandbox.both.job import Argument, Call, Entry, Forbidden, Limits, ScalarInput, TensorInput, Use
from lossquiz.grading.sandbox.both.wire import INPUTS, MAX_NAME, Reader, Writer, frame

_LAYOUTS = ("contiguous", "transposed", "strided")
_USES = get_args(Use)
_ENTRIES = ("function", "module", "backward")
_FORMATS = ("python", "notebook", "archive")
_LONGEST_SCALAR = 1 << 20
_LONGEST_FILENAME = 4096


_REAL, _INTEGER, _TRUTH, _TEXT, _TENSOR = range(5)


def _write_argument(out: Writer, argument: Argument) -> None:
    if isinstance(argument, TensorInput):
        out.byte(_TENSOR)
        out.text(argument.name, MAX_NAME)
        out.byte(_LAYOUTS.index(argument.layout))
        out.byte(argument.requires_grad)
        out.byte(argument.at_logits)
        out.array(np.zeros_like(argument.array))
        return
    value = argument.value
    tag = _TRUTH if isinstance(value, bool) else _TEXT if isinstance(value, str) else _INTEGER
    out.byte(_REAL if isinstance(value, float) else tag)
    out.text(argument.name, MAX_NAME)
    if isinstance(value, float):
        out.real(value)
    else:
        out.text(value if isinstance(value, str) else str(int(value)), _LONGEST_SCALAR)


def _read_argument(data: Reader) -> Argument:
    tag = data.byte()
    name = data.text(MAX_NAME)
    if tag == _TENSOR:
        layout = data.choice(_LAYOUTS)
        requires_grad, at_logits = data.flag(), data.flag()
        return TensorInput(name, data.array(1 << 30), layout, requires_grad, at_logits)
    if tag == _REAL:
        return ScalarInput(name, data.real())
    text = data.text(_LONGEST_SCALAR)
    return ScalarInput(name, text if tag == _TEXT else bool(int(text)) if tag == _TRUTH else int(text))


def encode_calls(calls: tuple[Call, ...]) -> bytes:
    """Pack the calls of a job, all but the numbers in their tensors; the same for every submission to one question."""
    out = Writer()
    out.count(len(calls))
    for call in calls:
        _write_call(out, call)
    return bytes(out.parts)


def encode_inputs(calls: tuple[Call, ...]) -> bytes:
    """Pack the numbers that go into the tensors of each call, a frame a call: sent when a submission is loaded."""
    return b"".join(frame(INPUTS, b"".join(_numbers(call))) for call in calls)


def _numbers(call: Call) -> Iterator[bytes]:
    for tensor in call.tensors:
        yield tensor.array.tobytes()
    if call.first is not None:
        yield from _numbers(call.first)


def _write_call(out: Writer, call: Call) -> None:
    for group in (call.positional, call.keyword, call.construct):
        out.count(len(group))
        for argument in group:
            _write_argument(out, argument)
    out.byte(call.upstream is not None)
    out.real(call.upstream or 0.0)
    out.byte(_USES.index(call.use))
    out.long(call.most)
    out.byte(call.first is not None)
    if call.first is not None:
        _write_call(out, call.first)


def decode_calls(data: bytes | memoryview) -> tuple[Call, ...]:
    """Unpack what `encode_calls` packed."""
    reader = Reader(data)
    calls = tuple(_read_call(reader) for _ in range(reader.count()))
    reader.end()
    return calls


def _read_call(reader: Reader) -> Call:
    positional, keyword, construct = (tuple(_read_argument(reader) for _ in range(reader.count())) for _ in range(3))
    has_upstream, upstream = reader.flag(), reader.real()
    scalars = tuple(argument for argument in construct if isinstance(argument, ScalarInput))
    use, most = reader.choice(_USES), reader.long()
    first = _read_call(reader) if reader.flag() else None
    return Call(positional, keyword, scalars, upstream if has_upstream else None, use, first, most)


def encode_plan(entry: Entry, forbidden: Forbidden, limits: Limits, source_format: str) -> bytes:
    """Pack what a child must know beside the calls and the source."""
    out = Writer()
    out.text(entry.name, MAX_NAME)
    out.byte(_ENTRIES.index(entry.kind))
    out.count(len(entry.parameters))
    for name in entry.parameters:
        out.text(name, MAX_NAME)
    out.count(entry.tensors)
    out.byte(entry.accepts_class)
    out.byte(entry.shape)
    out.byte(_FORMATS.index(source_format))
    for names in (forbidden.functions, forbidden.operators):
        out.count(len(names))
        for name in names:
            out.text(name, MAX_NAME)
    out.real(limits.seconds)
    out.long(limits.memory_bytes)
    out.long(limits.output_bytes)
    out.long(limits.piece_bytes)
    return bytes(out.parts)


def decode_plan(data: bytes | memoryview) -> tuple[Entry, Forbidden, Limits, str]:
    """Unpack what `encode_plan` packed."""
    reader = Reader(data)
    name, kind = reader.text(MAX_NAME), reader.choice(_ENTRIES)
    parameters = tuple(reader.text(MAX_NAME) for _ in range(reader.count()))
    entry = Entry(name, kind, parameters, reader.count(), reader.flag(), reader.flag())
    source_format: str = reader.choice(_FORMATS)
    names = [tuple(reader.text(MAX_NAME) for _ in range(reader.count())) for _ in range(2)]
    limits = Limits(reader.real(), reader.long(), reader.long(), reader.long())
    reader.end()
    return entry, Forbidden(*names), limits, source_format


def encode_source(
    filename: str, source: bytes, place: str = "", companions: tuple[tuple[str, bytes], ...] = ()
) -> bytes:
    """Pack the submission itself: it goes to its own child only, never through the zygote's memory."""
    out = Writer()
    out.text(filename, _LONGEST_FILENAME)
    out.blob(source)
    out.text(place, _LONGEST_FILENAME)
    out.count(len(companions))
    for path, text in companions:
        out.text(path, _LONGEST_FILENAME)
        out.blob(text)
    return bytes(out.parts)


def decode_source(data: bytes | memoryview) -> tuple[str, bytes, str, tuple[tuple[str, bytes], ...]]:
    """Unpack what `encode_source` packed."""
    reader = Reader(data)
    filename, source, place = reader.text(_LONGEST_FILENAME), reader.blob(), reader.text(_LONGEST_FILENAME)
    companions = tuple((reader.text(_LONGEST_FILENAME), reader.blob()) for _ in range(reader.count()))
    reader.end()
    return filename, source, place, companions
