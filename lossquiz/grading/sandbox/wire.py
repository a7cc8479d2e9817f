"""The bytes that cross the border between the parent, the zygote and its children.

Every frame is one byte of kind, four bytes of length and a payload packed with `struct`. Nothing is
unpickled or evaluated on either side, and a reader works out each byte count itself before it trusts one.
Imports NumPy only: the parent reads frames without torch, and the zygote holds no other module of ours.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.calls import Argument, Call, Entry, Forbidden, Limits, ScalarInput, TensorInput
from lossquiz.grading.outcomes import ForbiddenUse, LoadFailure, OutOfMemory, Raised, Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Kinds of frame. The first two go to the child, the others come from it.
TASK, SOURCE, LOADED, FAILED, OUTCOME, FORBIDDEN, DONE = range(1, 8)

HEADER = struct.Struct("<BI")
MAX_TEXT = 2_000
MAX_NAME = 200
MAX_RANK = 8
MAX_CLAIMED_RANK = 64
MAX_VALUE_BYTES = 4 << 20
MAX_USES = 100
MAX_DEFINED = 50

DTYPES: tuple[np.dtype[Any], ...] = tuple(
    np.dtype(name)
    for name in (
        "bool",
        "uint8",
        "int8",
        "int16",
        "int32",
        "int64",
        "float16",
        "float32",
        "float64",
        "complex64",
        "complex128",
        "uint16",
        "uint32",
        "uint64",
    )
)
_CODES = {dtype: code for code, dtype in enumerate(DTYPES)}
# A double-precision NaN payload or a lossy cast must not blur what was returned: dtypes that NumPy lacks travel
# as the smallest one that holds each of their values, under their own name.
CARRIERS = {"bfloat16": "float32", "complex32": "complex64"}
_KINDS = ("tensor", "array", "number", "none", "other")
_STAGES = ("decode", "parse", "import", "missing", "timeout", "crash", "memory")
_SEEN = ("source", "call", "operator", "node")
_LAYOUTS = ("contiguous", "transposed", "strided")
_ENTRIES = ("function", "module", "backward")
_FORMATS = ("python", "notebook")
_RETURNED, _RAISED, _OUT_OF_MEMORY = 1, 2, 3


class WireError(Exception):
    """Bytes that are no message of ours."""


class Writer:
    """Packs a payload."""

    def __init__(self) -> None:
        self.parts = bytearray()

    def byte(self, value: int) -> None:
        """Append an unsigned byte."""
        self.parts.append(value)

    def count(self, value: int) -> None:
        """Append an unsigned 32-bit number."""
        self.parts += struct.pack("<I", value)

    def long(self, value: int) -> None:
        """Append an unsigned 64-bit number."""
        self.parts += struct.pack("<Q", value)

    def real(self, value: float) -> None:
        """Append a double."""
        self.parts += struct.pack("<d", value)

    def text(self, value: str, limit: int = MAX_TEXT) -> None:
        """Append text, cut at `limit` characters."""
        raw = value[:limit].encode("utf-8", "backslashreplace")
        self.count(len(raw))
        self.parts += raw

    def blob(self, value: bytes) -> None:
        """Append bytes with their length."""
        self.long(len(value))
        self.parts += value

    def array(self, value: NDArray[np.generic]) -> None:
        """Append an array: dtype code, rank, dimensions, raw bytes."""
        self.byte(_CODES[value.dtype])
        self.byte(value.ndim)
        for size in value.shape:
            self.count(size)
        self.parts += np.ascontiguousarray(value).tobytes()


class Reader:
    """Unpacks a payload; raises `WireError` at anything that does not fit."""

    def __init__(self, data: bytes | memoryview) -> None:
        self.data = memoryview(data)
        self.at = 0

    def take(self, size: int) -> memoryview:
        """Return the next `size` bytes."""
        end = self.at + size
        if end > len(self.data):
            raise WireError("a message ends too early")
        piece = self.data[self.at : end]
        self.at = end
        return piece

    def byte(self) -> int:
        """Read an unsigned byte."""
        return self.take(1)[0]

    def count(self) -> int:
        """Read an unsigned 32-bit number."""
        return int(struct.unpack("<I", self.take(4))[0])

    def long(self) -> int:
        """Read an unsigned 64-bit number."""
        return int(struct.unpack("<Q", self.take(8))[0])

    def real(self) -> float:
        """Read a double."""
        return float(struct.unpack("<d", self.take(8))[0])

    def text(self, limit: int = MAX_TEXT) -> str:
        """Read text of at most `limit` characters."""
        return bytes(self.take(self.count())).decode("utf-8", "replace")[:limit]

    def blob(self) -> bytes:
        """Read bytes with their length."""
        return bytes(self.take(self.long()))

    def flag(self) -> bool:
        """Read a byte that must be 0 or 1."""
        value = self.byte()
        if value > 1:
            raise WireError("a flag is neither 0 nor 1")
        return bool(value)

    def choice(self, names: tuple[Any, ...]) -> Any:
        """Read a byte as an index into `names`."""
        code = self.byte()
        if code >= len(names):
            raise WireError("an unknown code")
        return names[code]

    def shape(self, most: int) -> tuple[int, ...]:
        """Read a rank of at most `most`, and the dimensions."""
        rank = self.byte()
        if rank > most:
            raise WireError(f"rank {rank} is more than {most}")
        return tuple(self.count() for _ in range(rank))

    def array(self, most_bytes: int = MAX_VALUE_BYTES) -> NDArray[np.generic]:
        """Read an array of at most `most_bytes`; its byte count is worked out here."""
        dtype: np.dtype[Any] = self.choice(DTYPES)
        shape = self.shape(MAX_RANK)
        size = dtype.itemsize
        for dim in shape:
            size *= dim
        if size > most_bytes:
            raise WireError(f"an array of {size} bytes is more than {most_bytes}")
        raw = bytes(self.take(size))
        if dtype == np.bool_ and raw.strip(b"\0\1"):
            raise WireError("a truth value is neither 0 nor 1")
        return np.frombuffer(raw, dtype).reshape(shape)

    def end(self) -> None:
        """Check that nothing is left over."""
        if self.at != len(self.data):
            raise WireError("a message has bytes left over")


def frame(kind: int, payload: bytes | bytearray = b"") -> bytes:
    """Return a frame of `kind` around `payload`."""
    return HEADER.pack(kind, len(payload)) + payload


# --- what goes in ---------------------------------------------------------------------------------------------------


def _write_argument(out: Writer, argument: Argument) -> None:
    value = argument.array if isinstance(argument, TensorInput) else argument.value
    tag = 4 if isinstance(value, np.ndarray) else (float, int, bool, str).index(type(value))
    out.byte(tag)
    out.text(argument.name, MAX_NAME)
    if isinstance(argument, TensorInput):
        out.byte(_LAYOUTS.index(argument.layout))
        out.byte(argument.requires_grad)
        out.array(argument.array)
    elif isinstance(value, float):
        out.real(value)
    else:
        out.text(repr(int(value)) if isinstance(value, int) else str(value), 1 << 20)


def _read_argument(data: Reader) -> Argument:
    tag = data.byte()
    name = data.text(MAX_NAME)
    if tag == 4:  # noqa: PLR2004 - the code after the four scalar types
        layout = data.choice(_LAYOUTS)
        requires_grad = data.flag()
        return TensorInput(name, data.array(1 << 30), layout, requires_grad)
    if tag == 0:
        return ScalarInput(name, data.real())
    text = data.text(1 << 20)
    return ScalarInput(name, (int, lambda t: bool(int(t)), str)[tag - 1](text))


def encode_calls(calls: tuple[Call, ...]) -> bytes:
    """Pack the calls of a job; the same for every submission to one question and seed."""
    out = Writer()
    out.count(len(calls))
    for call in calls:
        for group in (call.positional, call.keyword, call.construct):
            out.count(len(group))
            for argument in group:
                _write_argument(out, argument)
        out.byte(call.upstream is not None)
        out.real(call.upstream or 0.0)
    return bytes(out.parts)


def decode_calls(data: bytes | memoryview) -> tuple[Call, ...]:
    """Unpack what `encode_calls` packed."""
    reader = Reader(data)
    calls = []
    for _ in range(reader.count()):
        positional, keyword, construct = (
            tuple(_read_argument(reader) for _ in range(reader.count())) for _ in range(3)
        )
        has_upstream, upstream = reader.flag(), reader.real()
        scalars = tuple(argument for argument in construct if isinstance(argument, ScalarInput))
        calls.append(Call(positional, keyword, scalars, upstream if has_upstream else None))
    reader.end()
    return tuple(calls)


def encode_plan(entry: Entry, forbidden: Forbidden, limits: Limits, source_format: str) -> bytes:
    """Pack what a child must know beside the calls and the source."""
    out = Writer()
    out.text(entry.name, MAX_NAME)
    out.byte(_ENTRIES.index(entry.kind))
    out.byte(_FORMATS.index(source_format))
    for names in (forbidden.functions, forbidden.operators, forbidden.nodes):
        out.count(len(names))
        for name in names:
            out.text(name, MAX_NAME)
    out.real(limits.seconds)
    out.real(limits.call_seconds)
    out.long(limits.memory_bytes)
    out.long(limits.output_bytes)
    return bytes(out.parts)


def decode_plan(data: bytes | memoryview) -> tuple[Entry, Forbidden, Limits, str]:
    """Unpack what `encode_plan` packed."""
    reader = Reader(data)
    entry = Entry(reader.text(MAX_NAME), reader.choice(_ENTRIES))
    source_format: str = reader.choice(_FORMATS)
    names = [tuple(reader.text(MAX_NAME) for _ in range(reader.count())) for _ in range(3)]
    limits = Limits(reader.real(), reader.real(), reader.long(), reader.long())
    reader.end()
    return entry, Forbidden(*names), limits, source_format


def encode_source(filename: str, source: bytes, helpers: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    """Pack the submission itself: it goes to its own child only, never through the zygote's memory."""
    out = Writer()
    out.text(filename, 4096)
    out.blob(source)
    out.count(len(helpers))
    for name, text in helpers:
        out.text(name, MAX_NAME)
        out.blob(text)
    return bytes(out.parts)


