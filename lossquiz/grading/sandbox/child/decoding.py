"""The bytes of Python source become text."""

from __future__ import annotations

import codecs
import io
import tokenize

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_python(source: bytes) -> str:
    """Return Python source as text, by its byte order mark or its declared encoding (PEP 263), else as UTF-8.

    Raises:
        SyntaxError: if the encoding is unknown, is none of text, or does not fit the bytes; if a byte is null.
    """
    encoding = encoding_of_mark(source) or _declared(source)
    try:
        text = source.decode(encoding)
    except Exception as error:
        raise _misfit(source, encoding, error) from error
    if "\0" in text:
        raise _at("source code cannot contain null bytes", text.count("\n", 0, text.index("\0")) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of_mark(source: bytes) -> str:
    """Return the encoding that a byte order mark tells, other than UTF-8, or ""."""
    return next((encoding for mark, encoding in _MARKS if source.startswith(mark)), "")


def _declared(source: bytes) -> str:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    except SyntaxError as error:
        if not str(error.msg).startswith("invalid or missing"):
            raise
        encoding = "utf-8"  # declared as nothing else, and none of it in the first lines: decoding tells where
    if not codecs.lookup(encoding)._is_text_encoding:  # noqa: SLF001 - what bytes.decode itself asks
        raise SyntaxError(f"encoding {encoding!r} is not one of text")
    if not _keeps_ascii(encoding):
        raise SyntaxError(f"encoding problem: {encoding}")
    return encoding


def _keeps_ascii(encoding: str) -> bool:
    """Tell whether the line that declares an encoding says the same when it is read in it."""
    try:
        return b"coding".decode(encoding) == "coding"
    except Exception:  # noqa: BLE001 - whatever a codec thinks of it
        return False


def _misfit(source: bytes, encoding: str, error: Exception) -> SyntaxError:
    """Say at which line the bytes are not what they should be, in Python's words for the usual case."""
    if not isinstance(error, UnicodeDecodeError):
        return SyntaxError(f"encoding problem: {encoding}")
    before, wide = error.object[: error.start], bool(encoding_of_mark(source))
    line = (before.decode(encoding, "replace").count("\n") if wide else before.count(b"\n")) + 1
    if encoding == "utf-8":
        byte = f"'\\x{source[error.start]:02x}'"
        return _at(
            f"Non-UTF-8 code starting with {byte} on line {line}, and no other encoding declared (PEP 263); "
            "save the file as UTF-8",
            line,
        )
    return _at(f"line {line} is not {encoding}", line)


def _at(message: str, line: int) -> SyntaxError:
    return SyntaxError(message, ("", line, None, None))
