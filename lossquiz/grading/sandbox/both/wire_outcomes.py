"""How what comes back is packed, and unpacked by a parent that believes nothing but raw numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from lossquiz.grading.sandbox.both.job import Call, TensorInput
from lossquiz.grading.sandbox.both.outcomes import (
    ForbiddenUse,
    LoadFailure,
    OutOfMemory,
    Raised,
    Remark,
    Returned,
    SideEffect,
    SideEffectKind,
)
from lossquiz.grading.sandbox.both.wire import MAX_NAME, MAX_VALUE_BYTES, NAMES, Reader, WireError, Writer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_USES = 100
MAX_REMARKS = 40
MAX_LINE = 300
MAX_REMARK = 500
MAX_DEFINED = 1000
MAX_EFFECTS = 20
MAX_CLAIMED_RANK = 64
# Dtypes that NumPy lacks travel
# as the smallest one that holds each of their values, under their own name.
CARRIERS = {"bfloat16": "float32", "complex32": "complex64"}
_KINDS = ("tensor", "array", "number", "none", "other")
_EFFECTS = get_args(SideEffectKind)
_STAGES = ("decode", "parse", "import", "missing", "timeout", "crash", "memory")
_SEEN = ("source", "call", "operator")
_REMARKS = ("before", "after", "stopped", "found", "renamed", "beside", "set", "shape", "stand_in")
_RETURNED, _RAISED, _OUT_OF_MEMORY = 1, 2, 3


def encode_failure(failure: LoadFailure) -> bytes:
    """Pack why a submission could not be loaded."""
    out = Writer()
    out.byte(_STAGES.index(failure.stage))
    out.text(failure.type_name, MAX_NAME)
    out.text(failure.message)
    out.count(failure.line)
    out.count(failure.cell)
    out.text(failure.source, MAX_LINE)
    out.text(failure.stand_in, MAX_NAME)
    _write_names(out, failure.defined)
    _write_names(out, failure.imported)
    out.count(failure.column)
    _write_names(out, failure.unwritten)
    return bytes(out.parts)


def decode_failure(data: bytes) -> LoadFailure:
    """Unpack what `encode_failure` packed."""
    reader = Reader(data)
    stage = reader.choice(_STAGES)
    type_name, message, line, cell = reader.text(MAX_NAME), reader.text(), reader.count(), reader.count()
    source, stand_in = reader.text(MAX_LINE), reader.text(MAX_NAME)
    defined, imported = _read_names(reader), _read_names(reader)
    column = reader.count() if reader.more else 0  # the last comers: what was sent before it is read as it was
    unwritten = _read_names(reader) if reader.more else ()
    reader.end()
    return LoadFailure(stage, type_name, message, line, defined, cell, source, stand_in, imported, column, unwritten)


def _write_names(out: Writer, names: tuple[str, ...]) -> None:
    out.count(len(names[:MAX_DEFINED]))
    for name in names[:MAX_DEFINED]:
        out.text(name, MAX_NAME)


def _read_names(reader: Reader) -> tuple[str, ...]:
    count = reader.count()
    if count > MAX_DEFINED:
        raise WireError("too many names")
    return tuple(reader.text(MAX_NAME) for _ in range(count))


def encode_member(path: str, content: bytes) -> bytes:
    """Pack one file of an archive."""
    out = Writer()
    out.text(path)
    out.blob(content)
    return bytes(out.parts)


def decode_member(data: bytes) -> tuple[str, bytes]:
    """Unpack what `encode_member` packed, and check again that its path stays below the archive."""
    reader = Reader(data)
    path, content = reader.text(), reader.blob()
    reader.end()
    if not path or any(part in {"", ".", ".."} for part in path.split("/")) or "\\" in path or "\0" in path:
        raise WireError("a path leads out of its archive")
    return path, content


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
        out.text(use.file, MAX_NAME)
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
        uses.append(ForbiddenUse(name, line, reader.choice(_SEEN), cell, reader.text(MAX_NAME)))
    reader.end()
    return tuple(uses)


def encode_remarks(remarks: tuple[Remark, ...]) -> bytes:
    """Pack remarks."""
    out = Writer()
    remarks = remarks[:MAX_REMARKS]
    out.count(len(remarks))
    for remark in remarks:
        out.byte(_REMARKS.index(remark.kind))
        out.text(remark.text, MAX_REMARK)
        out.count(remark.line)
        out.count(remark.cell)
        out.text(remark.source, MAX_LINE)
        out.text(remark.missing, MAX_NAME)
    return bytes(out.parts)


def decode_remarks(data: bytes) -> tuple[Remark, ...]:
    """Unpack what `encode_remarks` packed."""
    reader = Reader(data)
    count = reader.count()
    if count > MAX_REMARKS:
        raise WireError("too many remarks")
    remarks = []
    for _ in range(count):
        kind, text, line, cell = reader.choice(_REMARKS), reader.text(), reader.count(), reader.count()
        remarks.append(Remark(kind, text, line, cell, reader.text(MAX_LINE), reader.text(MAX_NAME)))
    reader.end()
    return tuple(remarks)


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
    effects = returned.side_effects[:MAX_EFFECTS]
    out.byte(len(effects))
    for effect in effects:
        out.byte(_EFFECTS.index(effect.kind))
        out.text(effect.name, MAX_NAME)


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
    if value is not None and (value.shape != shape or NAMES[value.dtype] != CARRIERS.get(dtype, dtype)):
        raise WireError("the numbers do not fit the dtype and shape that were claimed")
    requires_grad, gradient_error, has_gradients = reader.flag(), reader.text(), reader.flag()
    gradients: dict[str, NDArray[np.generic] | None] = {}
    changed: dict[str, NDArray[np.generic]] = {}
    for tensor in call.tensors:
        gradient = _read_like(reader, tensor)
        after = _read_like(reader, tensor)
        if has_gradients and tensor.requires_grad:
            gradients[tensor.name] = gradient
        if after is not None and after.tobytes() != tensor.array.tobytes():
            changed[tensor.name] = after
    effects = _read_effects(reader)
    return Returned(
        kind, type_name, dtype, shape, value, requires_grad, gradients, gradient_error, tuple(changed), effects, changed
    )


def _read_effects(reader: Reader) -> tuple[SideEffect, ...]:
    count = reader.byte()
    if count > MAX_EFFECTS:
        raise WireError("too many side effects")
    return tuple(SideEffect(reader.choice(_EFFECTS), reader.text(MAX_NAME)) for _ in range(count))


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