def decode_source(data: bytes | memoryview) -> tuple[str, bytes, tuple[tuple[str, bytes], ...]]:
    """Unpack what `encode_source` packed."""
    reader = Reader(data)
    filename, source = reader.text(4096), reader.blob()
    helpers = tuple((reader.text(MAX_NAME), reader.blob()) for _ in range(reader.count()))
    reader.end()
    return filename, source, helpers


# --- what comes back ------------------------------------------------------------------------------------------------


def encode_failure(failure: LoadFailure) -> bytes:
    """Pack why a submission could not be loaded."""
    out = Writer()
    out.byte(_STAGES.index(failure.stage))
    out.text(failure.type_name, MAX_NAME)
    out.text(failure.message)
    out.count(failure.line)
    out.count(failure.cell)
    defined = failure.defined[:MAX_DEFINED]
    out.count(len(defined))
    for name in defined:
        out.text(name, MAX_NAME)
    return bytes(out.parts)


def decode_failure(data: bytes) -> LoadFailure:
    """Unpack what `encode_failure` packed."""
    reader = Reader(data)
    stage = reader.choice(_STAGES)
    type_name, message, line, cell = reader.text(MAX_NAME), reader.text(), reader.count(), reader.count()
    count = reader.count()
    if count > MAX_DEFINED:
        raise WireError("too many names")
    defined = tuple(reader.text(MAX_NAME) for _ in range(count))
    reader.end()
    return LoadFailure(stage, type_name, message, line, defined, cell)


