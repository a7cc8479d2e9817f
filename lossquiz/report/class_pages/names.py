"""The names of candidates as names of files."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossquiz.report.formats import Audience

_LONGEST = 48
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?")
# What Windows keeps for itself, with whatever ending.
_KEPT = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


def file_name(candidate: str) -> str:
    """Return a name of a file for a candidate, without its ending: safe on every system, and theirs alone.

    It depends on the candidate only, so that it stays as others come and go. A name that is plain already is kept;
    any other gets a `~`, which no plain name has, and a hash, since two names may differ only in what is lost here.
    """
    if len(candidate) <= _LONGEST and _PLAIN.fullmatch(candidate) and not _KEPT.fullmatch(candidate):
        return candidate
    ascii_only = unicodedata.normalize("NFKD", candidate).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:_LONGEST].strip("-") or "candidate"
    digest = hashlib.sha256(candidate.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{words}~{digest[:16]}"


def folder_for(audience: Audience) -> str:
    """Return the folder of the pages of candidates; what is made to be handed on lies apart from what is not."""
    return "for-candidates" if audience == "candidate" else "candidates"
