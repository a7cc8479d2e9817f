"""The pages of a class as HTML and Markdown: whole, escaped, for the one who reads them, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_class import ANSI, HOSTILE, SCRIPT, TURNED, make_class, missing, row

from lossquiz.questions.bank import load_bank
from lossquiz.report.formats import Audience, Batch, format_named
from lossquiz.report.stored import read_batch

VOID = {"meta", "input", "br", "rect", "line", "circle", "path"}


class Reader(HTMLParser):
    """Reads a page: its tags must close, and its text, ids and links are gathered."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def having(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    return replace(read_batch(make_class(tmp_path)), folder="results", bank=load_bank())


def files(batch: Batch, name: str, audience: Audience = "instructor") -> dict[str, str]:
    return dict(format_named(name).each_file(replace(batch, audience=audience)))


def test_html_is_whole_links_lead_somewhere_and_ids_stand_once(batch: Batch) -> None:
    made = files(batch, "html")
    assert len(made) == 1 + 18
    ids = {name: Reader(page).having("id") for name, page in made.items()}
    for name, page in made.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for link in Reader(page).having("href"):
            file, _, anchor = link.partition("#")
            where = name if not file else str(Path("/", name).parent.joinpath(file).resolve())[1:]
            assert where in made, (name, link)
            assert not anchor or anchor in ids[where], (name, link)
        labelled = [word for words in Reader(page).having("aria-labelledby") for word in words.split()]
        assert set(labelled) <= set(ids[name]), name


def test_html_allows_its_own_style_and_script_by_hash_and_nothing_else(batch: Batch) -> None:
    for name, page in files(batch, "html").items():
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert policy
        allowed = set(re.findall(r"sha256-[\w+/=]+", policy[1]))
        own = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
        made = {f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}" for text in own}
        assert allowed == made
        assert policy[1].startswith("default-src &#39;none&#39;; ")
        assert "unsafe" not in policy[1]
        reader = Reader(page)
        assert reader.tags["script"] == (name == "index.html")
        assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & set(reader.tags)
        assert not [key for key, _ in reader.attributes if key in {"style", "src"} or key.startswith("on")]
        assert "url(" not in page
        assert "@import" not in page


@pytest.mark.parametrize("name", ["html", "markdown"])
@pytest.mark.parametrize("audience", ["instructor", "candidate"])
def test_no_page_holds_what_a_terminal_or_a_reader_would_be_fooled_by(
    batch: Batch, name: str, audience: Audience
) -> None:
    for page in files(batch, name, audience).values():
        assert ANSI not in page
        assert TURNED not in page


def test_html_shows_what_was_written_as_text(batch: Batch) -> None:
    made = files(batch, "html")
    page = Reader(made["index.html"])
    assert SCRIPT in page.text
    assert page.tags["b"] == page.tags["i"] == 0
    own = next(text for name, text in made.items() if "script-document" in name)
    # The title, the name at the top, the fact, the code, what was printed.
    assert Reader(own).text.count(SCRIPT) == 5
    assert "{{7*7}}" in page.text
    assert "49" not in page.text