def encode_uses(uses: tuple[ForbiddenUse, ...]) -> bytes:
    """Pack uses of forbidden built-ins."""
    out = Writer()
    uses = uses[:MAX_USES]
    out.count(len(uses))
    for use in uses:
        out.text(use.name, MAX_NAME)
        out.count(use.line)
        out.count(use.cell)
        out.byte(_SEEN.index(use.seen))
    return bytes(out.parts)


def decode_uses(data: bytes) -> tuple[ForbiddenUse, ...]:
    """Unpack what `encode_uses` packed."""
    reader = Reader(data)
    count = reader.count()
    if count > MAX_USES:
        raise WireError("too many uses")
    uses = []
    for _ in range(count):
        name, line, cell = reader.text(MAX_NAME), reader.count(), reader.count()
        uses.append(ForbiddenUse(name, line, reader.choice(_SEEN), cell))
    reader.end()
    return tuple(uses)


def encode_outcome(
    outcome: Returned | Raised | OutOfMemory, call: Call, changed: dict[str, NDArray[np.generic]]
) -> bytes:
    """Pack what one call did; `changed` holds the inputs whose values differ after it."""
    out = Writer()
    if isinstance(outcome, OutOfMemory):
        out.byte(_OUT_OF_MEMORY)
    elif isinstance(outcome, Raised):
        out.byte(_RAISED)
        out.text(outcome.type_name, MAX_NAME)
        out.text(outcome.message)
        out.count(outcome.line)
        out.count(outcome.cell)
    else:
        out.byte(_RETURNED)
        _write_returned(out, outcome, call, changed)
    return bytes(out.parts)


