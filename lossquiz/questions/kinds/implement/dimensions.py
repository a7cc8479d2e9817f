"""What the shape of an input is made of: names of dimensions, and what is worked out of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

ANY = "*"
SCALAR = "scalar"
_DIMENSION = r"([A-Z]|[0-9]+|[A-Z]\*[A-Z]|[A-Z][-+][0-9])"
PATTERN = rf"\*|{SCALAR}|{_DIMENSION}(, ?{_DIMENSION})*(, ?\*)?"


def dimensions_of(shape: str) -> tuple[str, ...]:
    """Return the dimensions of a shape as it is written: `N, K-1` has `N` and `K-1`, `scalar` none."""
    return () if shape == SCALAR else tuple(part.strip() for part in shape.split(","))


def names_in(dimension: str) -> frozenset[str]:
    """Return the names that a dimension is worked out of."""
    return frozenset(re.findall("[A-Z]", dimension))


def shift_of(dimension: str) -> tuple[tuple[str, int], ...]:
    """Return the name in a dimension that is a little more or less than another, and by how much: `K-1` has (K, −1)."""
    found = re.fullmatch(r"([A-Z])([-+][0-9])", dimension)
    return ((found[1], int(found[2])),) if found else ()


def size_of(dimension: str, sizes: Mapping[str, int]) -> int:
    """Work a dimension out of the sizes of the names in it."""
    terms = [int(term) if term.isdigit() else sizes[term] for term in re.findall(r"[A-Z]|\d+", dimension)]
    if len(terms) == 1:
        return terms[0]
    first, second = terms
    return first * second if "*" in dimension else first - second if "-" in dimension else first + second


def sizes_of(shape: tuple[str, ...], sizes: Mapping[str, int], rest: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape of an input.

    Args:
        shape: Its dimensions; a `*` stands for `rest`.
        sizes: The size of each name.
        rest: What is left to choose.
    """
    whole = shape[-1:] == (ANY,)
    fixed = tuple(size_of(dimension, sizes) for dimension in (shape[:-1] if whole else shape))
    return (*fixed, *rest) if whole else fixed
