"""Decisions of people: read as spreadsheets leave them, added to and never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.errors import BankError, InputError, UsageError
from lossquiz.takehome.overrides import OVERRIDES, Override, append, parse_set, read

HEADER = "candidate,question,points,comment,by,at\n"
ANN = Override("ann", "huber", 4.5, "the mean is right", "Bea", "2026-11-26T10:00:00+00:00")


def written(folder: Path, text: str | bytes) -> Path:
    content = text if isinstance(text, bytes) else text.encode()
    (folder / OVERRIDES).write_bytes(content)
    return folder


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read(tmp_path) == {}
    assert read(written(tmp_path, "")) == {}
    assert read(written(tmp_path, HEADER)) == {}


def test_what_is_added_is_read_and_what_stood_there_stays(tmp_path: Path) -> None:
    append(tmp_path, ANN)
    append(tmp_path, Override("bob", "", None, 'says, "see\nme"', "Bea", "t"))
    again = Override("ann", "huber", 5.0, "", "Cy", "u")
    append(tmp_path, again)
    found = read(tmp_path)
    assert found["ann", "huber"] == (ANN, again)
    assert found["bob", ""][0].comment == 'says, "see\nme"'
    lines = (tmp_path / OVERRIDES).read_text().splitlines()
    assert lines[:2] == [HEADER.strip(), "ann,huber,4.5,the mean is right,Bea,2026-11-26T10:00:00+00:00"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffcandidate;question;points;comment\r\nann;huber;4,5;gut\r\n",
        "Points\tComment\tQuestion\tCandidate\n\n4.5\tgut\thuber\tann",
        'candidate,question,points,comment,seen\n"ann",huber,4.50,gut,yes\n',
    ],
)
def test_spreadsheets_of_all_kinds_are_read(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, text)) == {("ann", "huber"): (Override("ann", "huber", 4.5, "gut"),)}


def test_a_line_is_added_in_the_form_that_the_file_has(tmp_path: Path) -> None:
    written(tmp_path, "points;candidate;seen;question\r\n1;ann;yes;huber")
    append(tmp_path, Override("bob", "mse", 2.0))
    assert (tmp_path / OVERRIDES).read_bytes() == b"points;candidate;seen;question\r\n1;ann;yes;huber\n2;bob;;mse\n"
    assert [one[0].points for one in read(tmp_path).values()] == [1.0, 2.0]


def test_nothing_is_added_where_part_of_it_would_be_lost(tmp_path: Path) -> None:
    text = "candidate,question,points,at\n"
    written(tmp_path, text)
    with pytest.raises(InputError, match=r":1: no column for what is to be kept; add comment, by to its columns"):
        append(tmp_path, Override("bob", "mse", 2.0, "half right", "bea", "now"))
    assert (tmp_path / OVERRIDES).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["=cmd()", "+1", "-rf", "@x", "'=x", "ann\u2028b", "\udce9t\udce9"])
def test_no_spreadsheet_runs_a_name_and_it_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    if "\udce9" in name:
        name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")  # as reports call it
    append(tmp_path, Override(name, "huber", 1.0))
    line = (tmp_path / OVERRIDES).read_text(encoding="utf-8").split("\n")[1]
    assert line[0] not in "=+-@"
    assert list(read(tmp_path)) == [(name, "huber")]


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    text = HEADER + 'ann,huber,"4\n",,,\nbob,huber,full,,,\n,huber,1,,,\ncy,huber,-1,,,\ndan,huber,nan,,,\n'
    text += f"eve,huber,4,5,on paper,bea,now\nfay,huber,{'9' * 400},,,\ngus,huber,1,,,,,\n"
    with pytest.raises(BankError) as raised:
        read(written(tmp_path, text))
    path = tmp_path / OVERRIDES
    assert str(raised.value).splitlines() == [
        f'{path}:4: points: expected a number of 0 or more, or nothing; got "full"',
        f"{path}:5: candidate: missing; expected whose mark it is",
        f'{path}:6: points: expected a number of 0 or more, or nothing; got "-1"',
        f'{path}:7: points: expected a number of 0 or more, or nothing; got "nan"',
        f"{path}:8: 7 cells for 6 columns; put one with a comma into quotation marks",
        f'{path}:9: points: expected a number of 0 or more, or nothing; got "{"9" * 400}"',
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("candidate,points\nann,1\n", ":1: no column question; expected the columns candidate,question,points"),
        (b"candidate,question,points\n\xe9,huber,1\n", ":2: not UTF-8"),
        ("candidate,question,points,points\nann,huber,1,2\n", ":1: two columns points; keep one of them"),
        ('candidate,question,points\nann,huber,1\nbob,"huber,1\ncy,huber,1\n', ":3: not a row of separated values"),
    ],
)
def test_what_is_no_table_of_decisions_is_one_line_and_gets_nothing_added(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    before = (written(tmp_path, content) / OVERRIDES).read_bytes()
    for ask in (lambda: read(tmp_path), lambda: append(tmp_path, ANN)):
        with pytest.raises(InputError) as raised:
            ask()
        assert said in str(raised.value)
    assert (tmp_path / OVERRIDES).read_bytes() == before


def test_what_set_says(tmp_path: Path) -> None:
    assert parse_set("alice:huber=4.5") == Override("alice", "huber", 4.5)
    assert parse_set("a:b=c.py:huber=") == Override("a:b=c.py", "huber", None)
    assert parse_set("alice:=0") == Override("alice", "", 0.0)
    for word in ("alice", "alice:huber", "alice=4", "alice:huber=full", "alice:huber=-1", ":huber=1"):
        with pytest.raises(UsageError, match="expected CANDIDATE:QUESTION=POINTS"):
            parse_set(word)
    with pytest.raises(UsageError, match="0 or more, got inf"):
        append(tmp_path, Override("ann", "huber", float("inf")))
