"""What a run writes down: of each hand-in the rows that count, with what they are worth, and the files themselves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lossquiz.grading.grade_report import GradeReport, Origin, unrunnable
from lossquiz.report.json.grading import stored_row
from lossquiz.takehome.run import Asked, bank_hash, versions
from lossquiz.takehome.versions import iso, marked, one_row_each, submitted_of

if TYPE_CHECKING:
    from lossquiz.grading.intake.hand_in import HandIn
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.takehome.roster import Person, Roster
    from lossquiz.takehome.store import Store

Row = dict[str, Any]
_ABSENT = "nothing was handed in"
_LACKING = "nothing was handed in for this question"


@dataclass(slots=True)
class Keeper:
    """Keeps the rows of a batch.

    Attributes:
        store: Where they are kept.
        asked: What is asked of the run.
        tasks: The questions that there are.
        roster: Who should hand in, or None.
        strangers: Candidates who are not in the roster.
        again: What further hand-ins of people in the roster are called.
    """

    store: Store
    asked: Asked
    tasks: Mapping[str, ImplementTask]
    roster: Roster | None = None
    strangers: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)
    _banks: dict[str, str] = field(default_factory=dict)
    _versions: Mapping[str, str] = field(default_factory=versions)

    def known_as(self, hand_in: HandIn) -> HandIn:
        """Return a hand-in by the name that its candidate has in the roster; one of nobody there keeps its own.

        So does a second one of somebody, such as a folder beside an archive: which of them counts is not guessed, and
        no two have one name, since the rows of the later one would stand for both.
        """
        if self.roster is None:
            return hand_in
        name = self.roster.id_of(hand_in.candidate)
        if name is not None and name not in self._met:
            self._met.add(name)
            return replace(hand_in, candidate=name)
        own = hand_in.candidate
        numbered = (f"{own} ({number})" for number in itertools.count(2))
        called = own if own not in self._met else next(one for one in numbered if one not in self._met)
        self._met.add(called)
        (self.strangers if name is None else self.again).append(called)
        return replace(hand_in, candidate=called)

    def has(self, hand_in: HandIn) -> bool:
        """Tell whether the rows of a hand-in are kept from before."""
        return self.store.has(hand_in.path, hand_in.candidate, hand_in.sha256)

    def kept(self, path: str) -> Sequence[Row]:
        """Return the rows that are kept from before."""
        return self.store.kept(path)

    def keep(self, hand_in: HandIn, reports: Sequence[GradeReport]) -> Sequence[Row]:
        """Write down what came of a hand-in, and return its rows."""
        sources = {file.sha256: file.source for file in hand_in.files}
        for sha256 in {report.origin.sha256 for report in reports if report.origin and report.origin.sha256}:
            self.store.keep_source(sha256, sources[sha256])
        chosen = self._for_each(one_row_each([stored_row(report) for report in reports], hand_in))
        rows = [*chosen, *self._lacking(hand_in, chosen)]
        made = [self._made(row, hand_in, len(rows)) for row in rows]
        self.store.add(hand_in.path, made)
        return made

    def absent(self) -> Iterator[Sequence[Row]]:
        """Go through those of the roster of whom nothing was handed in, and give each their rows."""
        if self.roster is None:
            return
        present = self._met | self.store.left()
        for person in self.roster.people.values():
            if person.id not in present:
                yield self._absent(person)

    def _absent(self, person: Person) -> Sequence[Row]:
        if self.store.has(person.id, person.id, ""):
            return self.store.kept(person.id)
        questions = self.asked.questions or [""]
        rows = [self._nothing(person.id, person.id, question, _ABSENT) for question in questions]
        handed_in = {"path": person.id, "sha256": "", "rows": len(rows)}
        told: Row = {"submitted": None, "others": [], "name": person.name}
        made = [self._completed({**row, **told, "hand_in": handed_in}) for row in rows]
        self.store.add(person.id, made)
        return made

    def _for_each(self, rows: list[Row]) -> list[Row]:
        """Say of nothing at all that it answers none of the questions that were asked."""
        if self.asked.questions and all(row["question"] is None and row["status"] == "missing" for row in rows):
            return [{**row, "question": question} for row in rows for question in self.asked.questions]
        return rows

    def _lacking(self, hand_in: HandIn, rows: Sequence[Row]) -> list[Row]:
        """Make a row for each question that was asked and is not answered, unless it may be in what nobody can read."""
        if any(row["question"] is None for row in rows):
            return []
        answered = {row["question"] for row in rows}
        return [
            {**self._nothing(hand_in.candidate, hand_in.path, question, _LACKING), "others": []}
            for question in self.asked.questions
            if question not in answered
        ]

    def _nothing(self, candidate: str, path: str, question: str, reason: str) -> Row:
        report = unrunnable(path, question, reason, self.asked.seeds[0], "not_found", status="missing")
        return stored_row(replace(report, origin=Origin(candidate, "", "", path, "", 1)))

    def _made(self, row: Row, hand_in: HandIn, rows: int) -> Row:
        person = self.roster.people.get(hand_in.candidate) if self.roster else None
        told = hand_in.told
        name = (person.name if person else "") or (told.person if told else "")
        late = {"said_late": told.late} if told and told.late is not None else {}
        handed_in = {"path": hand_in.path, "sha256": hand_in.sha256, "rows": rows}
        submitted = iso(submitted_of(hand_in, row["path"]))
        return self._completed({**row, "submitted": submitted, "name": name, "hand_in": handed_in, **late})

    def _completed(self, row: Row) -> Row:
        own = {"versions": dict(self._versions), "bank": self._bank(row["question"]), "isolation": self.asked.isolation}
        return marked({**row, **own}, self.asked.scheme)

    def _bank(self, question: str | None) -> str:
        if not question:
            return self.asked.bank
        if question not in self._banks:
            self._banks[question] = bank_hash(self.tasks, [question])
        return self._banks[question]