def test_markdown_shows_what_was_written_as_text(batch: Batch) -> None:
    made = files(batch, "markdown")
    for page in made.values():
        outside = re.sub(r"^(`{3,})text$.*?^\1$", "", page, flags=re.DOTALL | re.MULTILINE)
        assert "<" not in outside.replace("\\<", "")
        rows = [line.replace("\\|", "") for line in outside.splitlines() if line.startswith("|")]
        assert all(line.endswith("|") for line in rows)
    table = [
        line.replace("\\|", "").count("|") for line in made["index.md"].split("## Everybody")[1].splitlines()[2:22]
    ]
    assert set(table) == {6}


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_a_candidates_page_is_theirs_alone(batch: Batch, name: str) -> None:
    mine, theirs = files(batch, name), files(batch, name, "candidate")
    assert not [path for path in theirs if not path.startswith("for-candidates/")]
    assert len(theirs) == len(mine) - 1 == 18
    ending = "html" if name == "html" else "md"
    assert "bob" in mine[f"candidates/alice.{ending}"]  # theirs have the same form
    alice = theirs[f"for-candidates/alice.{ending}"]
    assert "bob" not in alice
    assert "index.html" not in alice
    judy = next(text for path, text in theirs.items() if "judy" in path)
    assert "the idea is right" in judy
    assert "too hard on you" not in judy
    assert "ada" not in re.sub(r"<style>.*?</style>", "", judy, flags=re.DOTALL)


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_a_page_says_right_then_wrong_then_how_to_go_on(batch: Batch, name: str) -> None:
    page = next(text for path, text in files(batch, name).items() if "carol" in path)
    text = Reader(page).text if name == "html" else page.replace("\\", "")
    places = [
        text.index(said)
        for said in (
            "shape",
            "expected 1.3125, got 2.625 (18 of 20 cases)",
            "The mistake:",
            "2.625 = 2 × 1.3125",
            "left at its default",
            "where |e| ≤ δ, δ·(|e| − ½δ) beyond",
            "differs from the reference at 22 of the 23 points",
            "Sketch the loss of one element",
            "huber_loss(pred, target",
            "set a seed",
            "loss 2.6",
            "lossquiz grade carol/huber.py -q huber --seed 7",
        )
    ]
    assert places == sorted(places)
    solution = (Path(__file__).parents[3] / "solutions" / "regression" / "huber.py").read_text(encoding="utf-8")
    assert solution.strip().splitlines()[-1].strip() not in text


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_names_of_a_list_stand_beside_ids(batch: Batch, name: str) -> None:
    made = files(batch, name)
    first, alice = (next(text for path, text in made.items() if word in path) for word in ("index", "alice"))
    assert "Alice Adams" in first
    assert "Alice Adams" in alice


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_half_characters_are_spelled_out_wherever_they_stand(tmp_path: Path, name: str) -> None:
    half = "a\ud800\x00\udcffb"
    others = [{"file": half, "sha256": "", "submitted": half}]
    made = [row(half, output=f"{half}\n{half}", warnings=[half], fact=half, others=others, reason=half, file=half)]
    pages = files(read_batch(make_class(tmp_path, made)), name)
    (page,) = [text for path, text in pages.items() if "candidates/" in path]
    page.encode("utf-8")
    assert page.replace("\\\\", "\\").count("a\\ud800\\x00\\udcffb") >= 6


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_why_there_is_nothing_is_said_once(tmp_path: Path, name: str) -> None:
    said = "nothing of Python in it"
    error = {"kind": "missing", "message": said, "type": "", "cell": 0, "line": 0, "source": "", "first_cause": ""}
    made = [
        {**missing("a", "huber", said), "error": error},
        row("b", verdict="error", error={**error, "message": "no"}),
    ]
    pages = files(read_batch(make_class(tmp_path, made)), name)
    (page,) = [text for path, text in pages.items() if "candidates/a" in path]
    assert page.count(said) == 1


def test_a_class_that_nobody_is_in_has_a_page(tmp_path: Path) -> None:
    empty = read_batch(make_class(tmp_path, [], questions=[]))
    assert list(files(empty, "html")) == ["index.html"]
    assert "0 received = 0 graded" in files(empty, "markdown")["index.md"]


def test_the_terminal_shows_the_same_class(batch: Batch) -> None:
    from rich.console import Console

    console = Console(width=100, no_color=True, record=True, quiet=False, file=Path("/dev/null").open("w"))  # noqa: SIM115
    with console.file:
        console.print(format_named("terminal").render(batch))
    text = console.export_text()
    assert text.startswith("18 received = 15 graded + 2 need you + 1 missing")
    assert text.index("ivan huber: SyntaxError") < text.index("candidate ") < text.index("Mistakes by name")
    assert '--set ivan:huber=POINTS --comment "…"' in text
    assert "a reason to talk, not proof" in text
    assert not set(HOSTILE) & {ANSI, TURNED} & set(text.split("\n"))
    assert "\x1b" not in text
    assert "\u202e" not in text
