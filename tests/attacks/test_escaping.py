"""Whatever a submission says reaches terminals and files as plain, printable text of bounded length."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from attack_batch import REPO, Place, make_place, run_grade
from in_process import lossquiz

# Title, clear screen, colour, clipboard, hyperlink, device report, C1 introducer, bells, backspaces, returns,
# bidirectional overrides and isolates, zero-width characters, separators, a lone surrogate, NUL and DEL.
NASTY = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31m\x1b]52;c;ZXZpbA==\x07\x1b]8;;http://evil\x1b\\\x1b[6n\x9b31m\x07\x08\x08\r"
    "\u202e\u2066\u200b\u2028\u2029\ufeff\x00\x7f\x85"
)
MARKUP = (
    "[red]x[/red][link=http://evil]y[/link][/] <script>alert(1)</script> ]]> &amp; =cmd|'/C calc'!A0 @SUM(1) +1 :smile:"
)
MAX_MESSAGE = 2_000
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

SAYS = {
    "raises": "raise ValueError(TEXT)",
    "raises_type": "raise type(TEXT.replace(chr(0), ''), (Exception,), {})(TEXT)",
    "raises_long": "raise ValueError(TEXT * 100_000)",
    "raises_surrogate": "raise ValueError('\\ud800\\udfff' + TEXT)",
    "prints": "print(TEXT); print(TEXT * 3, file=__import__('sys').stderr); return pred.sum() * 0",
    "prints_bytes": "__import__('os').write(1, bytes(range(256)) * 9); return pred.sum() * 0",
    "returns_type": "return type(TEXT.replace(chr(0), ''), (), {})()",
    "raises_in_backward": "return Bad.apply(pred)",
    "not_found": None,
    "does_not_parse": "",
    "fails_to_load": "",
}


def source(name: str) -> str:
    head = f"import torch\nTEXT = {NASTY + MARKUP!r}\n"
    if name == "not_found":
        return f"{head}def hidden(): pass\nglobals()[TEXT] = hidden\n"
    if name == "does_not_parse":
        return f"{head}def huber_loss(:  # {MARKUP}\n"
    if name == "fails_to_load":
        return f"{head}raise KeyError(TEXT)\n"
    bad = (
        "class Bad(torch.autograd.Function):\n"
        "    @staticmethod\n    def forward(context, x): return x.sum()\n"
        "    @staticmethod\n    def backward(context, upstream): raise ValueError(TEXT)\n"
    )
    return f"{head}{bad}def huber_loss(pred, target, delta=1.0):\n    {SAYS[name]}\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A folder of answers that say nasty things, under nasty names."""
    place = make_place(tmp_path_factory.mktemp("escaping"))
    names = [*SAYS, NASTY.replace("\x00", "").replace("/", "") + "-folder", MARKUP.replace("/", "")]
    for name in names:
        folder = place.answers / name
        folder.mkdir()
        (folder / "huber.py").write_text(source(name if name in SAYS else "raises"), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def out(place: Place) -> Path:
    return place.home.parent / "out"


@pytest.fixture(scope="module")
def as_json(place: Place, out: Path) -> str:
    done = run_grade(place, str(place.answers), "--json", "--seed", "11", "--seconds", "5", "--out", str(out))
    assert done.returncode == 1, done.stderr
    assert_plain(done.stderr.decode())
    return done.stdout.decode()


def assert_plain(text: str, *, width: int | None = None) -> None:
    """Fail on anything but printable characters and line ends."""
    odd = {c for c in text if c != "\n" and not c.isprintable()}
    assert odd == set(), [unicodedata.name(c, hex(ord(c))) for c in odd]
    if width is not None:
        assert max(map(len, text.splitlines()), default=0) <= width


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts(list(value.items()))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)


def test_json_holds_every_row_and_no_control_character(as_json: str, place: Place) -> None:
    rows = json.loads(as_json)["submissions"]
    assert len(rows) == len(list(place.answers.iterdir()))
    for text in texts(rows):
        assert_plain(text)
        assert len(text) <= MAX_MESSAGE
    assert_plain(as_json)


