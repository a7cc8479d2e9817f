"""Source in every encoding that Python files come in; what is none is a SyntaxError, whatever codec is named."""

from __future__ import annotations

import codecs
import contextlib
import encodings.aliases
import warnings

import pytest

from lossquiz.grading.sandbox.child.decoding import decode_python
from lossquiz.grading.sandbox.child.pieces import read_python

TEXT = "# größer, 大きい\nx = 'é'\n"


@pytest.mark.parametrize(
    "source",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_every_byte_order_mark_tells_the_encoding(source: bytes) -> None:
    assert decode_python(source) == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "iso-8859-15", "utf-8", "utf8"])
def test_a_declared_encoding_is_taken(encoding: str) -> None:
    text = f"# -*- coding: {encoding} -*-\nx = 'é'\n"
    assert decode_python(text.encode(encoding)) == text


def test_a_mark_counts_more_than_a_declaration_made_before_the_file_was_converted() -> None:
    text = "# coding: latin-1\nx = 'é'\n"
    assert decode_python(text.encode("utf-16")) == text


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        (b"x = 1\ny = '\xe9'\n", 2, "Non-UTF-8 code starting with '\\xe9' on line 2"),
        (b"y = '\xe9'\n", 1, "Non-UTF-8 code starting with '\\xe9' on line 1"),
        (codecs.BOM_UTF8 + b"x = 1\ny = '\xe9'\n", 2, "line 2 is not utf-8-sig"),
        (b"# coding: ascii\nx = '\xe9'\n", 2, "line 2 is not ascii"),
        ("x = 1\n".encode("utf-16") + b"y", 2, "line 2 is not utf-16"),
        (codecs.BOM_UTF16_LE + b"x\0\n\0\0\xd8", 2, "line 2 is not utf-16"),
        (b"x = 1\ny = '\0'\n", 2, "null bytes"),
        ("x = 1\n".encode("utf-16-le"), 1, "null bytes"),
        (b"# coding: klingon\n", None, "unknown encoding: klingon"),
        (b"# coding: rot13\n", None, "'rot13' is not one of text"),
        (b"# coding: utf-16\nx = 1\n", None, "encoding problem: utf-16"),
        (b"# coding: cp037\nx = 1\n", None, "encoding problem: cp037"),
        (b"# coding: undefined\n", None, "encoding problem: undefined"),
        (codecs.BOM_UTF8 + b"# coding: latin-1\n", None, "encoding problem: utf-8"),
    ],
)
def test_what_is_no_text_is_a_syntax_error_that_says_where(source: bytes, line: int | None, words: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        decode_python(source)
    assert words in str(caught.value.msg)
    assert caught.value.lineno == line


@pytest.mark.parametrize("body", [b"x = '\xe9\\x00\xff'\n", b"x = 1\n", b"+ADw-\n~{<:Ky!#\n", b"\x1b$B\n\\ud800"])
def test_no_codec_of_python_gets_past_with_anything_but_a_syntax_error(body: bytes) -> None:
    names = {*encodings.aliases.aliases, *encodings.aliases.aliases.values(), "idna", "punycode", "unicode_escape"}
    for name in sorted(names):
        source = b"# coding: " + name.encode() + b"\n" + body
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert read_python(source, "answer.py"), name  # a failure or a piece
            with contextlib.suppress(SyntaxError):
                decode_python(source)
