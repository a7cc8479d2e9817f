"""Decks for Anki, read back as Anki reads them: a zip with a database."""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lossquiz.errors import MissingExtraError
from lossquiz.questions.bank import load_bank
from lossquiz.report.anki import KINDS, Note, deck_file, escaped, note_of

BANK = load_bank()
REGRESSION = 1_495_754_994
QUESTIONS = [question for question in BANK.questions.values() if question.kind in KINDS]


class Read(NamedTuple):
    guid: str
    note_type: int
    tags: list[str]
    fields: list[str]
    deck: str


def read(content: bytes, folder: Path) -> list[Read]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("media") == b"{}"
        archive.extract("collection.anki2", folder)
    connection = sqlite3.connect(folder / "collection.anki2")
    try:
        names = {deck["id"]: deck["name"] for deck in decks_of(connection).values()}
        rows = connection.execute(
            "SELECT guid, mid, tags, flds, did FROM notes JOIN cards ON cards.nid = notes.id ORDER BY notes.id"
        ).fetchall()
    finally:
        connection.close()
    return [
        Read(guid, kind, tags.split(), fields.split("\x1f"), names[deck]) for guid, kind, tags, fields, deck in rows
    ]


def decks_of(connection: sqlite3.Connection) -> dict[str, Any]:
    decks: dict[str, Any] = json.loads(connection.execute("SELECT decks FROM col").fetchone()[0])
    return decks


def text(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def words(markup: str) -> str:
    return " ".join(text(markup).split())


class TestNotes:
    def test_the_question_is_in_front_and_its_answer_is_not(self) -> None:
        for question in QUESTIONS:
            note = note_of(question, BANK)
            assert " ".join(question.asking().split()) in words(note.front), question.id
            for option in question.choices():
                assert " ".join(option.text.split()) in words(note.front), question.id
            lesson = " ".join(question.lesson().split())
            assert not lesson or lesson not in words(note.front), question.id

    def test_the_back_has_the_answer_the_reasons_the_lesson_and_the_formula_as_it_is_written(self) -> None:
        for question in QUESTIONS:
            note, answer = note_of(question, BANK), question.answer()
            for part in (answer.text, question.lesson(), *(option.why for option in question.choices())):
                assert " ".join(part.split()) in words(note.back), question.id
            if question.loss:
                blocks = [html.unescape(block) for block in re.findall(r"<pre>(.*?)</pre>", note.back, re.DOTALL)]
                assert BANK.losses[question.loss].card.formula in blocks[-1], question.id

    def test_the_options_have_the_same_letters_on_both_sides(self) -> None:
        question = BANK.questions["huber-choose-vs-smooth-l1"]
        note = note_of(question, BANK)
        letters = [re.findall(r"<b>(\w)\)</b>", side) for side in (note.front, note.back)]
        assert letters[0] == letters[1] == list("abcdefg")[: len(question.choices())]
        right = question.answer()
        assert f"{right.place}) ✓ {right.text}" in words(note.back)

    def test_what_is_given_keeps_its_lines(self) -> None:
        note = note_of(BANK.questions["huber-compute-two"], BANK)
        (block,) = re.findall(r"<pre>(.*?)</pre>", note.front, re.DOTALL)
        assert html.unescape(block) == BANK.questions["huber-compute-two"].body().block

    def test_neither_a_browser_nor_anki_finds_anything_in_a_text(self) -> None:
        awkward = "a < b && {{cloze:c1}} [sound:x.mp3] [$]x[/$] <script> {{c1::x}} 'q' \"r\""
        safe = escaped(awkward)
        assert not re.search(r"[<>{}\[\]]", safe)
        assert html.unescape(safe) == awkward

    def test_no_field_of_the_bank_holds_a_field_or_a_tag_of_anki(self) -> None:
        for question in QUESTIONS:
            note = note_of(question, BANK)
            for field in (note.about, note.front, note.back):
                assert not re.search(r"[{}\[\]]|\\\(", field), question.id


def note(**fields: Any) -> Note:
    told = {"id": "q", "family": "f", "tags": ("kind::choose",), "about": "a", "front": "<p>f</p>", "back": "<p>b</p>"}
    return Note(**{**told, **fields})


class TestDecks:
    @pytest.fixture(autouse=True)
    def _library(self) -> None:
        pytest.importorskip("genanki")

    def test_every_question_comes_back_with_its_deck_and_tags(self, tmp_path: Path) -> None:
        found = read(deck_file([note_of(question, BANK) for question in QUESTIONS]), tmp_path)
        assert len(found) == len(QUESTIONS)
        for row, question in zip(sorted(found), sorted(QUESTIONS, key=lambda q: f"lossquiz:{q.id}"), strict=True):
            assert row.fields[0] == question.id
            assert row.deck == f"lossquiz::{question.family}"
            about = {f"family::{question.family}", f"kind::{question.kind}", f"difficulty::{question.difficulty}"}
            assert set(row.tags) == about | ({f"loss::{question.loss}"} if question.loss else set())

    def test_a_second_deck_renews_the_notes_of_the_first(self, tmp_path: Path) -> None:
        before = read(deck_file([note(front="<p>old</p>"), note(id="r", family="g")]), tmp_path / "one")
        after = read(deck_file([note(id="r", family="g"), note(front="<p>new</p>")]), tmp_path / "two")
        first, second = ({row.guid: row for row in found} for found in (before, after))
        assert first.keys() == second.keys() == {"lossquiz:q", "lossquiz:r"}
        for guid, row in first.items():
            assert (row.note_type, row.deck) == (second[guid].note_type, second[guid].deck)
        assert second["lossquiz:q"].fields[2] == "<p>new</p>"

    def test_ids_of_decks_and_of_the_form_of_notes_stay_for_ever(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(deck_file([note(family="regression")]))) as archive:
            archive.extract("collection.anki2", tmp_path)
        connection = sqlite3.connect(tmp_path / "collection.anki2")
        ids = {deck["name"]: deck["id"] for deck in decks_of(connection).values()}
        (form,) = json.loads(connection.execute("SELECT models FROM col").fetchone()[0]).values()
        connection.close()
        assert ids["lossquiz::regression"] == REGRESSION
        assert int(form["id"]) == 1_526_112_601
        assert [field["name"] for field in form["flds"]] == ["Question", "About", "Front", "Back"]

    def test_a_family_of_one_s_own_with_blanks_in_its_name(self, tmp_path: Path) -> None:
        from dataclasses import replace

        question = replace(BANK.questions["huber-compute-two"], family="my own")
        (row,) = read(deck_file([note_of(question, BANK)]), tmp_path)
        assert "family::my_own" in row.tags

    def test_no_file_is_left_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        deck_file([note()])
        assert list(tmp_path.iterdir()) == []


def test_without_the_library_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'lossquiz\[anki\]'"):
        deck_file([])
