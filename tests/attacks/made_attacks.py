"""Attacks on whatever reads a source: too deep, too long, in odd encodings. Name, source, verdicts, why.

They are made rather than kept: some are a megabyte, and others are no text.
"""

from __future__ import annotations

_HONEST = b"""import torch
def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""
_ZEROS = b"def huber_loss(pred, target, delta=1.0):\n    return pred.sum() * 0\n"

MADE: tuple[tuple[str, bytes, str, str], ...] = (
    ("nested_parentheses", b"x = " + b"(" * 5_000 + b")" * 5_000, "error", "more brackets than the parser takes"),
    ("nested_lists", b"x = " + b"[" * 90 + b"]" * 90 + b"\n" + _ZEROS, "failed", "as deep as is allowed: it loads"),
    ("minus_signs", b"x = " + b"-" * 200_000 + b"1\n", "error|crashed|out_of_memory", "a tree of 200,000 levels"),
    ("long_sum", b"x = " + b"1+" * 400_000 + b"1\n", "error|crashed|out_of_memory|timeout", "a compiler that recurses"),
    ("attribute_chain", b"x = a" + b".a" * 300_000, "error|crashed|out_of_memory|timeout", "a chain of attributes"),
    ("elif_ladder", b"if x: pass\n" + b"elif x: pass\n" * 60_000, "error|crashed|out_of_memory|timeout", "nested elif"),
    ("deep_indentation", b"".join(b" " * i + b"if 1:\n" for i in range(120)), "error", "over the indentation limit"),
    ("nested_f_strings", b"x = " + b"f'{" * 200 + b"1" + b"}'" * 200, "error", "f-strings in f-strings"),
    ("long_line", b"x = '" + b"a" * 1_000_000 + b"'\n" + _ZEROS, "failed", "a line of a million characters is code"),
    ("huge_number", b"x = " + b"9" * 900_000 + b"\n" + _ZEROS, "error", "a literal over the limit of digits"),
    ("power_of_powers", b"x = 9 ** 9 ** 9\n" + _ZEROS, "timeout|out_of_memory|error", "constant folding must not hang"),
    ("repeated_text", b"x = 'a' * (1 << 40)\n" + _ZEROS, "out_of_memory|error|failed", "a terabyte of text"),
    ("null_bytes", _HONEST + b"\0\0\0", "error", "null bytes are no source"),
    ("only_null_bytes", b"\0" * 4_096, "error", "the same without code"),
    ("empty", b"", "not_found", "an empty file defines nothing"),
    ("only_a_byte_order_mark", b"\xef\xbb\xbf", "not_found", "the same with a mark"),
    ("honest_with_a_byte_order_mark", b"\xef\xbb\xbf" + _HONEST, "passed", "editors write it; it is no attack"),
    ("carriage_returns", _HONEST.replace(b"\n", b"\r"), "passed", "old line ends are lines"),
    ("form_feeds", b"\x0c" + _HONEST + b"\x0c\n", "passed", "form feeds are white space"),
    ("not_utf8", _HONEST + b"# \xff\xfe\n", "error", "bytes that are no text"),
    ("utf16", _HONEST.decode().encode("utf-16"), "passed", "told by its mark; it is no attack"),
    ("latin1_declared", b"# coding: latin-1\n# \xe9\n" + _HONEST, "passed", "declared; it is no attack"),
    ("rot13_declared", b"# coding: rot13\n" + _HONEST, "error", "a codec that is no encoding of text"),
    ("zlib_declared", b"# coding: zlib_codec\n" + _HONEST, "error", "a codec that decompresses"),
    ("unknown_coding", b"# coding: no-such-thing\n" + _HONEST, "error", "an encoding that does not exist"),
    ("utf7_declared", b"# coding: utf-7\n" + _HONEST, "passed|error", "code that reads differently in UTF-7 is code"),
    ("surrogates", b"x = '\xed\xa0\x80'\n" + _HONEST, "error", "surrogates are no UTF-8"),
    ("a_pickle", b"\x80\x04cposix\nsystem\n(S'id'\ntR.", "error", "a pickle under the name of a source"),
    ("an_archive", b"PK\x03\x04" + b"\0" * 26 + b"../../evil.py", "error", "an archive under the name of a source"),
    ("compiled", b"\xa7\r\r\n" + b"\0" * 12 + b"\xe3" + b"\0" * 40, "error", "byte code under the name of a source"),
    ("over_the_cap", _HONEST + b"#" * (1 << 20), "error", "more than 1 MiB"),
    ("just_under_the_cap", _HONEST + b"#" * ((1 << 20) - len(_HONEST) - 1) + b"\n", "passed", "1 MiB is allowed"),
    ("a_million_statements", b"0\n" * 250_000 + _ZEROS, "failed|timeout|out_of_memory|error", "many small statements"),
    ("many_functions", b"def f(): pass\n" * 40_000 + _ZEROS, "failed|timeout|out_of_memory|error", "many functions"),
    ("hidden_by_bidi", "# \u202e\u2066 comment\n".encode() + _ZEROS, "failed", "text that displays in another order"),
    ("homoglyph_name", "def hubеr_loss(pred, target, delta=1.0):\n    return pred.sum()\n".encode(), "not_found",
         "a Cyrillic letter in the name: it is another name"),
)  # fmt: skip
