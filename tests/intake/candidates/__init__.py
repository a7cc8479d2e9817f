"""The corpus: what people hand in, by theme."""

from __future__ import annotations

from candidates import (
    archives,
    built_ins,
    encodings,
    entries,
    failures,
    forms,
    junk,
    lacking_packages,
    not_files,
    notebooks,
    nothing_found,
    packages,
    slow,
    workplace,
)

THEMES = {
    "forms": forms.CANDIDATES,
    "entries": entries.CANDIDATES,
    "built_ins": built_ins.CANDIDATES,
    "notebooks": notebooks.CANDIDATES,
    "packages": packages.CANDIDATES,
    "archives": archives.CANDIDATES,
    "encodings": encodings.CANDIDATES,
    "failures": failures.CANDIDATES,
    "lacking_packages": lacking_packages.CANDIDATES,
    "nothing_found": nothing_found.CANDIDATES,
    "junk": junk.CANDIDATES,
    "not_files": not_files.CANDIDATES,
    "workplace": workplace.CANDIDATES,
    "slow": slow.CANDIDATES,
}
CORPUS = tuple(candidate for theme in THEMES.values() for candidate in theme)
