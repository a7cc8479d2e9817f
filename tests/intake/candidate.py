"""What somebody handed in, as data: the files, and the rows that are owed for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from containers import Content


@dataclass(frozen=True, slots=True)
class Row:
    """One expected row.

    Attributes:
        question: Its question; None where the answer could be tied to none.
        verdict: Its verdict, or several joined by `|` where the specification leaves it open.
        status: `graded`, `needs_review` or `missing`; "" where the specification leaves it open.
        path: Its file, relative to the candidate's folder or archive; "" for any.
        reason: What `reason` must match.
        says: What the reason, the error, or the message of a check must match.
        warns: What one of the warnings must match.
    """

    question: str | None
    verdict: str
    status: str = ""
    path: str = ""
    reason: str = ""
    says: str = ""
    warns: str = ""


Layout: TypeAlias = Mapping[str, Content] | Content


@dataclass(frozen=True, slots=True)
class Candidate:
    """One top-level entry of the folder that is graded.

    Attributes:
        name: The entry's name, and so the candidate's.
        why: What it shows, in a few words.
        files: A folder's files by their paths, or what a single file (or archive) holds.
        rows: What is owed for it, in any order; none for junk.
        needs_full: Whether only isolation level `full` can promise the rows.
    """

    name: str
    why: str
    files: Layout
    rows: tuple[Row, ...]
    needs_full: bool = False


def passed(question: str, *, path: str = "", warns: str = "") -> Row:
    return Row(question, "passed", "graded", path=path, warns=warns)


def failed(question: str, *, path: str = "", warns: str = "") -> Row:
    return Row(question, "failed", "graded", path=path, warns=warns)


def forbidden(question: str, says: str, *, path: str = "") -> Row:
    """The entry reaches a built-in, and the row says which."""
    return Row(question, "forbidden", "graded", path=path, says=says)


def timeout(question: str | None) -> Row:
    return Row(question, "timeout")


def error(question: str, says: str, *, path: str = "") -> Row:
    """The entry cannot be had, or raises on every case: whose mark that is, the specification leaves open."""
    return Row(question, "error", path=path, says=says)


def lacking(question: str, package: str) -> Row:
    """The entry needs a package that this machine has not."""
    return Row(question, "error", "needs_review", reason=package)


def unreadable(question: str | None, reason: str, *, path: str = "") -> Row:
    """A file that cannot be read, decoded, parsed or opened."""
    return Row(question, "error", "needs_review", path=path, reason=reason)


def missing(reason: str = "", question: str | None = None) -> Row:
    """Nothing near an answer is there."""
    return Row(question, "not_found", "missing", reason=reason)


def nothing_of_python() -> Row:
    return missing("nothing of Python")


def near(reason: str, question: str | None = None) -> Row:
    """Something near an answer is there: a person has to look."""
    return Row(question, "not_found", "needs_review", reason=reason)


def folder(name: str, why: str, files: Mapping[str, Content], *rows: Row, needs_full: bool = False) -> Candidate:
    return Candidate(name, why, files, rows, needs_full)


def flat(name: str, why: str, content: Content, *rows: Row) -> Candidate:
    return Candidate(name, why, content, rows)
