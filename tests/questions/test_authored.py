"""What an author's code does to the process in which it runs: it is told, undone, or ended."""

from __future__ import annotations

import builtins
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from lossquiz.errors import BankError
from lossquiz.questions.authored import EndlessError, Piece, blamed, contained, deadline

needs_alarms = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this platform has no alarms")


def spin() -> None:
    while True:
        pass


def stubborn() -> None:
    while True:
        try:
            spin()
        except Exception:  # noqa: BLE001, S112 - as an author may write it
            continue


@needs_alarms
@pytest.mark.parametrize("endless", [spin, stubborn])
def test_what_does_not_end_is_stopped(endless: Callable[[], None]) -> None:
    with pytest.raises(EndlessError, match=r"more than 0\.1 s of processor time"), deadline(0.1):
        endless()
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL


@needs_alarms
def test_what_only_waits_for_a_busy_machine_is_not_stopped() -> None:
    with deadline(0.05):
        time.sleep(0.3)


@needs_alarms
def test_the_alarm_of_somebody_else_is_left_to_them() -> None:
    def theirs(_signal: int, _frame: object) -> None: ...

    signal.signal(signal.SIGPROF, theirs)
    try:
        with deadline(5):
            assert signal.getsignal(signal.SIGPROF) is theirs
            assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    finally:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)


def test_a_thread_does_without_an_alarm() -> None:
    said = []

    def run() -> None:
        with contained(5):
            said.append("ran")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert said == ["ran"]


def test_what_is_printed_goes_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    with contained():
        sys.stdout.write("much " * 1000)
    sys.stdout.write("after")
    assert capsys.readouterr().out == "after"


def change_built_ins() -> None:
    with contained():
        builtins.print = None  # type: ignore[assignment]
        builtins.extra = 1  # type: ignore[attr-defined]
        del builtins.len


def test_changed_built_ins_are_told_and_put_back() -> None:
    before = dict(vars(builtins))
    with pytest.raises(AttributeError, match="built-ins are changed: extra, len, print"):
        change_built_ins()
    assert vars(builtins) == before


def test_every_way_out_is_a_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    for code, said in {
        "raise ValueError": "own.py:2: it raises ValueError",
        "import sys; sys.exit(3)": "own.py:2: it raises SystemExit: 3",
        "import os; os._exit(0)": "own.py:2: it raises SystemExit: 0",
        "raise ValueError('odd')": "own.py:2: it raises ValueError: odd",
    }.items():
        path.write_text(f"\n{code}\n")
        with pytest.raises(BankError) as caught, blamed(Piece(path, "own.py"), "it"):
            exec(compile(path.read_text(), str(path), "exec"), {})  # noqa: S102 - an author's
        assert str(caught.value) == said
    assert os._exit.__module__ in {"posix", "nt"}


def test_an_interruption_passes() -> None:
    with pytest.raises(KeyboardInterrupt), blamed(Piece(Path("own.py"), "own.py")):
        raise KeyboardInterrupt
    assert sys.stdout is not None


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        ("a", 0, 1),
        ("a.b[1].code", 0, 4),
        ("a.b[1].code", 2, 6),  # the second line below the sign of a block
        ("a.b[0].code", 7, 3),  # of a quoted text only its first line is known
        ("a.b[5].code", 0, 3),
        ("a.none", 0, 2),
        ("none", 0, 1),
    ],
)
def test_a_key_is_found_in_its_file(tmp_path: Path, key: str, line: int, expected: int) -> None:
    path = tmp_path / "one.yaml"
    path.write_text('a:\n  b:\n    - code: "x"\n    - code: |\n        x\n        y\n')
    assert Piece(path, "one.yaml", key).fault("odd", line).line == (expected if key != "a" else 2)


def test_a_file_that_is_no_yaml_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("{")
    assert Piece(tmp_path / "one.yaml", "one.yaml", "a").fault("odd").line == 0


def test_what_torch_thinks_of_a_banks_code_is_told_to_nobody() -> None:
    """A known mistake of `kd_kl` calls `F.kl_div` with the mean of which torch warns, and is replayed for an answer."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with contained():
            warnings.warn("reduction: 'mean' divides by more than the batch size", stacklevel=1)
        assert told == []
        warnings.warn("of ours", stacklevel=1)
    assert [str(warning.message) for warning in told] == ["of ours"]
