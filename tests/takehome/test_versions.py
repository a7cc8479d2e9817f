"""Several files of one candidate: the newest counts; and by how many days a hand-in was late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from lossquiz.grading.intake.hand_in import HandIn, Named, Older, Submission
from lossquiz.takehome.marks import Scheme
from lossquiz.takehome.versions import iso, late_days, marked, one_row_each, submitted_of

HOUR, DAY = 3600.0, 86400.0


def file(name: str, modified: float | None = None, attempt: str = "") -> Submission:
    named = Named("ann", attempt=attempt) if attempt else None
    return Submission(f"ann/{name}", b"", "python", name, modified=modified, named=named)


def row(name: str, question: str | None = "huber", status: str = "graded") -> dict[str, Any]:
    return {
        "path": f"ann/{name}",
        "file": name,
        "sha256": f"<{name}>",
        "question": question,
        "status": status,
        "verdict": "passed",
        "score": 1.0,
    }


def chosen(*files: Submission) -> tuple[str, list[str]]:
    (one,) = one_row_each([row(each.place) for each in files], HandIn("ann", "ann", files))
    return one["file"], [other["file"] for other in one["others"]]


@pytest.mark.parametrize(
    ("files", "newest"),
    [
        ([file("huber.py", HOUR), file("huber (1).py", 0.0)], "huber.py"),  # changed an hour later
        ([file("huber.py", 0.0), file("huber (1).py", HOUR)], "huber (1).py"),
        ([file("huber.py", 3.0), file("huber (1).py", 1.0)], "huber (1).py"),  # copied together: their names tell
        ([file("huber (10).py"), file("huber (9).py"), file("huber.py")], "huber (10).py"),
        ([file("huber_v2.py"), file("huber_v10.py")], "huber_v10.py"),
        ([file("b.py", HOUR, "002"), file("a.py", DAY, "001")], "b.py"),  # the attempt comes before any time
    ],
)
def test_the_newest_counts_and_the_others_are_listed(files: Sequence[Submission], newest: str) -> None:
    for order in (files, files[::-1]):
        found, others = chosen(*order)
        assert found == newest
        assert sorted(others) == sorted(one.place for one in files if one.place != newest)


@pytest.mark.parametrize(
    ("names", "verdicts", "status"),
    [
        (("huber_old.py", "huber (final).py"), ("failed", "passed"), "needs_review"),
        (("scratch.py", "huber.py"), ("failed", "passed"), "needs_review"),
        (("huber.ipynb", "huber.py"), ("failed", "passed"), "needs_review"),
        (("old/huber.py", "huber.py"), ("failed", "passed"), "needs_review"),
        (("huber_old.py", "huber (final).py"), ("passed", "passed"), "graded"),
        (("huber.py", "huber (1).py"), ("failed", "passed"), "graded"),
        (("huber_v1.py", "huber_v2.py"), ("failed", "passed"), "graded"),
        (("huber-final.py", "huber-final-2.py"), ("failed", "passed"), "graded"),
    ],
)
@pytest.mark.parametrize("times", [(None, None), (9.0, 9.0), (9.0, 12.0)])
def test_where_nothing_tells_which_is_newer_a_person_decides(
    names: Sequence[str], verdicts: Sequence[str], status: str, times: Sequence[float | None]
) -> None:
    files = tuple(file(name, time) for name, time in zip(names, times, strict=True))
    rows = [{**row(name), "verdict": verdict} for name, verdict in zip(names, verdicts, strict=True)]
    for given in (rows, rows[::-1]):
        (one,) = one_row_each(given, HandIn("ann", "ann", files))
        assert one["status"] == status
        if status == "needs_review":
            assert all(f"{name} ({verdict})" in one["reason"] for name, verdict in zip(names, verdicts, strict=True))
        else:
            assert one["file"] == max(names, key=lambda name: verdicts[names.index(name)] == "passed")


def test_an_hour_or_an_attempt_tells_which_is_newer() -> None:
    for files in (
        (file("old.py", HOUR), file("final.py", 0.0)),
        (file("old.py", None, "2"), file("final.py", None, "1")),
    ):
        rows = [{**row("old.py"), "verdict": "failed"}, {**row("final.py"), "verdict": "passed"}]
        (one,) = one_row_each(rows, HandIn("ann", "ann", files))
        assert (one["file"], one["status"]) == ("old.py", "graded")


def test_each_question_has_its_row(tmp_path: object) -> None:
    del tmp_path
    files = (file("huber.py", 0.0), file("all.py", HOUR))
    rows = [row("huber.py"), row("all.py"), row("all.py", "mse")]
    made = one_row_each(rows, HandIn("ann", "ann", files))
    assert [(one["question"], one["file"]) for one in made] == [("huber", "all.py"), ("mse", "all.py")]
    (other,) = made[0]["others"]
    assert other == {"file": "huber.py", "sha256": "<huber.py>", "submitted": "1970-01-01T00:00:00+00:00"}
    assert made[1]["others"] == []


def test_what_answers_no_question_has_one_row_that_tells_most() -> None:
    rows = [row("a.py", None, "missing"), row("b.py", None, "needs_review"), row("c.py", None, "needs_review")]
    (one,) = one_row_each(rows, HandIn("ann", "ann", tuple(file(f"{name}.py") for name in "abc")))
    assert (one["file"], [other["file"] for other in one["others"]]) == ("b.py", ["a.py", "c.py"])


def test_attempts_that_were_not_graded_are_listed_too() -> None:
    older = (Older("huber.py", "HW_ann_attempt_1_huber.py", "<old>", 0.0), Older("mse.py", "x", "<x>"))
    hand_in = HandIn("ann", "ann", (file("huber.py"),), older=older)
    (one,) = one_row_each([row("huber.py")], hand_in)
    (other,) = one["others"]
    assert (other["file"], other["sha256"]) == ("HW_ann_attempt_1_huber.py", "<old>")


# --- late -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("submitted", "deadline", "late", "days"),
    [
        ("2026-11-30T17:00:00+00:00", "2026-11-30T18:00+01:00", None, 0),  # on the minute
        ("2026-11-30T17:00:01+00:00", "2026-11-30T18:00+01:00", None, 1),  # a begun day is a day
        ("2026-12-01T17:00:00+00:00", "2026-11-30T18:00+01:00", None, 1),
        ("2026-12-01T17:00:01+00:00", "2026-11-30T18:00+01:00", None, 2),
        ("2026-11-01T00:00:00+00:00", "2026-11-30T18:00+01:00", None, 0),
        ("2026-12-01T17:00:00+00:00", "", None, None),
        (None, "2026-11-30T18:00+01:00", None, None),
        (None, "", True, 1),  # a system says so, and not by how much
        (None, "2026-11-30T18:00+01:00", False, 0),
    ],
)
def test_late_days_by_hand(submitted: str | None, deadline: str, late: bool | None, days: int | None) -> None:
    assert late_days(submitted, deadline, late) == days


def test_a_day_ends_at_its_end() -> None:
    def local(text: str) -> str:
        return datetime.fromisoformat(text).astimezone().isoformat()

    assert late_days(local("2026-11-30T23:59:00"), "2026-11-30") == 0
    assert late_days(local("2026-12-01T00:00:30"), "2026-11-30") == 1


def test_when_it_was_handed_in() -> None:
    changed = HandIn("ann", "ann", (file("huber.py", HOUR),))
    assert submitted_of(changed, "ann/huber.py") == HOUR
    assert submitted_of(changed, "ann") is None
    stamped = Named("ann", submitted=DAY)
    assert submitted_of(HandIn("ann", "ann", (file("huber.py", HOUR),), told=stamped), "ann/huber.py") == DAY
    fetched = Named("ann", late=False)  # of Canvas: the file has its time from when it was fetched
    assert submitted_of(HandIn("ann", "ann", (file("huber.py", HOUR),), told=fetched), "ann/huber.py") is None
    assert iso(DAY) == "1970-01-02T00:00:00+00:00"
    assert iso(1e20) is None


def test_a_row_is_marked_with_points_and_late_days() -> None:
    graded = {**row("huber.py"), "verdict": "passed", "checks": [], "submitted": iso(DAY)}
    made = marked(graded, Scheme(deadline="1970-01-01T00:00Z"))
    assert (made["points"], made["max"], made["late_days"]) == (1.0, 1.0, 1)
    told = marked({**graded, "submitted": None, "said_late": True}, Scheme())
    assert told["late_days"] == 1
