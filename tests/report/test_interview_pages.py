"""The scorecard as pages: whole, without anything from elsewhere, and with strange answers as they were typed."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lossquiz.practice.interview.scorecard import Entry, PointMade, Scorecard
from lossquiz.report.interview_pages import html, markdown, page_of, pages

NASTY = '<script>alert("1")</script> & </pre> **bold** | `x` $$ [a](javascript:b)'
VOID = {"meta"}


def entry(number: int, kind: str, answer: str, **fields: object) -> Entry:
    plain = Entry(
        number=number,
        question=f"q-{number}",
        kind=kind,
        family="binary",
        title="Focal <loss>",
        difficulty="hard",
        thread=1,
        lead="And its gradient?" if number > 1 else "",
        asking="What is ∂L/∂x for x < 0?",
        body="x = [1]\ny = [0]",
        code="def f(x):\n    return x < 0 & 1",
        options=("a) 1 < 2", "b) 2"),
        allowed=60,
        seconds=95.0,
        result="wrong",
        answer=answer,
        right="a) 1 < 2",
        feedback=("No & no.",),
        lesson="Remember.",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


CARD = Scorecard(
    at="2026-03-05T12:00:00+00:00",
    session="abc",
    minutes=45,
    level="hard",
    families=("binary",),
    seed=1,
    seconds=1234.0,
    ending="time",
    entries=(
        entry(1, "choose", "b) 2", result="right", score=1.0),
        entry(2, "explain", NASTY, points=(PointMade("It <b>saturates</b>.", False),), needed=1),
        entry(3, "implement", f"````\n{NASTY}\n", file="x.py", right_code="def f():\n    ...", mistake_says="A & B"),
        entry(4, "compute", "", result="unreached"),
    ),
)


class Reader(HTMLParser):
    """Reads a page: its tags must close, and its text is gathered."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += attrs
        if tag not in VOID and tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_html_shows_an_answer_as_it_was_typed_and_runs_nothing() -> None:
    page = html(CARD)
    found = read(page)
    assert "script" not in found.seen
    assert NASTY in found.text
    assert "It <b>saturates</b>." in found.text
    assert "Focal <loss>" in found.text


def test_html_needs_nothing_from_elsewhere_and_fits_a_phone_and_print() -> None:
    found = read(html(CARD))
    assert not {"link", "img", "iframe", "object", "a"} & found.seen
    assert not {name for name, _ in found.attributes} & {"src", "href", "style", "onclick"}
    assert ("content", "width=device-width, initial-scale=1") in found.attributes
    assert "@media print" in html(CARD)
    assert "url(" not in html(CARD)
    assert "default-src 'none'" in html(CARD)


@pytest.mark.parametrize("suffix", pages())
def test_both_say_all_that_counts(suffix: str) -> None:
    page = page_of(suffix, CARD, lambda command: f"{command} --bank mine")
    text = read(page).text if suffix == ".html" else page.replace("\\", "")
    for said in ("33% (1 of 3 right)", "45 minutes, hard, binary", "20 min 34 s. Time was up.", "3 of 4 questions"):
        assert said in text
    for said in ("By topic", "By kind", "Slowest", "Points not made", "Mistakes by name", "A & B (q-3)", "Drill next"):
        assert said in text
    assert "lossquiz practice q-2 q-3 --bank mine" in text
    assert "q-4" not in text
    assert "return x < 0 & 1" in text
    assert "def f():\n    ..." in text


def test_markdown_keeps_strange_answers_out_of_its_markup() -> None:
    page = markdown(CARD)
    assert "\\<script\\>alert" in page
    code = page.index("**Your answer:**\n\n`````text\n````\n<script>")
    assert page.index("\n`````\n", code) > code
    before = page[:code]
    assert "<script>" not in before
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {5, 6}
