"""Find out, for `lossquiz doctor`, what isolation this machine gives and what would give more."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass

from lossquiz.grading.sandbox.parent.deaths import ZygoteDiedError
from lossquiz.grading.sandbox.parent.levels import VARIABLE, Level, Mechanism, ceiling


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of isolation: its name, whether it holds here, and what was found."""

    name: str
    holds: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What was probed.

    Attributes:
        level: The level that submissions run under.
        mechanism: `fork`, or `spawn` for a new process each.
        system: Operating system, version and machine.
        layers: Each layer that was probed.
        advice: What would raise the level, or add a layer; empty when there is nothing.
    """

    level: Level
    mechanism: Mechanism
    system: str
    layers: tuple[Layer, ...]
    advice: tuple[str, ...]


def probe() -> Probe:
    """Start a zygote far enough for its self-test, and say what it found; torch is not waited for."""
    highest, mechanism = ceiling()
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    if sys.platform != "linux" or mechanism == "spawn":
        return _unisolated(system)
    from lossquiz.grading.sandbox.parent.zygote_link import ZygoteLink

    link = ZygoteLink(highest)
    try:
        found = link.hello()
    except ZygoteDiedError:
        layer = Layer("sandbox process", False, "it ended before it could report")
        return Probe("none", "fork", system, (layer,), ("run the same Python from a terminal and try again",))
    finally:
        link.close()
    return Probe(found["level"], "fork", system, _layers(found, highest), _advice(found, highest))


def _unisolated(system: str) -> Probe:
    if sys.platform == "linux":
        advice = f"unset {VARIABLE}"
    else:
        advice = "grade strangers' code on Linux 5.13 or later, or in a virtual machine or container that runs it"
    return Probe(
        "none",
        "spawn",
        system,
        (
            Layer("process per submission", True, "a new process each, about a second of start-up"),
            Layer("deadlines", True, "the process and all that it started are killed"),
            Layer("file access", False, "Landlock and seccomp are not available here"),
        ),
        (advice,),
    )


def _layers(found: dict[str, object], highest: Level) -> tuple[Layer, ...]:
    abi, level = found["landlock"], found["level"]
    failed = found["failed"]
    lowered = "" if highest == "full" else f"; {VARIABLE} allows no more than {highest}"
    return (
        Layer("process per submission", True, "forked from a process that holds torch and nothing else"),
        Layer("limits", True, "processor time, memory, threads, descriptors, files, no core dump"),
        Layer("Landlock", level == "full", (f"version {abi}" if abi else "not in this kernel") + lowered),
        Layer("seccomp filter", level != "none", ("known" if found["seccomp"] else "not known here") + lowered),
        Layer("namespaces", bool(found["namespaces"]), "user, process, network, IPC and host name; a second wall"),
        Layer("private folder", bool(found["folder"]), _FOLDER if found["folder"] else "none: nothing can be written"),
        Layer("self-test", not failed, _failures(failed)),
    )


_FOLDER = "4 MiB in memory for each process, gone with it; nothing else can be written"


def _failures(failed: object) -> str:
    if not isinstance(failed, dict) or not failed:
        return "a locked process could not escape"
    return "; ".join(f"{level}: a locked process could {', '.join(what)}" for level, what in failed.items())


def _advice(found: dict[str, object], highest: Level) -> tuple[str, ...]:
    advice = []
    if highest != "full":
        advice.append(f"unset {VARIABLE}, which lowers the level to {os.environ.get(VARIABLE, '')}")
    if not found["landlock"]:
        advice.append(
            "use Linux 5.13 or later with Landlock enabled (`lsm=` on the kernel's command line names landlock);"
            " in a container, let its seccomp profile pass the landlock_* calls"
        )
    if not found["seccomp"]:
        advice.append("use a kernel with seccomp filters on x86_64 or aarch64")
    if not found["namespaces"] and highest == "full":
        advice.append("optional: allow unprivileged user namespaces, for a second wall behind Landlock and seccomp")
    if found["failed"]:
        advice.append("please report what the self-test found: docs/security.md says how")
    return tuple(advice)
