"""Whose a hand-in is: the names of three systems, patterns of one's own, and what fits nothing."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from lossquiz.errors import UsageError
from lossquiz.grading.intake.find import Search, find_hand_ins
from lossquiz.grading.intake.hand_in import HandIn, Named
from lossquiz.takehome.candidates import check_naming, naming_of


def stamp(text: str) -> float:
    return time.mktime(time.strptime(text, "%Y-%m-%d %H:%M:%S"))


NINE = stamp("2025-11-01 10:11:12")


@pytest.mark.parametrize(
    ("preset", "name", "told"),
    [
        ("canvas", "doejane_123_456_huber.py", ("123", "huber.py", "doejane", "456", None, False)),
        ("canvas", "doejane_LATE_123_456_my_answer-1.py", ("123", "my_answer-1.py", "doejane", "456", None, True)),
        ("canvas", "o'neill-sm_ith_7_8_hw_1_2.zip", ("7", "hw_1_2.zip", "o'neill-sm_ith", "8", None, False)),
        ("canvas", "doejane_123_text.html", ("123", "typed.html", "doejane", "", None, False)),
        ("canvas", "huber.py", None),
        ("moodle", "Jane Doe_4711_assignsubmission_file_", ("4711", "", "Jane Doe", "", None, None)),
        ("moodle", "Jane Doe_4711_assignsubmission_file", ("4711", "", "Jane Doe", "", None, None)),
        ("moodle", "José_X_1_assignsubmission_file_huber.py", ("1", "huber.py", "José_X", "", None, None)),
        ("moodle", "Jane Doe_4711_assignsubmission_onlinetext_", ("4711", "", "Jane Doe", "", None, None)),
        (
            "blackboard",
            "HW_1_jdoe_attempt_2025-11-01-10-11-12_huber.py",
            ("jdoe", "huber.py", "", "2025-11-01-10-11-12", NINE, None),
        ),
        (
            "blackboard",
            "HW 1_jdoe_attempt_2025-11-01-10-11-12.txt",
            ("jdoe", "typed.txt", "", "2025-11-01-10-11-12", NINE, None),
        ),
        ("blackboard", "HW_jdoe_2025-11-01_huber.py", None),
        (r"(?P<id>s\d+)", "hw1-s123-final.py", ("s123", "", "", "", None, None)),
        (r"(s\d+)", "hw1-s123-final.py", ("s123", "", "", "", None, None)),
        (r"(?P<id>\w+)@(?P<file>.+)", "ann@huber.py", ("ann", "huber.py", "", "", None, None)),
        (r"(?P<id>.*?)x", "xyz", None),  # nobody
        (r"(?P<id>s\d+)?", "ann", None),
    ],
)
def test_what_a_name_tells(
    preset: str, name: str, told: tuple[str, str, str, str, float | None, bool | None] | None
) -> None:
    found = naming_of(preset)(name)
    if told is None:
        assert found is None
        return
    assert found is not None
    assert (found.candidate, found.file, found.person) == told[:3]
    assert found.attempt.lstrip("0") == told[3]
    assert (found.submitted, found.late) == told[4:]


def test_it_travels_between_processes() -> None:
    naming = pickle.loads(pickle.dumps(naming_of("canvas")))  # noqa: S301 - our own
    assert naming("a_1_2_f.py") == Named("1", "f.py", "a", "2".zfill(20), None, False)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("(", "--candidate-pattern: missing ), unterminated subpattern at position 0; expected canvas, moodle"),
        ("s[0-9]+", '--candidate-pattern: no group in "s[0-9]+"; expected canvas, moodle, blackboard, or a regular'),
    ],
)
def test_what_is_no_pattern_is_one_line(word: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        naming_of(word)
    assert str(raised.value).startswith(said)


def test_what_is_named_otherwise_is_told_and_a_pattern_that_fits_nothing_is_refused() -> None:
    naming = naming_of("canvas")
    fit = "a_1_2_f.py"
    assert check_naming(naming, [fit], "in") == ""
    assert check_naming(naming, [fit, "x.py"], "in").endswith("so it is a candidate of its own: x.py")
    told = check_naming(naming, [fit, "x.py", "y", "z", "u"], "in")
    assert told.endswith("so each is a candidate of its own: x.py, y, z, …")
    with pytest.raises(UsageError, match=r"canvas: nothing in in is named so; there are x\.py"):
        check_naming(naming, ["x.py"], "in")


# --- with the search --------------------------------------------------------------------------------------------------


def found(folder: Path, preset: str, *functions: str) -> dict[str, HandIn]:
    def unpack(name: str, source: bytes) -> list[tuple[str, bytes]]:
        return [("huber.py", source)] if name.endswith(".zip") else []

    search = Search(frozenset(functions or ("huber_loss",)), (), unpack, naming_of(preset))
    hand_ins = list(find_hand_ins([folder], search))
    assert len({one.candidate for one in hand_ins}) == len(hand_ins)
    return {one.candidate: one for one in hand_ins}


def write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"import utils\ndef huber_loss(): pass  # {name}\n")
    return folder


def test_files_of_one_candidate_are_one_hand_in_and_import_one_another(tmp_path: Path) -> None:
    write(tmp_path, "doe_1_10_huber.py", "doe_1_11_utils.py", "roe_2_12_huber.py", "other.py")
    hand_ins = found(tmp_path, "canvas")
    assert list(hand_ins) == ["1", "2", "other.py"]
    doe = hand_ins["1"]
    assert [(file.path, file.place, file.stem) for file in doe.files] == [
        ("doe_1_10_huber.py", "huber.py", "huber"),
        ("doe_1_11_utils.py", "utils.py", "utils"),
    ]
    assert [place for place, _ in doe.files[0].companions] == ["utils.py"]
    assert doe.told is not None
    assert (doe.told.person, hand_ins["other.py"].told) == ("doe", None)


def test_the_newest_attempt_counts_and_the_older_ones_are_told(tmp_path: Path) -> None:
    old, new = (f"HW_jdoe_attempt_2025-11-0{day}-10-00-00_huber.py" for day in (1, 2))
    write(tmp_path, new, old, "HW_jdoe_attempt_2025-11-01-10-00-00_extra.py")
    one = found(tmp_path, "blackboard")["jdoe"]
    assert [file.path for file in one.files] == ["HW_jdoe_attempt_2025-11-01-10-00-00_extra.py", new]
    ((older),) = one.older
    assert (older.file, older.path, older.modified) == ("huber.py", old, stamp("2025-11-01 10:00:00"))
    assert len(older.sha256) == 64


def test_folders_and_archives_are_a_candidates_too(tmp_path: Path) -> None:
    name = "Jane Doe_4711_assignsubmission_file_"
    write(tmp_path, f"{name}/src/huber.py", "tests_9_assignsubmission_file_/huber.py")
    (tmp_path / "Jane Doe_4711_assignsubmission_file_x.zip").write_bytes(b"def huber_loss(): pass")
    hand_ins = found(tmp_path, "moodle")
    assert [file.path for file in hand_ins["4711"].files] == [
        f"{name}/src/huber.py",
        "Jane Doe_4711_assignsubmission_file_x.zip/huber.py",
    ]
    assert hand_ins["9"].files  # nobody is junk because of a name


def test_copies_of_a_file_are_named_after_its_question(tmp_path: Path) -> None:
    write(tmp_path, "a_1_2_huber (1).py", "b_2_3_Smooth-L1-2.py", "c_3_4_(1).py")
    hand_ins = found(tmp_path, "canvas")
    assert [one.files[0].stem for one in hand_ins.values()] == ["huber", "smooth_l1", "(1)"]