def test_json_keeps_the_words_that_were_said(as_json: str) -> None:
    rows = {row["path"].split("/")[0]: row for row in json.loads(as_json)["submissions"]}
    assert rows["raises"]["verdict"] == "error"
    assert "[red]x[/red]" in rows["raises"]["error"]
    assert "\\x1b]0;owned" in rows["raises"]["error"]
    assert "\\u202e" in rows["raises"]["error"]
    assert rows["not_found"]["verdict"] == "not_found"
    assert rows["returns_type"]["verdict"] == "failed"
    assert rows["raises_in_backward"]["verdict"] == "failed"


def test_jsonl_is_one_row_a_line(as_json: str, out: Path) -> None:
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["path"] for line in lines] == [row["path"] for row in json.loads(as_json)["submissions"]]
    for line in lines:
        assert_plain(line)
    assert json.loads((out / "summary.json").read_text())["submissions"] == len(lines)


def test_a_piped_summary_is_plain(place: Place) -> None:
    done = run_grade(place, str(place.answers), "--seed", "11", "--seconds", "5", environment={"COLUMNS": "100"})
    assert done.returncode == 1
    assert_plain(done.stdout.decode(), width=100)
    assert_plain(done.stderr.decode())
    assert "raises_long" in done.stdout.decode()


def here(place: Place, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Grade in this process, whose sandbox is there already."""
    return lossquiz(
        place.work, "grade", *words, "--allow-reduced-isolation", LOSSQUIZ_HOME=str(place.home), **variables
    )


@pytest.mark.parametrize("name", ["raises_type", "prints_bytes", "returns_type", "not_found"])
def test_a_single_report_is_plain(place: Place, name: str) -> None:
    done = here(place, str(place.answers / name / "huber.py"), "--seed", "11", "--seconds", "5")
    assert done.returncode == 1
    assert_plain(done.stdout, width=80)
    assert_plain(done.stderr)
    assert len(done.stdout) < 20 * MAX_MESSAGE


def test_markup_is_shown_and_not_obeyed(place: Place) -> None:
    done = here(place, str(place.answers / "raises" / "huber.py"), "--seed", "11", COLUMNS="4000")
    assert "[red]x[/red]" in done.stdout
    assert ":smile:" in done.stdout


@pytest.mark.parametrize("name", ["raises", "prints"])
def test_on_a_terminal_only_the_program_colours(place: Place, name: str) -> None:
    shown = COLOUR.sub("", on_terminal(place, str(place.answers / name / "huber.py"), "--seed", "11"))
    # What is being done is told on a line of its own, which the program takes away again.
    assert_plain(shown.replace("\r\n", "\n").replace("\r\x1b[K", "\n"))
    assert "owned" in shown


def on_terminal(place: Place, *options: str) -> str:
    """Run the command with a terminal for its output; return what the terminal got."""
    ours, theirs = pty.openpty()
    shown = bytearray()

    def read() -> None:
        try:
            while data := os.read(ours, 1 << 16):
                shown.extend(data)
        except OSError:
            pass  # the other end is closed

    reader = threading.Thread(target=read)
    reader.start()
    variables = {**os.environ, "TERM": "xterm-256color", "HOME": str(place.home), "LOSSQUIZ_HOME": str(place.home)}
    variables.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "lossquiz", "grade", *options, "--allow-reduced-isolation", "--trust-submissions"]
    subprocess.run(command, stdout=theirs, stderr=theirs, env=variables, cwd=REPO, check=False, timeout=600)
    os.close(theirs)
    reader.join()
    os.close(ours)
    return shown.decode()


def test_names_in_what_answers_nothing_are_plain(place: Place) -> None:
    """A file that answers no question is told by what it defines, and it may define anything."""
    path = place.home.parent / "unknown.py"
    path.write_text(f"TEXT = {NASTY + MARKUP!r}\ndef hidden(): pass\nglobals()[TEXT] = hidden\n", encoding="utf-8")
    done = here(place, str(path))
    assert done.returncode == 1
    assert "not_found" in done.stdout
    assert_plain(done.stdout)


@pytest.mark.parametrize(("encoding", "written"), [("ascii", "utf-8"), ("latin-1", "latin-1")])
def test_any_encoding_of_the_output_will_do(place: Place, encoding: str, written: str) -> None:
    """Where Python believes in ASCII, click writes UTF-8, as JSON asks for."""
    done = run_grade(
        place,
        str(place.answers / "raises" / "huber.py"),
        "--json",
        environment={"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout.decode(written))["submissions"][0]["verdict"] == "error"
