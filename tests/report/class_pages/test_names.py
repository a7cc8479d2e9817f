"""Names of candidates as names of files: safe, theirs alone, and the same whoever else there is."""

from __future__ import annotations

import re
import unicodedata

import pytest

from lossquiz.report.class_pages.names import file_name, folder_for

SAFE = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?(?:~[0-9a-f]{16})?")
ODD = [
    "Alice",
    "alice ",
    "ALICE",
    "Ünal",
    "U\u0308nal",
    "李雷",
    "李",
    "..",
    ".",
    "",
    "../../etc/passwd",
    "a/b",
    "a\\b",
    "con",
    "CON",
    "nul.txt",
    "com1",
    "-rf",
    ".hidden",
    "dot.",
    "a~b",
    "alice~0123456789abcdef",
    "x" * 300,
    "x" * 301,
    "new\nline",
    "\\xff",
    "\udcff",
    "a:b",
    "<script>",
    "%2e%2e",
]


@pytest.mark.parametrize("plain", ["alice", "s123", "candidate-01", "a.b_c-d", "x" * 48, "consul", "com10x"])
def test_a_plain_name_stays_what_it_is(plain: str) -> None:
    assert file_name(plain) == plain


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_name_becomes_a_safe_one_that_no_plain_name_is(odd: str) -> None:
    made = file_name(odd)
    assert SAFE.fullmatch(made)
    assert "~" in made
    assert ".." not in made
    assert len(made) <= 48 + 1 + 16
    assert made == file_name(odd)


def test_no_two_candidates_share_a_file_on_any_system() -> None:
    made = [unicodedata.normalize("NFC", file_name(name)).casefold() for name in [*ODD, "alice", "ünal", "x" * 48]]
    assert len(set(made)) == len(made)


def test_one_can_see_whose_file_it_is() -> None:
    assert file_name("Zoë van Dam").startswith("zoe-van-dam~")
    assert file_name("李雷").startswith("candidate~")


def test_what_is_handed_on_lies_apart() -> None:
    assert folder_for("instructor") != folder_for("candidate")
