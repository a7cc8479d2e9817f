"""Renew the screens of docs/practice.md: each is what the program shows in a terminal, at a clock that stands still.

The page's words are written there, by hand; a line `<!-- screen: NAME -->` says which screen the block below it is.
`make practice-page` runs this; tests/terminal/test_practice_page.py holds the page to the program.

    python tests/practice_page.py
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from terminal_screens import Screen

from lossquiz.practice.interview.mix import Brief, Item, draw_up
from lossquiz.practice.plan import USUAL_SECONDS, share_of
from lossquiz.practice.record import INTERVIEW, record_of
from lossquiz.practice.schedule import Pace
from lossquiz.practice.store import Attempt, History, Kept
from lossquiz.practice.transfer import lines_of
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank
from lossquiz.questions.solutions import solution_path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "practice.md"
BLOCK = re.compile(r"(?<=<!-- screen: )([\w-]+)( -->\n```text\n)(.*?)(\n```\n)", re.DOTALL)
# The program, with a clock that is a file, the same chance each time, and the same cases in the process that grades.
PROGRAM = """
import datetime, os, secrets
from pathlib import Path
os.environ.pop("LOSSQUIZ_HOME", None)
moment = lambda: datetime.datetime.fromisoformat(Path({clock!r}).read_text())
class Still(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return moment().astimezone(tz)
datetime.datetime = Still
seconds = lambda: moment().timestamp()
secrets.randbelow = lambda below: 7
from lossquiz.practice import grader, session
same = "import lossquiz.grading.seeds as seeds; seeds.fresh_seed = lambda: 7; from lossquiz"
grader._SERVE = grader._SERVE.replace("from lossquiz", same, 1)
session.Session.__init__.__defaults__ = (seconds,)
from lossquiz.cli import interview
interview.clock = seconds
from lossquiz.cli.app import main
main()
"""
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc)
TODAY = datetime(2026, 3, 26, 18, 30, tzinfo=timezone.utc)
INTERVIEW_DAY = date(2026, 4, 20)
SEED = 7
NEXT = "f flag · q quit > "
MARKED = "\r\n> "
TICK = "Enter: it is right so · q quit > "
FILE = "g: grade it > "


class Seat:
    """A place of one's own in front of the program: a home, a clock that stands still, and one terminal at a time."""

    def __init__(self, home: Path, cache: Path) -> None:
        self.home = home
        self.answers = home / ".local" / "share" / "lossquiz" / "answers"
        self.now = MORNING
        self._screen: Screen | None = None
        shutil.copytree(cache, home / ".cache" / "lossquiz")

    def open(self, *words: str, rows: int = 24, columns: int = 80, **environment: str) -> Screen:
        """Start the program, in place of the one that ran."""
        self.close()
        self.wait(0)
        own = {"HOME": str(self.home), "TZ": "UTC", "VISUAL": "", "EDITOR": "vim", "FORCE_COLOR": "", **environment}
        own |= {"XDG_DATA_HOME": "", "XDG_CACHE_HOME": ""}
        program = PROGRAM.format(clock=str(self._clock))
        self._screen = Screen(*words, rows=rows, columns=columns, environment=own, program=program)
        return self._screen

    @property
    def _clock(self) -> Path:
        return self.home / "clock"

    def wait(self, seconds: float) -> None:
        """Let some time pass."""
        self.now += timedelta(seconds=seconds)
        part = self.home / "clock.part"
        part.write_text(self.now.isoformat(), encoding="utf-8")
        part.replace(self._clock)

    def close(self) -> None:
        """End the program."""
        if self._screen is not None:
            self._screen.stop()

    def save(self, name: str, code: str) -> None:
        """Save an answer, as an editor does."""
        (self.answers / name).write_text(code, encoding="utf-8")

    def seen(self, begin: str = "") -> str:
        """Return what the terminal shows, from the last row that begins with some words; the home is written as ~."""
        assert self._screen is not None
        rows = self._screen.text.replace(str(self.home), "~").split("\n")
        first = max(place for place, row in enumerate(rows) if row.startswith(begin)) if begin else 0
        return "\n".join(rows[first:]).strip("\n")


@contextmanager
def seat(cache: Path) -> Iterator[Seat]:
    """Sit down; what was started is ended, and what was written is gone at the end.

    Args:
        cache: A cache that has read the shipped files.
    """
    # Of the same length wherever this runs, so that lines break at the same places.
    with tempfile.TemporaryDirectory(prefix="", dir="/tmp") as home:
        taken = Seat(Path(home), cache)
        try:
            yield taken
        finally:
            taken.close()


def first_visit(taken: Seat) -> Iterator[tuple[str, str]]:
    """Yield the first screen of all."""
    screen = taken.open()
    screen.wait_for("Enter for none >")
    screen.answer(INTERVIEW_DAY.isoformat(), MARKED)
    yield "first-visit", taken.seen()


def session(taken: Seat) -> Iterator[tuple[str, str]]:
    """Yield the screens of one session: each kind of question, one after another."""
    names = ("choose-vs-smooth-l1", "compute-two", "explain-why", "debug-slope")
    screen = taken.open("practice", *(f"huber-{name}" for name in names), "huber", "--seed", str(SEED))
    screen.wait_for("? help\n>")
    yield "choose", taken.seen()
    taken.wait(21)
    screen.answer(_letter(screen, "They are equal"), NEXT)
    yield "verdict", taken.seen("1 of 5")
    screen.answer("", MARKED)
    taken.wait(75)
    screen.answer("2.625", NEXT)
    yield "compute", taken.seen("2 of 5")
    screen.answer("", MARKED)
    screen.answer("Near zero it is smooth, so the gradient shrinks with the error.", ". ")
    screen.answer("Far away it is a line: an outlier pulls with a constant force.", ". ")
    taken.wait(130)
    screen.answer("", TICK)
    yield "explain", taken.seen("> Near zero")
    screen.answer("3", TICK)
    screen.answer("", NEXT)
    screen.answer("", MARKED)
    taken.wait(40)
    screen.answer(_letter(screen, "The linear branch is"), FILE)
    yield "debug", taken.seen()
    model = solution_path(load_bank().tasks["huber"]).read_text(encoding="utf-8")
    taken.wait(90)
    taken.save("huber-debug-slope.py", model)
    screen.answer("g", NEXT)
    screen.answer("", FILE)
    yield "implement", taken.seen("5 of 5")
    taken.wait(300)
    taken.save("huber.py", WRONG)
    screen.answer("g", FILE)
    yield "failed", taken.seen()
    taken.wait(45)
    taken.save("huber.py", RIGHT)
    screen.answer("g", NEXT)
    yield "passed", taken.seen("✓ Passed")
    screen.answer("", MARKED)
    taken.wait(9)
    screen.answer(_letter(screen, "Huber = 2"), NEXT)
    screen.answer("", MARKED)
    taken.wait(30)
    screen.enter("1.3125")
    screen.end()
    yield "summary", taken.seen()


def _letter(screen: Screen, option: str) -> str:
    """Return the letter under which an option was shown last."""
    return re.findall(rf"^([a-z])\)\s+{re.escape(option)}", screen.text, re.MULTILINE)[-1]


WRONG = """\
import torch


def huber_loss(pred, target, delta=1.0):
    e = (pred - target).abs()
    return torch.where(e <= delta, e**2 / 2, delta * (e - delta / 2)).sum()
"""
RIGHT = WRONG.replace(".sum()", ".mean()")


def interview(taken: Seat) -> Iterator[tuple[str, str]]:
    """Yield an interview's first question and its scorecard: every third answer is wrong."""
    brief = Brief(20, "medium", ("regression",), mending=True)
    items = draw_up(load_bank(), brief, (), taken.now, SEED).items
    screen = taken.open("interview", "--minutes", "20", "--family", "regression", "--seed", str(SEED), rows=60)
    screen.wait_for("not now >")
    screen.answer("", _prompt(items[0]))
    yield "interview", taken.seen()
    texts = sum(item.takes == "text" for item in items)
    after = [*map(_prompt, items[1:]), *["Enter: it is right so > "] * texts, "q: done > "]
    for item in items:
        taken.wait(USUAL_SECONDS[item.question.kind] * (0.4 + 0.3 * (item.number % 3)))
        right = item.number % 3 != 0
        if item.takes == "file":
            code = solution_path(load_bank().tasks[item.question.loss]).read_text(encoding="utf-8")
            (folder,) = taken.answers.glob("interview-*")
            taken.save(f"{folder.name}/{item.question.id}.py", code if right else WRONG)
            line = ""
        elif right or not item.question.choices():
            line = item.question.answer(item.order).text if right else "1"
        else:
            line = next(option.text for option in item.question.choices() if not option.correct)
        if item.takes == "text":
            screen.answer(" ".join(line.split()), ". ")
            line = ""
        screen.answer(line, after.pop(0))
    while after:
        screen.answer("", after.pop(0))
    yield "scorecard", taken.seen("All questions were put.")


def _prompt(item: Item) -> str:
    return "hand it in > " if item.takes == "file" else MARKED


def weeks(taken: Seat) -> Iterator[tuple[str, str]]:
    """Yield what is shown to somebody who has practised for some weeks."""
    taken.now = TODAY
    file = taken.home / "progress.jsonl"
    file.write_text("\n".join(lines_of(made_up(load_bank()))), encoding="utf-8")
    assert taken.open("import", str(file)).end() == 0
    screen = taken.open()
    screen.wait_for("q quit\n>")
    yield "home", taken.seen()
    screen = taken.open("stats", rows=90)
    screen.end()
    yield "stats", taken.seen("Known").partition("\n\nLast answers by family")[0]
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    screen = taken.open("practice", "huber-compute-two", "--seed", "7", columns=60, **ascii_only)
    screen.wait_for("? help\n>")
    taken.wait(40)
    screen.enter("2.5")
    screen.end()
    yield "narrow", taken.seen()


def made_up(bank: Bank) -> History:
    """Return the log of somebody who sat down on every other day, and got four of five answers right."""
    chance = random.Random(SEED)  # noqa: S311 - a story to repeat, not a secret
    attempts: list[Attempt] = []
    at = MORNING
    while at.date() < TODAY.date():
        if chance.random() < 0.5:
            share = share_of(bank, record_of(attempts, bank, Pace(), at.date(), timezone.utc), at.date())
            now = at
            for name in (*share.due, *share.new):
                label = bank.labels[name]
                seconds = round(USUAL_SECONDS.get(label.kind, 60) * chance.uniform(0.4, 1.4))
                now += timedelta(seconds=seconds)
                right = chance.random() < 0.8
                attempts.append(
                    Attempt(
                        name,
                        label.kind,
                        "right" if right else "wrong",
                        score=float(right),
                        seconds=seconds,
                        session=f"{at:%j}",
                        at=now.isoformat(timespec="milliseconds"),
                    )
                )
        at += timedelta(days=1)
    return History(tuple(Kept(attempt) for attempt in attempts), {INTERVIEW: INTERVIEW_DAY.isoformat()})


VISITS: Mapping[str, Callable[[Seat], Iterator[tuple[str, str]]]] = {
    "first visit": first_visit,
    "session": session,
    "interview": interview,
    "weeks": weeks,
}


def screens(visit: str, cache: Path) -> dict[str, str]:
    """Return the screens of a visit, by name.

    Args:
        visit: Which.
        cache: A cache that has read the shipped files.
    """
    with seat(cache) as taken:
        return dict(VISITS[visit](taken))


def shown(page: str) -> dict[str, str]:
    """Return the screens of a page, by name, in its order."""
    return {found[1]: found[3] for found in BLOCK.finditer(page)}


def renewed(page: str, new: Mapping[str, str]) -> str:
    """Return a page with new screens in their places."""
    return BLOCK.sub(lambda found: f"{found[1]}{found[2]}{new[found[1]]}{found[4]}", page)


def main() -> None:
    """Renew the page's screens."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LOSSQUIZ_HOME": folder}
        command = [sys.executable, "-m", "lossquiz", "list"]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        new: dict[str, str] = {}
        for visit in VISITS:
            new |= screens(visit, Path(folder) / "cache")
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), new), encoding="utf-8")


if __name__ == "__main__":
    main()
