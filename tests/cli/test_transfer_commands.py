"""`lossquiz export progress` and `lossquiz import`: out, in, and nothing overwritten or half written."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lossquiz.cli.app import app
from lossquiz.practice.store import Attempt, open_store, read_store
from lossquiz.questions.bank import load_bank


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=typed)


@pytest.fixture
def some_progress() -> None:
    with open_store() as store:
        store.record(Attempt("huber", "implement", "right", answer="δ; “quoted”\n", session="s"))
        store.record(Attempt("gone-from-the-bank", "choose", "wrong", session="s"))
        store.undo("s")
        store.keep("interview", "2027-01-01")
        store.keep_interview('{"points": 3}')


@pytest.mark.usefixtures("some_progress")
class TestExport:
    def test_a_file_goes_into_another_home_whole(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "new" / "p.jsonl"
        path.parent.mkdir()
        result = run("export", "progress", str(path))
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"Wrote 2 attempts, 1 setting and 1 interview to {path}.\n"
        assert [found.name for found in path.parent.iterdir()] == ["p.jsonl"]
        monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "other"))
        assert run("import", str(path)).stdout == "Imported 2 attempts, 1 setting and 1 interview.\n"
        assert run("export", "progress", "-").stdout == path.read_text(encoding="utf-8")
        again = run("import", str(path)).stdout
        assert again == "Imported 0 attempts, 0 settings and 0 interviews; 2 attempts were here already.\n"

    def test_standard_output_and_input(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = run("export", "progress", "-").stdout
        assert text.count("\n") == 5
        monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "other"))
        assert run("import", "-", typed=text).exit_code == 0
        assert run("export", "progress", "-").stdout == text

    def test_it_overwrites_nothing_unasked(self, tmp_path: Path) -> None:
        path = tmp_path / "p.jsonl"
        path.write_text("mine", encoding="utf-8")
        result = run("export", "progress", str(path))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"lossquiz: {path}: is there already; --force overwrites it\n"
        assert path.read_text(encoding="utf-8") == "mine"
        assert run("export", "progress", str(path), "--force").exit_code == 0
        assert path.read_text(encoding="utf-8") != "mine"

    @pytest.mark.parametrize(("typed", "kept"), [("y\n", False), ("n\n", True), ("", True)])
    def test_in_a_terminal_it_asks(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: bool
    ) -> None:
        monkeypatch.setattr("lossquiz.cli.export.is_person", lambda: True)
        path = tmp_path / "p.jsonl"
        path.write_text("mine", encoding="utf-8")
        result = run("export", "progress", str(path), typed=typed)
        assert result.exit_code == 0
        assert "Overwrite it?" in result.stderr
        assert (path.read_text(encoding="utf-8") == "mine") is kept

    def test_what_a_link_points_at_is_written_and_the_link_stays(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_text("old", encoding="utf-8")
        (tmp_path / "link").symlink_to(tmp_path / "real")
        assert run("export", "progress", str(tmp_path / "link"), "--force").exit_code == 0
        assert (tmp_path / "link").is_symlink()
        assert "lossquiz progress" in (tmp_path / "real").read_text(encoding="utf-8")

    def test_places_that_take_no_file_are_told_in_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        for place in (tmp_path, tmp_path / "file" / "p.jsonl"):
            result = run("export", "progress", str(place))
            assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.stderr
            assert str(place) in result.stderr

    def test_where_a_write_fails_the_file_is_as_it_was(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "p.jsonl"
        path.write_text("mine", encoding="utf-8")
        write = Path.write_bytes

        def half(self: Path, content: bytes) -> int:
            write(self, content[:20])
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", half)
        result = run("export", "progress", "--force", str(path))
        said = f"lossquiz: {path}: cannot be written: No space left on device\n"
        assert (result.exit_code, result.stderr) == (2, said)
        assert path.read_text(encoding="utf-8") == "mine"
        assert [found.name for found in tmp_path.iterdir() if found.name != "home"] == ["p.jsonl"]


class TestAnki:
    @pytest.fixture(autouse=True)
    def _library(self) -> None:
        pytest.importorskip("genanki")

    def cards(self, *words: str) -> str:
        """Return what is said on stderr of a deck that goes to standard output."""
        result = run("export", "anki", "-", *words)
        assert (result.exit_code, result.stdout_bytes[:2]) == (0, b"PK"), result.stderr
        return result.stderr.removesuffix(" to standard output.\n")

    def test_a_file_of_all_that_can_be_typed(self, tmp_path: Path) -> None:
        path = tmp_path / "losses.apkg"
        result = run("export", "anki", str(path))
        typed = [label for label in load_bank().labels.values() if label.kind in {"choose", "compute", "explain"}]
        decks = len({label.family for label in typed})
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"Wrote {len(typed)} cards in {decks} decks to {path}.\n"
        assert path.read_bytes()[:2] == b"PK"
        assert run("export", "anki", str(path)).exit_code == 2

    def test_the_filters_of_practice_and_losses(self) -> None:
        def count(**wanted: str) -> int:
            labels = load_bank().labels.values()
            return sum(all(getattr(label, key) == value for key, value in wanted.items()) for label in labels)

        assert self.cards("--kind", "compute").startswith(f"Wrote {count(kind='compute')} cards in ")
        hard = count(kind="choose", family="regression", difficulty="hard")
        said = self.cards("--family", "Regression", "--difficulty", "hard", "--kind", "choose")
        assert said == f"Wrote {hard} cards in 1 deck"
        huber = count(kind="explain", loss="huber")
        said = self.cards("--loss", "Huber loss", "--kind", "explain")
        assert said == f"Wrote {huber} card in 1 deck"

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["--kind", "implement"], "--kind"),
            (["--family", "regresion"], "did you mean regression"),
            (["--loss", "hubre"], "did you mean huber"),
            (["--loss", "huber", "--family", "binary"], "no question fits all of that"),
        ],
    )
    def test_what_does_not_fit_is_one_line_and_no_file(self, tmp_path: Path, words: list[str], says: str) -> None:
        result = run("export", "anki", str(tmp_path / "deck.apkg"), *words)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert says in result.stderr
        assert not (tmp_path / "deck.apkg").exists()


def test_without_the_library_for_decks_one_line_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    result = run("export", "anki", str(tmp_path / "deck.apkg"))
    said = "lossquiz: `lossquiz export anki` needs an optional package: pip install 'lossquiz[anki]'\n"
    assert (result.exit_code, result.stderr) == (2, said)


class TestImport:
    def test_nothing_of_a_damaged_file_comes_in(self, tmp_path: Path, some_progress: None, home: Path) -> None:  # noqa: ARG002
        text = run("export", "progress", "-").stdout
        path = tmp_path / "p.jsonl"
        path.write_text(text.replace('"wrong"', '"well"'), encoding="utf-8")
        (home / "progress.db").unlink()
        result = run("import", str(path))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == (f'lossquiz: {path}:3: damaged: `result` cannot be "well"; nothing was imported\n')
        with read_store() as store:
            assert store.attempts() == []

    def test_a_setting_that_is_here_stays_and_it_is_said(self, some_progress: None) -> None:  # noqa: ARG002
        text = run("export", "progress", "-").stdout
        with open_store() as store:
            store.keep("interview", "2028-02-02")
        result = run("import", "-", typed=text)
        assert result.stderr == '"interview" stays "2028-02-02" here; the file says "2027-01-01".\n'
        with read_store() as store:
            assert store.setting("interview") == "2028-02-02"

    def test_a_file_that_is_not_there(self) -> None:
        result = run("import", "no-such-file")
        assert (result.exit_code, result.stderr) == (
            2,
            "lossquiz: no-such-file: cannot be read: No such file or directory\n",
        )
