"""A small run of the load that benchmarks/load.py measures: all graded, nothing left, nothing grows."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "load.py"
COUNT = 60


@pytest.fixture(scope="module")
def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("load_benchmark", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses ask for it
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def load(load_script: ModuleType, level: str) -> Any:
    if not Path("/proc/self/statm").exists():
        pytest.skip("looks at processes through Linux's /proc")
    if level != "full":
        pytest.skip(f"attacks are let loose at isolation level full only; this machine gives {level}")
    return load_script.run(COUNT, 2, 60.0)  # none of the attacks that it meets hangs


def test_everything_is_graded_and_honest_answers_rightly(load: Any) -> None:
    assert load.count == COUNT
    assert load.honest_right
    assert load.verdicts["passed"] >= COUNT * 0.4


def test_nothing_is_left(load: Any) -> None:
    assert load.processes_left == []
    assert load.files_left == []
    assert load.canaries_touched == []


def test_nothing_grows(load: Any) -> None:
    first, last = load.samples[0], load.samples[-1]
    assert last.rows > first.rows
    assert last.parent_mib < first.parent_mib * 1.2
    assert last.zygote_mib < first.zygote_mib * 1.2
    # Two jobs at a time hold two descriptors each.
    assert last.parent_descriptors <= first.parent_descriptors + 4
    assert last.zygote_descriptors <= first.zygote_descriptors + 4


def test_what_is_left_would_be_seen(load_script: ModuleType, tmp_path: Path) -> None:
    """The figures can be bad: a process that goes on in the working folder is found, and so is its memory."""
    import subprocess

    code = "import sys; kept = b'x' * (80 << 20); print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert load_script.processes_in(tmp_path) == [process.pid]
        assert process.pid in set(load_script.descendants(load_script.os.getpid()))
        assert load_script.resident(process.pid) > 80
        assert load_script.descriptors(process.pid) >= 3
        process.kill()
