"""The samplers that a bank brings itself, in a `samplers.py` beside its folders: loaded, and held to the vocabulary."""

from __future__ import annotations

import functools
import inspect
import sys
import types
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np

from lossquiz.errors import BankError, Fault
from lossquiz.questions import samplers
from lossquiz.questions.containing import Contained, EndlessError
from lossquiz.questions.samplers import SAMPLERS, Array, Draw, Sampler


def load_samplers(bank: Path, beside: Iterable[Path] = ()) -> None:
    """Add the samplers of a bank's own `samplers.py` to the vocabulary.

    The file runs in this process, as the bank's references do. Samplers that it, or a bank that is not in use any
    more, added before are forgotten first.

    Args:
        bank: The bank's folder.
        beside: Banks in use at the same time, loaded before; their names are taken.

    Raises:
        BankError: The file cannot be imported, or adds something that cannot be called with a draw.
    """
    path, shown = bank / "samplers.py", f"{bank.name}/samplers.py"
    module = types.ModuleType(_module_name(bank))
    module.__file__ = str(path)
    in_use = {samplers.__name__, *(_module_name(other) for other in beside)} - {module.__name__}
    before = {name: known for name, known in SAMPLERS.items() if known.__module__ in in_use}
    _restore(before)
    sys.modules[module.__name__] = module
    try:
        # Compiled from its source each time: an import would leave a __pycache__ in the bank, and could be stale.
        with Contained():
            exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)  # noqa: S102 - a bank is trusted code
    except (Exception, SystemExit, EndlessError) as error:
        del sys.modules[module.__name__]
        _restore(before)
        what = f"cannot be imported: {type(error).__name__}: {error}"
        raise BankError((Fault(shown, _line_of(error, path), "", what),)) from error
    _guard_all([name for name in SAMPLERS if name not in before], path, shown)


def _module_name(bank: Path) -> str:
    return f"lossquiz_bank_samplers_{zlib.crc32(str(bank.resolve()).encode(errors='replace')):08x}"


def _restore(known: Mapping[str, Sampler]) -> None:
    SAMPLERS.clear()
    SAMPLERS.update(known)


def _line_of(error: BaseException, path: Path) -> int:
    """Return the line of a bank's file that an error came from, or 0."""
    line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _guard_all(names: list[str], path: Path, shown: str) -> None:
    faults = []
    for name in names:
        function = SAMPLERS[name]
        kinds = [p.kind for p in inspect.signature(function).parameters.values()]
        positional = [k for k in kinds if k is not inspect.Parameter.KEYWORD_ONLY]
        if positional != [inspect.Parameter.POSITIONAL_OR_KEYWORD]:
            line = getattr(getattr(function, "__code__", None), "co_firstlineno", 0)
            what = "expected a function of one draw, with its options after a `*`: def my_sampler(draw, *, low=0.0)"
            faults.append(Fault(shown, line, name, what))
        SAMPLERS[name] = _guarded(function, path, shown)
    if faults:
        raise BankError(tuple(faults))


def _guarded(function: Sampler, path: Path, shown: str) -> Sampler:
    """Hold a bank's own sampler to what the vocabulary promises, and blame the bank when it breaks."""

    @functools.wraps(function)
    def guarded(draw: Draw, **options: Any) -> Array:
        def broken(what: str, line: int = 0) -> BankError:
            return BankError((Fault(shown, line, function.__name__, what),))

        try:
            with Contained():
                values = np.asarray(function(draw, **options))
        except (Exception, SystemExit, EndlessError) as error:
            raise broken(f"raised {type(error).__name__}: {error}", _line_of(error, path)) from error
        if values.shape != draw.shape:
            raise broken(f"returned shape {values.shape}; expected draw.shape, which was {draw.shape}")
        if values.dtype.kind != "f":
            raise broken(f"returned {values.dtype}; expected floats (class ids are drawn by class_ids)")
        return values.astype(np.float32)

    return cast("Sampler", guarded)
