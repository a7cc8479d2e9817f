"""Who should hand in: tables as offices and spreadsheets make them, and how folders are found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.errors import InputError
from lossquiz.takehome.roster import Person, kept_roster, read_roster, said_of_doubles, shortened


def roster(folder: Path, text: str) -> Path:
    path = folder / "class.csv"
    path.write_bytes(text.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    "text",
    [
        "id,name,email\ns1,Ann A,a@x\ns2,,\n",
        "\ufeffName;E-Mail;ID\r\nAnn A;a@x;s1\r\n\r\n;;s2\r\n",
        "group\tUsername\tStudent name\temail address\n1\ts1\tAnn A\ta@x\n1\ts2",
    ],
)
def test_tables_of_all_kinds_are_read(tmp_path: Path, text: str) -> None:
    found = read_roster(roster(tmp_path, text))
    assert list(found.people.values()) == [Person("s1", "Ann A", "a@x"), Person("s2")]
    assert found.told() == {"s1": {"name": "Ann A", "email": "a@x"}}


@pytest.mark.parametrize("text", ["Ann\nbob", "\ufeffAnn\r\n\r\nbob\r\n", "id\nAnn\nbob\n"])
def test_one_id_to_a_line(tmp_path: Path, text: str) -> None:
    assert list(read_roster(roster(tmp_path, text)).people) == ["Ann", "bob"]


def test_who_stands_there_twice_is_counted_once_and_told(tmp_path: Path) -> None:
    found = read_roster(roster(tmp_path, "id,name\na,Ann\nb,Bob\na,Other\n,nobody\n"))
    assert found.people == {"a": Person("a", "Ann"), "b": Person("b", "Bob")}
    assert said_of_doubles(found) == "more than once in the roster, and counted once: a"
    assert said_of_doubles(read_roster(roster(tmp_path, "a\nb\n"))) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nobody in it"),
        ("id,name\n", "nobody in it"),
        ("name,mark\nAnn,1\n", ":1: no column id; expected the columns id, name, email, or one id to a line"),
    ],
)
def test_what_is_no_roster_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_roster(roster(tmp_path, text))
    assert said in str(raised.value)
    with pytest.raises(InputError, match=r"gone\.csv: cannot be read: No such file"):
        read_roster(tmp_path / "gone.csv")


def test_folders_are_found_as_people_write_them(tmp_path: Path) -> None:
    found = read_roster(roster(tmp_path, "ann\nJose\u0301\nBOB\nbob\nx.py\n"))
    known = {"ann": "ann", "Ann": "ann", "ann.py": "ann", "ann.tar.gz": "ann", "JOSÉ.ipynb": "Jose\u0301",
             "bob": "bob", "BOB": "BOB", "Bob": None, "x.py": "x.py", "eve": None, ".py": None}  # fmt: skip
    assert {name: found.id_of(name) for name in known} == known


def test_a_run_keeps_it(tmp_path: Path) -> None:
    found = read_roster(roster(tmp_path, "id,name,email\ns1,Ann A,a@x\ns2,,\n"))
    again = kept_roster({"roster": list(found.people), "people": found.told()})
    assert again is not None
    assert again.people == found.people
    assert kept_roster({"roster": None}) is None


def test_long_lists_are_shortened() -> None:
    assert shortened(["a", "b"]) == "a, b"
    assert shortened(list("abcdefg")) == "a, b, c, d, e and 2 more"


@pytest.mark.parametrize(
    ("text", "expected", "called"),
    [
        (  # Moodle: participants
            "First name,Surname,ID number,Email address\nJörg,Müller,4711,j@x.org\n",
            Person("4711", "Jörg Müller", "j@x.org"),
            ("4711", "J@x.org"),
        ),
        (  # Moodle: grading worksheet, whose number the folders bear
            "Identifier,Full name,ID number,Email address\nParticipant 12,Jörg Müller,4711,j@x.org\n",
            Person("12", "Jörg Müller", "j@x.org", ("4711",)),
            ("12", "4711"),
        ),
        (  # Blackboard: files bear the user name
            "Last Name,First Name,Username,Student ID\nSmith,John,js123,0042\n",
            Person("0042", "John Smith", "", ("js123",)),
            ("0042", "js123", "JS123.zip"),
        ),
        (  # Canvas
            'Student,ID,SIS User ID,SIS Login ID,Section\n"    Points Possible",,,,\n"Müller, Jörg",7,u1,jm,S\n',
            Person("7", "Müller, Jörg", "", ("u1", "jm")),
            ("7", "u1", "jm"),
        ),
        (  # Gradescope
            "First Name,Last Name,SID,Email,Sections\nA,B,123,a@b.org,\n",
            Person("123", "A B", "a@b.org"),
            ("123", "a@b.org"),
        ),
    ],
)
def test_what_platforms_export_is_read_and_found_by_any_id(
    tmp_path: Path, text: str, expected: Person, called: tuple[str, ...]
) -> None:
    path = tmp_path / "class.csv"
    path.write_text(text, encoding="utf-8")
    roster = read_roster(path)
    assert tuple(roster.people.values()) == (expected,)
    kept = kept_roster({"roster": list(roster.people), "people": roster.told()})
    assert kept == roster
    assert {roster.id_of(name) for name in called} == {expected.id}


def test_what_several_are_called_by_finds_nobody_and_an_id_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("id,username,email\n1,2,a@b\n2,x,a@b\n3,x,\n", encoding="utf-8")
    roster = read_roster(path)
    assert [roster.id_of(name) for name in ("1", "2", "x", "a@b")] == ["1", "2", None, None]
