"""What a submission needs and the sandbox has not: a package, a file, a GPU, the network; no mistake in a loss."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lossquiz.grading.remarks import NOT_THERE
from lossquiz.grading.sandbox.both.outcomes import LoadFailure, Outcome, Raised, Remark

_NO_MODULE = re.compile(r"No module named '([^']+)'")
_NO_FILE = re.compile(r"No such file or directory: b?'([^']+)'|^(\S+) not found\.?$")
# What torch says where it has no device of that kind: `torch/cuda/__init__.py`, `c10/cuda/CUDAFunctions.cpp` and the
# allocators' own words.
_NO_DEVICE = re.compile(
    r"not compiled with (?:CUDA|ROCm|XPU|MPS)|No (?:CUDA|HIP|XPU) GPUs are available|Found no NVIDIA driver"
    r"|no CUDA-capable device|PyTorch is not linked with support for (?:cuda|mps|xpu)|MPS backend is (?:not|only) "
    r"|deserialize object on a CUDA device",
    re.IGNORECASE,
)
_NETWORK = ("URLError", "gaierror", "ConnectionError", "ConnectionRefusedError", "MaxRetryError", "NewConnectionError")
_OF_MODULE = re.compile(r"module '([^']+)' has no attribute")


def lacking(failure: LoadFailure | None, outcomes: Sequence[Outcome], remarks: Sequence[Remark]) -> str:
    """Return what a submission failed for want of, in words that go on from "it needs", or "".

    Either it says so itself, or all that it raises is that something is missing which a statement before it, that
    failed for such a want, should have made.
    """
    if failure is not None:
        return _lack(failure.type_name, failure.message)
    raised = [outcome for outcome in outcomes if isinstance(outcome, Raised)]
    direct = next((lack for outcome in raised if (lack := _lack(outcome.type_name, outcome.message))), "")
    if direct or not raised or len(raised) < len(outcomes):
        return direct
    wants = ((_lack(*_parts(remark.text)), remark) for remark in remarks if remark.kind == "before")
    lack, cause = next(((lack, remark) for lack, remark in wants if lack), ("", None))
    return lack if cause and all(_follows(outcome, cause) for outcome in raised) else ""


def _follows(outcome: Raised, cause: Remark) -> bool:
    """Tell whether something is missing that the statement which failed before may have made."""
    if outcome.type_name == "AttributeError":  # of a module made by hand, which that statement should have filled
        module = _OF_MODULE.search(outcome.message)
        return bool(module and re.search(rf"\b{re.escape(module[1])}\b", f"{cause.text} {cause.source}"))
    return outcome.type_name in NOT_THERE


def _parts(text: str) -> tuple[str, str]:
    """Return type and message of what a remark says was raised."""
    type_name, _, message = text.partition(": ")
    return type_name, message


def _lack(type_name: str, message: str) -> str:
    kind = type_name.rpartition(".")[2]
    find = _LACKS.get(kind)
    return (find(message) if find else "") or _device(message)


def _package(message: str) -> str:
    found = _NO_MODULE.search(message)
    return f"the package {found[1]}, which is not installed here" if found else ""


def _file(message: str) -> str:
    found = _NO_FILE.search(message)
    # Without its folder, which may be the sandbox's.
    name = re.split(r"[/\\]", found[1] or found[2])[-1] if found else ""
    return f"the file {name}, which the sandbox does not have" if name else "a file that the sandbox does not have"


def _device(message: str) -> str:
    return "a GPU, which the sandbox does not have" if _NO_DEVICE.search(message) else ""


def _network(_message: str) -> str:
    return "the network, which the sandbox does not have"


_LACKS: Mapping[str, Callable[[str], str]] = {
    "ModuleNotFoundError": _package,
    "ImportError": _package,
    "FileNotFoundError": _file,
    **dict.fromkeys(_NETWORK, _network),
}
