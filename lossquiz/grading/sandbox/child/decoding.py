"""The bytes of Python source become text."""

from __future__ import annotations

import codecs
import io
import tokenize


def decode_python(source: bytes) -> str:
    """Return Python source as text, by its byte order mark or its declared encoding (PEP 263), else as UTF-8.

    Raises:
        SyntaxError: if the encoding is unknown, is none of text, or does not fit the bytes.
    """
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    if not codecs.lookup(encoding)._is_text_encoding:  # noqa: SLF001 - what bytes.decode itself asks
        raise SyntaxError(f"encoding {encoding!r} is not one of text")
    try:
        text = source.decode(encoding)
    except UnicodeError as error:
        line = source.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise SyntaxError(f"line {line} is not {encoding}", ("", line, None, None)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
