"""The pager: only where a person reads, and leaving it early is no error."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest
from typer.testing import CliRunner

from lossquiz.cli import pager
from lossquiz.cli.app import app
from lossquiz.practice.store import Attempt, open_store


def script(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def seen(*words: str, rows: int = 24, **variables: str) -> tuple[int, str]:
    """Return the exit code, and all that a terminal showed."""
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "PAGER", "LESS"}}
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "lossquiz", *words],
        # The size is said too: the terminal is given it only after the program has begun.
        env={**environment, "TERM": "xterm", "LINES": str(rows), "COLUMNS": "80", **variables},
        dimensions=(rows, 80),
        encoding="utf-8",
        timeout=60,
    )
    terminal.expect(pexpect.EOF)
    terminal.wait()
    terminal.close()
    return terminal.exitstatus or 0, str(terminal.before)


def test_a_long_list_in_a_terminal_goes_through_the_pager_of_the_reader_in_colour(tmp_path: Path) -> None:
    reader = script(tmp_path / "reader", f'echo "LESS=$LESS"; cat > {tmp_path}/read')
    code, shown = seen("list", PAGER=f"{reader} --quiet")
    assert (code, shown.strip()) == (0, "LESS=FRX")
    read = (tmp_path / "read").read_text(encoding="utf-8")
    assert "card only" in read
    assert "\x1b[1m" in read
    assert seen("list", PAGER=reader, LESS="R")[1].strip() == "LESS=R"


@pytest.mark.parametrize(
    ("words", "rows", "variables"),
    [
        (("list", "--no-pager"), 24, {}),
        (("list", "--family", "lm"), 24, {}),
        (("list",), 900, {}),
        (("list",), 24, {"TERM": "dumb"}),
        (("list", "--json"), 24, {}),
    ],
)
def test_else_it_is_printed(tmp_path: Path, words: tuple[str, ...], rows: int, variables: dict[str, str]) -> None:
    reader = script(tmp_path / "reader", f"touch {tmp_path}/called; cat > /dev/null")
    code, shown = seen(*words, rows=rows, **{"PAGER": reader, **variables})
    assert code == 0
    assert "causal_lm_ce" in shown
    assert not (tmp_path / "called").exists()


def test_stats_that_are_longer_than_the_screen_are_paged_too(tmp_path: Path) -> None:
    with open_store() as store:
        store.record(Attempt("huber-compute-two", "compute", "right", seconds=20))
    reader = script(tmp_path / "reader", f"cat > {tmp_path}/read")
    assert seen("stats", PAGER=reader) == (0, "")
    assert "Answers a day, 12 weeks" in (tmp_path / "read").read_text(encoding="utf-8")
    assert "Answers a day, 12 weeks" in seen("stats", "--no-pager", PAGER=reader)[1]


def test_an_empty_pager_is_none() -> None:
    code, shown = seen("list", PAGER="")
    assert (code, "card only" in shown) == (0, True)


def test_a_pager_that_is_left_before_it_read_all_is_no_error(tmp_path: Path) -> None:
    assert seen("list", PAGER=script(tmp_path / "reader", "exec 0<&-; exit 3")) == (0, "")


def test_a_pager_that_cannot_be_started_is_told_and_the_list_is_there() -> None:
    code, shown = seen("list", PAGER="no-such-pager")
    assert code == 0
    assert "no-such-pager: cannot be started: No such file or directory; set PAGER, or say --no-pager" in " ".join(
        shown.split()
    )
    assert "causal_lm_ce" in shown
    assert "$PAGER: no command" in seen("list", PAGER="'open")[1]


def test_in_a_pipe_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", script(tmp_path / "reader", f"touch {tmp_path}/called"))
    assert "causal_lm_ce" in CliRunner().invoke(app, ["list"]).stdout
    assert not (tmp_path / "called").exists()


def test_the_usual_pager_is_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAGER", raising=False)
    for there, found in (({"less", "more"}, ["less"]), ({"more"}, ["more"]), (set(), [])):
        monkeypatch.setattr("shutil.which", lambda name, there=there: name if name in there else None)
        assert pager.pager() == found