def _write_returned(out: Writer, returned: Returned, call: Call, changed: dict[str, NDArray[np.generic]]) -> None:
    out.byte(_KINDS.index(returned.kind))
    out.text(returned.type_name, MAX_NAME)
    out.text(returned.dtype, MAX_NAME)
    shape = returned.shape[:MAX_CLAIMED_RANK]
    out.byte(len(shape))
    for size in shape:
        out.count(min(size, 0xFFFFFFFF))
    out.byte(returned.value is not None)
    if returned.value is not None:
        out.array(returned.value)
    out.byte(returned.requires_grad)
    out.text(returned.gradient_error)
    out.byte(bool(returned.gradients))
    for tensor in call.tensors:
        for arrays in (returned.gradients, changed):
            array = arrays.get(tensor.name)
            out.byte(array is not None)
            if array is not None:
                out.array(array)


def decode_outcome(data: bytes, call: Call) -> Returned | Raised | OutOfMemory:
    """Unpack what `encode_outcome` packed, believing nothing: every count is checked against the call."""
    reader = Reader(data)
    tag = reader.byte()
    outcome: Returned | Raised | OutOfMemory
    if tag == _OUT_OF_MEMORY:
        outcome = OutOfMemory()
    elif tag == _RAISED:
        outcome = Raised(reader.text(MAX_NAME), reader.text(), reader.count(), reader.count())
    elif tag == _RETURNED:
        outcome = _read_returned(reader, call)
    else:
        raise WireError("an unknown kind of outcome")
    reader.end()
    return outcome


def _read_returned(reader: Reader, call: Call) -> Returned:
    kind = reader.choice(_KINDS)
    type_name, dtype = reader.text(MAX_NAME), reader.text(MAX_NAME)
    shape = reader.shape(MAX_CLAIMED_RANK)
    value = reader.array() if reader.flag() else None
    if value is not None and (value.shape != shape or value.dtype.name != CARRIERS.get(dtype, dtype)):
        raise WireError("the numbers do not fit the dtype and shape that were claimed")
    requires_grad, gradient_error, has_gradients = reader.flag(), reader.text(), reader.flag()
    gradients: dict[str, NDArray[np.generic] | None] = {}
    mutated = []
    for tensor in call.tensors:
        gradient = _read_like(reader, tensor)
        after = _read_like(reader, tensor)
        if has_gradients and tensor.requires_grad:
            gradients[tensor.name] = gradient
        if after is not None and after.tobytes() != tensor.array.tobytes():
            mutated.append(tensor.name)
    return Returned(kind, type_name, dtype, shape, value, requires_grad, gradients, gradient_error, tuple(mutated))


def _read_like(reader: Reader, tensor: TensorInput) -> NDArray[np.generic] | None:
    if not reader.flag():
        return None
    array = reader.array(tensor.array.nbytes)
    if array.shape != tensor.array.shape or array.dtype != tensor.array.dtype:
        raise WireError(f"the numbers for {tensor.name} have another dtype or shape than it has")
    return array


def most_outcome_bytes(call: Call) -> int:
    """Return the greatest length of an honest outcome frame of `call`."""
    return MAX_VALUE_BYTES + 2 * sum(tensor.array.nbytes + 64 for tensor in call.tensors) + (64 << 10)
