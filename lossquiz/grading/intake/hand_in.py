"""What one candidate handed in: files that may hold answers, what they may import, or why there is nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.grading.intake.kinds import text_of

if TYPE_CHECKING:
    from lossquiz.grading.sandbox.both.job import SourceFormat


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a file or folder tells of who handed it in, where names are given by a system.

    Attributes:
        candidate: Whose it is.
        file: What the candidate called it, or "" for a folder.
        person: The candidate's name, or "".
        attempt: What orders the attempts of one candidate, the latest last, or "".
        submitted: When it was handed in, in seconds since 1970, or None.
        late: Whether the system says that it was late; None where it says nothing of that.
    """

    candidate: str
    file: str = ""
    person: str = ""
    attempt: str = ""
    submitted: float | None = None
    late: bool | None = None


@dataclass(frozen=True, slots=True)
class Older:
    """A version of a file that a newer one of the same name has taken the place of.

    Attributes:
        file: Its place below the candidate's folder, which is that of the newer one.
        path: What reports call it.
        sha256: Its hash, or "" where it cannot be read.
        modified: When it was changed, or handed in, in seconds since 1970, or None.
    """

    file: str
    path: str
    sha256: str
    modified: float | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file in which an answer may lie, but of no kind that can be graded.

    Attributes:
        path: What reports call it.
        stem: The file's name without its ending, in lower case with underscores.
        reason: Why it is not graded.
        archive: Whether it is an archive that is not opened: any answer may lie in it.
        code: The pieces of Python that stand in it, where it is a text and one of them may be an answer.
    """

    path: str
    stem: str
    reason: str
    archive: bool = False
    code: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """One file that may hold an answer.

    Attributes:
        path: What reports call it.
        source: Its bytes; empty when it could not be read.
        source_format: Python or a notebook.
        place: Where it lies below the candidate's folder, with `/`.
        error: Why it could not be read, or "".
        stem: The file's name without its ending, in lower case with underscores.
        said: What is to be said of how it was read, or "".
        tried: Whether it may as well be no Python at all: a text, say.
        companions: The other Python files that it may import: their place, and their bytes.
        modified: When it was last changed, in seconds since 1970; None where nothing tells.
        named: What its name tells of who handed it in, or None.
    """

    path: str
    source: bytes
    source_format: SourceFormat
    place: str = ""
    error: str = ""
    stem: str = ""
    said: str = ""
    tried: bool = False
    companions: tuple[tuple[str, bytes], ...] = ()
    modified: float | None = None
    named: Named | None = None

    @property
    def text(self) -> str:
        """The source as text in which words can be looked for."""
        return text_of(self.source)

    @property
    def sha256(self) -> str:
        """The hash of the file, or "" of one that could not be read."""
        return "" if self.error else hashlib.sha256(self.source).hexdigest()


@dataclass(frozen=True, slots=True)
class HandIn:
    """All that one candidate handed in.

    Attributes:
        candidate: What the candidate is called: an entry of the folder that was given, or a file as it was given.
        path: What reports call it.
        files: The files that may hold an answer.
        nothing: Why there is none, or "".
        refused: Whether that is for want of being able to look: it cannot be read, or is an archive that is not opened.
        named: Whether the user named this very file.
        older: Versions of its files that are not graded.
        unread: What lies beside the files and cannot be graded.
        told: What the name of what was handed in tells, or None.
    """

    candidate: str
    path: str
    files: tuple[Submission, ...] = ()
    nothing: str = ""
    refused: bool = False
    named: bool = False
    older: tuple[Older, ...] = ()
    unread: tuple[Unread, ...] = ()
    told: Named | None = None

    @property
    def sha256(self) -> str:
        """A hash of everything that a verdict on this may depend on."""
        whole = hashlib.sha256()
        for file in self.files:
            for place, source in ((file.path, file.source), (file.error, b""), *file.companions):
                name = place.encode("utf-8", "surrogateescape")
                whole.update(b"%d %d " % (len(name), len(source)) + name + source)
        for beside in self.unread:
            for text in (f"{beside.path} {beside.reason} ", *beside.code):
                whole.update(text.encode("utf-8", "surrogateescape"))
        whole.update(self.nothing.encode("utf-8", "surrogateescape"))
        return whole.hexdigest()
