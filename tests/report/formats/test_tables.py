"""marks.csv, canvas.csv and moodle.csv: read back as a spreadsheet, Canvas and Moodle read them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from class_rows import HOSTILE, RUN, batch, row

from lossquiz.errors import InputError
from lossquiz.report.formats import format_named
from lossquiz.report.gradebook import gradebook_text
from lossquiz.report.standing import standings


def table(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def by_name(lines: list[list[str]], *keys: str) -> dict[tuple[str, ...], dict[str, str]]:
    header, *rows = lines
    records = [dict(zip(header, cells, strict=True)) for cells in rows]
    return {tuple(record[key] for key in keys): record for record in records}


def test_every_candidate_has_a_part_for_each_question_and_what_is_open_is_not_zero() -> None:
    found = {one.candidate: one for one in standings(batch())}
    assert [len(one.parts) for one in found.values()] == [2] * 6
    assert {name: (one.points, one.max, one.status) for name, one in found.items()} == {
        "alice": (10.0, 10.0, "graded"),
        "bob": (4.0, 10.0, "graded"),  # 3 by hand and 1 for what is forbidden
        "cy": (None, 10.0, "needs_review"),
        "dee": (0.0, 10.0, "missing"),
        HOSTILE: (2.0, 10.0, "graded"),
        "eve": (9.5, 10.0, "graded"),
    }
    assert found["eve"].late_days == 2


def test_a_mark_for_all_that_somebody_handed_in_is_their_total() -> None:
    from lossquiz.takehome.overrides import Override

    decided = {("dee", ""): (Override("dee", "", 7.0, "on paper", "Ann", ""),)}
    (dee,) = standings(batch([row("dee", None, "not_found", status="missing")], overrides=decided))
    assert (dee.points, dee.max, dee.status) == (7.0, 10.0, "graded")


def test_marks_csv_is_utf8_with_a_mark_and_rfc_4180() -> None:
    text = format_named("csv").files(batch())["marks.csv"]
    assert text.startswith("\ufeffcandidate,name,question,")
    assert all(line.endswith("\r") for line in text.split("\n")[:-1])
    records = by_name(table(text.removeprefix("\ufeff")), "candidate", "question")
    assert len(records) == 12
    assert records["alice", "huber"]["points"] == "5"
    bob = records["bob", "huber"]
    assert (bob["points"], bob["graded_points"], bob["max"], bob["mistake"]) == ("3", "2", "5", "missing_half")
    assert (bob["comment"], bob["by"], bob["at"]) == ("'=HYPERLINK(1)", "Ben", "2026-12-13T09:00:00+00:00")
    cy = records["cy", "huber"]
    assert (cy["points"], cy["status"], cy["reason"]) == ("", "needs_review", "no module named pandas")
    assert (records["dee", "mse"]["status"], records["dee", "mse"]["points"]) == ("missing", "0")
    assert records["eve", "huber"]["late_days"] == "2"
    assert (f"'{HOSTILE}", "huber") in records


@pytest.mark.parametrize("start", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1"])
@pytest.mark.parametrize("name", ["csv", "canvas", "moodle"])
def test_no_cell_is_a_formula(start: str, name: str) -> None:
    rows = [
        row(start, "huber", "failed", reason=start, path=start, file=start, diagnosis=[{"id": start, "message": start}])
    ]
    text = format_named(name).render(batch(rows))
    assert isinstance(text, str)
    lines = table(text)
    assert not [cell for line in lines for cell in line if re.match(r"[=+@\t\r]|-.", cell)]
    assert any(cell == f"'{start}" for line in lines for cell in line)


# --- Canvas: the rules of its importer --------------------------------------------------------------------------------

GRADEBOOK = """\
Student,ID,SIS User ID,SIS Login ID,Section,Losses (4711),Essay (12),Current Score,Final Score
,,,,,Manual Posting,,(read only),(read only)
"    Points Possible",,,,,20,30,(read only),(read only)
"Adams, Alice",101,s101,alice,01,,12,40,40
"Brown, Bob",102,s102,b.brown,01,7,13,40,40
"Young, Cy",103,s103,cy,01,6,13,40,40
"Day, Dee",104,s104,dee,01,EX,13,40,40
"Stone, Eve",105,s105,eve,02,,,,
"Student, Test",999,,f00,01,,,,
"""


def imported(text: str) -> dict[str, Any]:
    """Read a gradebook by the rules of Canvas: which columns are assignments, which row is whose, which cells count."""
    first = [len(line.split(";")) for line in text.splitlines()[:3]]
    delimiter = ";" if len(set(first)) == 1 and first[0] > 1 else ","
    header, *rows = [line for line in table(text.removeprefix("\ufeff"), delimiter) if any(line)]
    assert len(header) > 3
    assert "Student" in header[0]
    assert "ID" in header[1]
    columns = 3
    login = None
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        login, columns = 2, 4
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        login, columns = 3, 5 + ("Integration ID" in header) + ("Root Account" in header)
    assert "Section" in header[columns - 1], "Invalid header row"
    assignments = [name for name in header[columns:] if not re.search("Current|Final|Override", name)]
    possible, scores = {}, {}
    for cells in rows:
        if "Points Possible" in cells[0]:
            possible = {name: cells[header.index(name)] for name in assignments}
        elif not all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.IGNORECASE) for cell in cells):
            whose = cells[1] or (cells[login] if login else "") or cells[0]
            scores[whose] = {name: cells[header.index(name)] for name in assignments}
    return {"possible": possible, "scores": scores}


def test_canvas_takes_back_its_gradebook_with_one_assignment_filled_in() -> None:
    canvas = format_named("canvas")
    filled = batch(gradebook=GRADEBOOK)
    text = canvas.files(filled)["canvas.csv"]
    header, *_ = table(text)
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Losses (4711)"]
    read = imported(text)
    assert read["possible"] == {"Losses (4711)": "20"}  # Canvas would set it
    assert {whose: cells["Losses (4711)"] for whose, cells in read["scores"].items()} == {
        "101": "10",
        "102": "7",  # bob is no login of theirs: the cell stays
        "103": "6",  # a person has to look at cy first: the cell stays
        "104": "EX",  # excused, and nothing was handed in: that stays too
        "105": "9.5",
        "999": "",
    }
    told = "\n".join(canvas.notes(filled))
    assert "not in the gradebook, so not filled in: bob, =cmd" in told
    assert "20 points are possible in the gradebook, and 10 here" in told
    assert "1 candidate needs a person first, and has no mark yet" in told
    assert "of 6 students 2 without a hand-in" in told


@pytest.mark.parametrize(
    ("candidate", "place"),
    [("101", 0), ("S101", 0), ("ALICE", 0), ("Adams, Alice", 0), ("alice  adams", 0), ("b.brown", 1), ("Bob Brown", 1)],
)
def test_canvas_knows_a_student_by_each_of_their_names(candidate: str, place: int) -> None:
    rows = [row(candidate, "huber", "passed"), row(candidate, "mse", "passed")]
    scores = imported(str(format_named("canvas").render(batch(rows, gradebook=GRADEBOOK))))["scores"]
    assert [cells["Losses (4711)"] for cells in scores.values()][place] == "10"


def test_a_roster_tells_the_address_and_the_name_that_a_table_knows_somebody_by() -> None:
    run = {
        **RUN,
        "people": {"s1": {"name": "Alice Adams", "email": ""}, "s5": {"name": "", "email": "eve@uni.example"}},
    }
    rows = [row(name, "huber", "passed") for name in ("s1", "s5")]
    canvas = imported(str(format_named("canvas").render(batch(rows, run=run, gradebook=GRADEBOOK))))
    assert canvas["scores"]["101"] == {"Losses (4711)": "5"}
    moodle = table(str(format_named("moodle").render(batch(rows, run=run, gradebook=WORKSHEET))))
    assert [line[4] for line in moodle[1:]] == ["5", "", "1.50", "", "5"]
    own = table(str(format_named("canvas").render(batch(rows, run=run))))
    assert [line[:4] for line in own[2:]] == [["Alice Adams", "", "", "s1"], ["s5", "", "", "s5"]]
    assert table(str(format_named("csv").render(batch(rows, run=run))))[1][:2] == ["s1", "Alice Adams"]


def test_canvas_fills_in_nobody_who_cannot_be_told_apart() -> None:
    twins = GRADEBOOK.replace('"Young, Cy",103,s103,cy', '"Adams, Alice",103,s103,aa')
    rows = [row(name, "huber", "passed") for name in ("Alice Adams", "102", "b.brown", "eve")]
    filled = batch(rows, gradebook=twins)
    scores = imported(str(format_named("canvas").render(filled)))["scores"]
    cells = [cells["Losses (4711)"] for cells in scores.values()]
    assert cells == ["", "7", "6", "EX", "9.5", ""]
    assert "not told apart in the gradebook, so not filled in: Alice Adams, 102, b.brown" in "\n".join(
        format_named("canvas").notes(filled)
    )


def test_canvas_is_read_and_written_with_semicolons_and_gets_a_new_column_where_there_is_none() -> None:
    semicolons = "\ufeff" + GRADEBOOK.replace("Losses (4711)", "Other (1)").replace(", ", "~").replace(
        ",", ";"
    ).replace("~", ", ")
    filled = batch(gradebook=semicolons)
    text = str(format_named("canvas").render(filled))
    assert text.startswith("\ufeffStudent;ID;")
    read = imported(text)
    assert read["possible"] == {"Losses": "10"}
    assert read["scores"]["101"] == {"Losses": "10"}
    assert 'no column "Losses" in the gradebook' in "\n".join(format_named("canvas").notes(filled))


def test_canvas_without_a_gradebook_has_the_columns_that_it_looks_for() -> None:
    read = imported(str(format_named("canvas").render(batch())))
    assert read["possible"] == {"Losses": "10"}
    assert read["scores"]["alice"] == {"Losses": "10"}
    assert read["scores"]["cy"] == {"Losses": ""}


@pytest.mark.parametrize("name", ["canvas", "moodle"])
@pytest.mark.parametrize("text", ["a,b\n1,2\n", "\n", 'Student,ID\n"open'])
def test_a_table_that_is_none_is_told_in_a_line(text: str, name: str) -> None:
    with pytest.raises(InputError, match="--gradebook: "):
        format_named(name).render(batch(gradebook=text))


def test_a_table_is_read_as_it_is_and_what_cannot_be_read_is_told_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_bytes(b"\xef\xbb\xbfStudent,ID\r\n")
    assert gradebook_text(path) == "\ufeffStudent,ID\r\n"
    path.write_bytes(b"Student,ID\nAdams\xe9,1\n")
    with pytest.raises(InputError, match=r"gradebook\.csv:2: not UTF-8"):
        gradebook_text(path)
    with pytest.raises(InputError, match="cannot be read"):
        gradebook_text(tmp_path)


# --- Moodle -----------------------------------------------------------------------------------------------------------

COLUMNS = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"'
)
WORKSHEET = f"""\
{COLUMNS}
"Participant 31","Alice Adams",alice@uni.example,"Submitted for grading",,10.00,Yes,"Monday, 1 December 2026",-,
"Participant 32","Bob Brown",bob@uni.example,"Submitted for grading",,10.00,No,-,-,
"Participant 33","Cy Young",cy@uni.example,"No submission",1.50,10.00,Yes,-,-,"see me"
"Participant 34","Dee Day",dd@uni.example,"No submission",,10.00,Yes,-,-,
"Participant 35","Eve Stone",eve@uni.example,"Submitted for grading",,10.00,Yes,-,-,
"""


def test_moodle_takes_back_its_worksheet_with_grades_and_feedback() -> None:
    moodle = format_named("moodle")
    rows = [*batch().rows, row("34", "huber", "passed"), row("34", "mse", "failed")]
    filled = batch([dict(one) for one in rows], gradebook=WORKSHEET)
    lines = table(moodle.files(filled)["moodle.csv"])
    before = table(WORKSHEET)
    assert lines[0] == before[0]
    records = by_name(lines, "Identifier")
    # What Moodle strips to find whom a row is about: the number behind the word.
    assert [int(name.removeprefix("Participant ")) for (name,) in records] == [31, 32, 33, 34, 35]
    assert [record["Grade"] for record in records.values()] == ["10", "", "1.50", "5", "9.5"]
    absent = batch([row("31", None, "not_found", status="missing"), row("33", None, "not_found", status="missing")])
    again = table(str(moodle.render(replace(absent, gradebook=WORKSHEET))))
    assert [line[4] for line in again[1:4]] == ["0", "", "1.50"]
    assert records[("Participant 33",)]["Feedback comments"] == "see me"
    assert records[("Participant 31",)]["Last modified (grade)"] == "-"
    for old, new in zip(before[1:], lines[1:], strict=True):
        assert [old[k] for k in (0, 1, 2, 3, 5, 6, 7, 8)] == [new[k] for k in (0, 1, 2, 3, 5, 6, 7, 8)]
    told = "\n".join(moodle.notes(filled))
    assert "1 grade cannot be changed" in told
    assert "not in the worksheet, so not filled in: dee, =cmd" in told


def test_feedback_for_moodle_is_html_in_which_a_candidates_words_mean_nothing() -> None:
    rows = [
        row("alice", "huber", "error", status="graded", error={"message": "<script>alert(1)</script>\x1b[31m & \x00"})
    ]
    text = table(str(format_named("moodle").render(batch(rows, gradebook=WORKSHEET))))[1][-1]
    assert text.startswith("<p><strong>huber</strong> (0 of 5)<br>It could not be run.<br>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in text
    assert set(re.findall(r"<[^>]*>", text)) == {"<p>", "</p>", "<strong>", "</strong>", "<br>"}


def test_what_a_candidate_may_not_see_is_not_in_their_feedback() -> None:
    shut = {**RUN, "for_candidate": {"points": False, "mistakes": False, "counterexamples": False, "output": False}}
    for run, there in ((RUN, True), (shut, False)):
        text = str(format_named("moodle").render(batch(run=run, overrides={})))
        assert ("(2 of 5)" in text) is there
        assert ("The factor ½ is missing." in text) is there
        assert ("should be 0.125, and is 0.25" in text) is there
        assert ("value: the value is 0.25, not 0.125" in text) is there
        assert ("value: not what is due in 4 of 10 cases" in text) is not there
        assert there or "0.125" not in text
