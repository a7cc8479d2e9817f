"""Take functions that are written in C out of use, for the rest of the process and for whoever holds them.

Whoever saved such a function at import holds an object that points at the function's one description; that is where
its code is exchanged. CPython's layout is looked at before anything is written, and where it is another than expected,
nothing is.

Sources: CPython `Include/methodobject.h`, `cpython/methodobject.h` and `cpython/descrobject.h`, for `PyMethodDef`,
`PyGetSetDef` and the objects that point at them.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from typing import Any

_WORD = ctypes.sizeof(ctypes.c_void_p)
# How many words after an object's start the pointer to its description stands.
_PLACES = {"builtin_function_or_method": 2, "method_descriptor": 5, "getset_descriptor": 5}


def unplug(function: Any) -> bool:
    """Let a C function, or a method of a type of C's, raise TypeError from now on; tell whether that was done."""
    description = _description(function)
    if description is None:
        return False
    # Whatever it is given, it looks at the object only that the function belongs to: a module, or what is no number.
    refusing = ctypes.cast(ctypes.pythonapi.PyNumber_Index, ctypes.c_void_p)
    _word(description + _WORD).value = refusing.value
    return True


def replace_getter(attribute: Any, other: Any) -> bool:
    """Let an attribute of a type of C's give from now on what another attribute of it gives; tell whether it does."""
    description, instead = _description(attribute), _description(other)
    if description is None or instead is None:
        return False
    _word(description + _WORD).value = _word(instead + _WORD).value
    return True


def keep(thing: object) -> None:
    """Keep an object alive when nothing refers to it any more, and where nobody finds it."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))
    if gc.is_tracked(thing):
        ctypes.pythonapi.PyObject_GC_UnTrack(ctypes.py_object(thing))


def release(thing: object) -> None:
    """Let an object go that was kept."""
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(thing))


def _description(function: Any) -> int | None:
    """Return where the description of a C function or attribute stands: its name first, then its code."""
    place = _PLACES.get(type(function).__name__)
    if place is None or sys.implementation.name != "cpython":
        return None
    description = _word(id(function) + place * _WORD).value
    name = _word(description).value if description else None
    known = name is not None and ctypes.string_at(name) == function.__name__.encode()
    return description if known else None


def _word(address: int) -> ctypes.c_void_p:
    return ctypes.c_void_p.from_address(address)
