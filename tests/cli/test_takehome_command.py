"""`lossquiz takehome`: what it writes, what it refuses, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.cli.app import app


def call(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = app(list(words), standalone_mode=False)
    out, err = capfd.readouterr()
    return int(code or 0), out, err


def test_new_names_each_file_and_says_what_to_hand_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "losses"
    code, out, err = call(
        capfd, "takehome", "new", str(folder), "-q", "huber", "-q", "bce_with_logits_loss", "-q", "huber"
    )
    assert code == 0, err
    assert all(Path(line).is_file() for line in out.splitlines())
    assert {path.name for path in (folder / "handout" / "starter").iterdir()} == {"huber.py", "bce_with_logits.py"}
    assert f"Hand out {folder / 'handout'}" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-q", "hubr"), "did you mean huber?"),
        (("-q", "huber", "--deadline", "tomorrow"), '--deadline "tomorrow" is no time'),
        (("-q", "huber", "--pass-mark", "60"), "60"),
        (("-q", "huber", "--pass-mark", "nan"), '--pass-mark takes a number from 0 to 1, not "nan"'),
        (("-q", "huber", "--title", ""), "a title is one line"),
        ((), "--question"),
    ],
)
def test_new_refuses_in_a_line_and_writes_nothing(
    words: tuple[str, ...], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(capfd, "takehome", "new", str(tmp_path / "losses"), *words)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "losses").exists()
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]


def test_the_help_shows_an_example_for_each_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert "lossquiz takehome new losses" in call(capfd, "takehome", "--help")[1]
    assert "--deadline" in call(capfd, "takehome", "new", "--help")[1]


def test_gradescope_writes_a_zip_and_overwrites_none_unasked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "losses"
    call(capfd, "takehome", "new", str(folder), "-q", "huber")
    code, out, err = call(capfd, "takehome", "gradescope", str(folder), "--requirement", "lossquiz")
    assert (code, out) == (0, f"{folder / 'gradescope.zip'}\n"), err
    again = call(capfd, "takehome", "gradescope", str(folder / "assignment.yaml"), "--requirement", "lossquiz")
    assert again[0] == 2
    assert "--force overwrites it" in again[2]
    assert call(capfd, "takehome", "gradescope", str(folder), "--requirement", "lossquiz", "--force")[0] == 0
    assert call(capfd, "takehome", "gradescope", str(tmp_path))[0] == 2


def test_the_zip_goes_into_a_folder_that_is_there_and_what_is_in_its_way_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    call(capfd, "takehome", "new", str(tmp_path / "losses"), "-q", "huber")
    words = ("takehome", "gradescope", str(tmp_path / "losses"), "--requirement", "lossquiz", "--to")
    (tmp_path / "there").mkdir()
    assert call(capfd, *words, str(tmp_path / "there"))[:2] == (0, f"{tmp_path / 'there' / 'gradescope.zip'}\n")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for folder in ("file", "missing"):
        code, _, err = call(capfd, *words, str(tmp_path / folder / "g.zip"))
        assert code == 2
        assert err.startswith(f"lossquiz: {tmp_path / folder / 'g.zip'}: cannot be written: no such folder; ")
    assert not (tmp_path / "missing").exists()
