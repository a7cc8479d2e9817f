"""The bytes that cross the border between the parent, the zygote and its children: frames, and what is in them.

Every frame is one byte of kind, four bytes of length and a payload packed with `struct`. Nothing is
unpickled or evaluated on either side, and a reader works out each byte count itself before it trusts one.
Imports NumPy only: the parent reads frames without torch, and the zygote holds no other module of ours.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Kinds of frame. The first two and the last go to the child, the others come from it; READY from a spawned worker only.
TASK, SOURCE, LOADED, FAILED, OUTCOME, FORBIDDEN, DONE, READY, REMARKS, MEMBER, INPUTS = range(1, 12)

HEADER = struct.Struct("<BI")
PROCESSOR = struct.Struct("<d")  # the payload of READY: the processor seconds that the worker has used so far
MAX_TEXT = 2_000
MAX_NAME = 200
MAX_RANK = 8
MAX_VALUE_BYTES = 4 << 20

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
# NumPy works a dtype's name out each time it is asked.
NAMES = {dtype: dtype.name for dtype in DTYPES}


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
        self.parts += value.tobytes()  # in C order, whatever the layout


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
        try:
            return np.frombuffer(raw, dtype).reshape(shape)
        except ValueError as error:  # no elements, and yet dimensions beyond what NumPy can count
            raise WireError("an array claims impossible dimensions") from error

    @property
    def more(self) -> bool:
        """Whether anything is left."""
        return self.at < len(self.data)

    def end(self) -> None:
        """Check that nothing is left over."""
        if self.at != len(self.data):
            raise WireError("a message has bytes left over")


def frame(kind: int, payload: bytes | bytearray = b"") -> bytes:
    """Return a frame of `kind` around `payload`."""
    return HEADER.pack(kind, len(payload)) + payload
