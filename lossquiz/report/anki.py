"""Questions as a deck for Anki: a note for each, whose id is the question's, so that a later deck renews it."""

from __future__ import annotations

import hashlib
import html
import importlib
import io
import itertools
import re
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.errors import MissingExtraError
from lossquiz.questions.options import label_of

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Question

KINDS = ("choose", "compute", "explain")  # whose answers fit on the back of a card
NOTE_TYPE = 1_526_112_601  # never another: Anki knows the form of the notes by it
_DECKS = 1 << 30  # ids of decks lie from here to twice that
# What begins a field, a tag of sound or a formula in Anki's own language.
_ENTITIES = {character: f"&#{ord(character)};" for character in "{}[]"}
_TAG_BREAK = re.compile(r"[^\w-]+")
_FRONT = '<div class="about">{{About}}</div>\n{{Front}}'
_BACK = '{{FrontSide}}\n<hr id="answer">\n{{Back}}'
_STYLE = """
.card { max-width: 42em; margin: 0 auto; padding: 0 1em; text-align: left; font: 18px/1.5 sans-serif; }
.about { font-size: 75%; opacity: .7; }
pre { overflow-x: auto; padding: .6em .8em; border-radius: 6px; background: rgba(127, 127, 127, .15);
      font: 85%/1.4 monospace; white-space: pre; }
ol { padding-left: 1.6em; list-style: none; }
li b { display: inline-block; width: 1.6em; margin-left: -1.6em; }
.why { font-size: 85%; opacity: .85; }
"""


@dataclass(frozen=True, slots=True)
class Note:
    """A question as Anki keeps it.

    Attributes:
        id: The question's id.
        family: The family, which is the deck.
        tags: Words to find it by.
        about: What stands above the question.
        front: The question, as HTML.
        back: The answer and what there is to learn from it, as HTML.
    """

    id: str
    family: str
    tags: tuple[str, ...]
    about: str
    front: str
    back: str

    @property
    def guid(self) -> str:
        """The id by which Anki knows the note again."""
        return f"lossquiz:{self.id}"


def note_of(question: Question, bank: Bank) -> Note:
    """Return a question as a note."""
    said = {"family": question.family, "kind": question.kind, "difficulty": question.difficulty, "loss": question.loss}
    return Note(
        id=question.id,
        family=question.family,
        tags=tuple(f"{name}::{_TAG_BREAK.sub('_', word)}" for name, word in said.items() if word),
        about=escaped(f"{question.kind} · {question.difficulty} · {question.about()}"),
        front="\n".join(_front(question)),
        back="\n".join(_back(question, bank)),
    )


def escaped(text: str) -> str:
    """Return a text as HTML in which neither a browser nor Anki finds anything but text."""
    return "".join(_ENTITIES.get(character, character) for character in html.escape(text))


def _front(question: Question) -> Iterator[str]:
    body = question.body()
    yield from _paragraphs(question.asking())
    yield from map(_block, filter(None, (body.block, body.code)))
    for label, text in body.notes:
        yield from _paragraphs(f"{label}{text}")
    options = question.choices()
    if options:
        yield _list((options[index].text, "") for index in question.own_order())


def _back(question: Question, bank: Bank) -> Iterator[str]:
    answer = question.answer()
    place = f"({answer.place}) " if answer.place else ""
    yield from _paragraphs(f"{answer.label}: {place}{answer.text}")
    yield from map(_block, filter(None, (answer.code,)))
    options = question.choices()
    if options:
        shown = [options[index] for index in question.own_order()]
        yield _list((f"{'✓' if option.correct else '✗'} {option.text}", option.why) for option in shown)
    elif answer.why:
        yield from _paragraphs(answer.why)
    yield from _paragraphs(question.lesson())
    loss = bank.losses.get(question.loss)
    if loss is not None:
        yield _block(f"{loss.title}\n\n{loss.card.formula}")


def _paragraphs(text: str) -> Iterator[str]:
    """Return the paragraphs of a text; one with lines of its own, such as code, keeps them."""
    for part in re.split(r"\n\s*\n", text.strip()):
        if part:
            yield f"<p>{_lines(part)}</p>"


def _lines(text: str) -> str:
    return escaped(text).replace("\n", "<br>")


def _block(text: str) -> str:
    kept = escaped(text.strip("\n"))
    return f"<pre>{kept}</pre>"


def _list(items: Iterable[tuple[str, str]]) -> str:
    """Return the options under their letters, each with what there is to say of it."""
    rows = []
    for place, (text, why) in enumerate(items):
        note = f'<div class="why">{_lines(why)}</div>' if why else ""
        rows.append(f"<li><b>{label_of(place)})</b>{escaped(text)}{note}</li>")
    return f"<ol>{''.join(rows)}</ol>"


def deck_file(notes: Sequence[Note]) -> bytes:
    """Return the notes as an `.apkg` file, in a deck for each family.

    Raises:
        MissingExtraError: The library for it is not installed.
    """
    genanki = _genanki()
    form = genanki.Model(
        NOTE_TYPE,
        "lossquiz",
        fields=[{"name": name} for name in ("Question", "About", "Front", "Back")],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    decks: dict[str, Any] = {}
    for note in notes:
        name = f"lossquiz::{note.family}"
        deck = decks.setdefault(name, genanki.Deck(_deck_id(name), name))
        fields = [escaped(note.id), note.about, note.front, note.back]
        deck.add_note(genanki.Note(model=form, fields=fields, tags=list(note.tags), guid=note.guid))
    return _packed(genanki.Package(list(decks.values())))


def _packed(package: Any) -> bytes:
    """Write a package; its own way to do so leaves a file behind in the folder for temporary ones."""
    now = time.time()
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        collection = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(collection)) as connection:
            package.write_to_db(connection.cursor(), now, itertools.count(int(now * 1000)))
            connection.commit()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(collection, collection.name)
            archive.writestr("media", "{}")
    return packed.getvalue()


def _deck_id(name: str) -> int:
    return _DECKS + int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % _DECKS


def _genanki() -> Any:
    try:
        return importlib.import_module("genanki")
    except ImportError as error:
        raise MissingExtraError("anki", "`lossquiz export anki`") from error
