"""Finding things by the words people type, however they spell them; a wrong word gets the nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from lossquiz.errors import UsageError

Thing = TypeVar("Thing")

FEW = 12  # so many names are listed when nothing is near; more would only scroll by
_SEPARATORS = str.maketrans(dict.fromkeys("-_‐‑–—", " "))
_CLOSE = 0.6
_OFFERED = 2
_LONGEST = 80


def plain(word: str) -> str:
    """Return a word as all its spellings are compared: `KL-Div`, `kl div` and `kl_div` are one."""
    return "_".join(word.lower().translate(_SEPARATORS).split())


def find(
    what: str,
    word: str,
    known: Mapping[str, Thing],
    others: Callable[[], Mapping[str, str]] = dict,
    elsewhere: str = "",
    advise: Callable[[str], str] | None = None,
) -> Thing:
    """Return the thing that a word names.

    Args:
        what: What is looked for, as the message calls it: `question`.
        word: What was typed.
        known: The things by id.
        others: Makes further names, each with an id; called only when no id fits, for it may have to read them first.
        elsewhere: Where all ids can be seen, when there are too many for a message.
        advise: Says what a word that names nothing may have meant; else the nearest ids are offered.

    Raises:
        UsageError: Nothing is called so; the message gives the nearest.
    """
    found = word if word in known else _names(known).get(plain(word))
    if found is not None:
        return known[found]
    names = {plain(name): one for name, one in others().items()} | _names(known)
    if plain(word) in names:
        return known[names[plain(word)]]
    told = advise(word) if advise else _advice(nearest(word, names), known, elsewhere)
    raise UsageError(f"unknown {what} {quote(word)}; {told}")


def quote(word: str) -> str:
    """Return a word in quotes, as one line of reasonable length: what cannot be printed is escaped."""
    shown = word if word.isprintable() else repr(word)[1:-1]
    return f'"{shown}"' if len(shown) <= _LONGEST else f'"{shown[:_LONGEST]}…"'


def nearest(word: str, names: Mapping[str, str]) -> list[str]:
    """Return the ids whose names come closest to a word, at most two, the closest first.

    Args:
        word: What was typed.
        names: Plain names, each with an id.
    """
    import difflib  # only a wrong word has to wait for it

    near = difflib.get_close_matches(plain(word), names, n=2 * _OFFERED, cutoff=_CLOSE)
    return list(dict.fromkeys(names[name] for name in near))[:_OFFERED]


def suggest(word: str, known: Iterable[str], elsewhere: str = "") -> str:
    """Return what to say of a word that is not among those known: `did you mean a or b?`, or which there are.

    Args:
        word: What was typed.
        known: The words there are.
        elsewhere: Where they can be seen, when there are too many for a message.
    """
    words = list(known)
    return _advice(nearest(word, _names(words)), words, elsewhere)


def _advice(near: Iterable[str], known: Iterable[str], elsewhere: str) -> str:
    offered, words = list(near), list(known)
    if offered:
        return f"did you mean {' or '.join(offered)}?"
    return elsewhere if elsewhere and len(words) > FEW else f"known: {', '.join(words)}"


def _names(known: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name in known:
        names.setdefault(plain(name), name)
    return names
