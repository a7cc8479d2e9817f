"""What a small change broke, within a minute: the nearest tests first, and in words what was left out.

    python tests/what_changed.py               # what differs from the last commit, files that are not tracked too
    python tests/what_changed.py --base main   # what a branch changed

Nearest are the tests of the changed files, then those that import them, then those of the modules that import them.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

import grimp

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SECONDS = 35  # no test is begun after so many; what has begun is finished
PROOFS = 3  # so many losses are proved, on so few seeds
SEEDS = 3
SUBMISSIONS = "tests/grading/test_submissions.py"
ATTACKS = "tests/attacks/"
JUDGING = tuple(f"lossquiz/grading/{room}" for room in ("cases/", "judging/", "diagnosis/", "grade"))
OF_CONTENT = {
    "tests/questions/test_bank.py",
    "tests/questions/test_model_answers.py",
    "tests/worked_numbers/test_every_number.py",
}
CONTENT = ("questions/", "solutions/", "tests/submissions/")
PROVING = tuple(f"lossquiz/{room}/" for room in ("grading", "questions", "forms"))
CHECKS = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("lint-imports",))


@dataclass
class Plan:
    """What is to be run.

    Attributes:
        tests: Test files, nearest first, each with why it is chosen.
        answers: Of the submissions only these: `huber`, or `huber/name`; all of them when empty.
        losses: The losses to prove.
        left_out: What could also be broken and is not looked at, in sentences.
    """

    tests: dict[str, str] = field(default_factory=dict)
    answers: set[str] = field(default_factory=set)
    losses: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def changed_files(base: str) -> list[str]:
    """Return the files that differ from a commit, and those that git does not know."""
    known = _lines("git", "diff", "--name-only", "--no-renames", base)
    return sorted({*known, *_lines("git", "ls-files", "--others", "--exclude-standard")})


def _lines(*command: str) -> list[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()


def make_plan(changed: Sequence[str]) -> Plan:
    """Choose what to run for some changed files."""
    tests = _nearest_first(changed)
    losses = sorted({loss for path in changed for loss in _losses_of(path)})
    answers = {answer for path in changed for answer in _answers_of(path)}
    if any(path.startswith(JUDGING) for path in changed):
        tests.setdefault(SUBMISSIONS, "shows the verdicts and names that the changed code gives")
    if SUBMISSIONS in tests:
        answers = set()
    elif answers:
        tests[SUBMISSIONS] = "grades the changed answers"
    quick = {test: why for test, why in tests.items() if not test.startswith(ATTACKS)}
    return Plan(quick, answers, losses[:PROOFS], list(_left_out(changed, losses[PROOFS:], attacks=quick != tests)))


def _nearest_first(changed: Sequence[str]) -> dict[str, str]:
    ways = (_own_tests, _naming_tests, _importing_tests, _tests_of_importers)
    alone = [path for path in changed if module_of(path) and not any(list(way([path])) for way in ways)]
    tests: dict[str, str] = {}
    for found in (*(way(changed) for way in ways), _tests_of_rooms(alone)):
        for test, why in sorted(found, key=_starts_programs):  # of those that are as near, the quick ones first
            tests.setdefault(test, why)
    return tests


def _left_out(changed: Sequence[str], losses: Sequence[str], *, attacks: bool) -> Iterator[str]:
    if losses:
        yield f"the proof of {', '.join(losses)}: make bank"
    if any(path.startswith(PROVING) for path in changed):
        yield "the proof of the bank with the changed code: make bank"
    if attacks or any("/sandbox/" in path for path in changed):
        yield f"the attacks, which run in one batch of some minutes: pytest {ATTACKS}"


def _own_tests(changed: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in changed:
        yield from ((test, f"is changed, or beside {path}") for test in _beside(path))
        yield from ((test, f"tests {path}") for test in _mirrors(path))


def _naming_tests(changed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Choose the tests that name a changed page, data file or companion."""
    for path in changed:
        name = PurePosixPath(path).name
        if not module_of(path) and name != "conftest.py" and not path.startswith(CONTENT):
            yield from ((test, f"names {name}") for test in all_tests() if name in _text(test))


def _importing_tests(changed: Iterable[str]) -> Iterator[tuple[str, str]]:
    modules = {module for path in changed if (module := module_of(path))}
    return ((test, "imports what is changed") for test in all_tests() if modules & _imported(test))


def _tests_of_importers(changed: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in changed:
        for importer in sorted(importers(module_of(path))):
            yield from ((test, f"tests {importer}, which imports {path}") for test in _mirrors(_file_of(importer)))


def _tests_of_rooms(changed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Choose all tests of the room of a module that no test is nearer to."""
    for path in changed:
        rooms = PurePosixPath(path).parts[1:-1]
        for depth in range(len(rooms), -1, -1):
            home = PurePosixPath("tests", *rooms[:depth])
            above = slice(None) if depth else slice(1)  # of all tests, only those that are in no room
            found = [test for test in all_tests() if home in PurePosixPath(test).parents[above]]
            yield from ((test, f"stands for the room of {path}") for test in found)
            if found:
                break


def _beside(path: str) -> list[str]:
    """Return the test file itself, or those beside a changed companion of tests."""
    if path in all_tests():
        return [path]
    place = PurePosixPath(path)
    if place.parts[0] != "tests" or "submissions" in place.parts or len(place.parts) == 2:
        return []
    beside = place.parent
    if place.name == "conftest.py":
        return [test for test in all_tests() if beside in PurePosixPath(test).parents]
    return [test for test in all_tests() if PurePosixPath(test).parent == beside]


def _mirrors(path: str) -> list[str]:
    """Return the tests that mirror a file of the package: of its name, else those of the folder of its data."""
    if path.startswith(("questions/", "solutions/")):
        return [test for test in all_tests() if test in OF_CONTENT]
    if not path.startswith("lossquiz/"):
        return []
    *rooms, name = PurePosixPath(path).parts[1:]
    if not name.endswith(".py"):
        return [test for test in all_tests() if test.startswith(f"tests/{rooms[0]}/")]
    stem = rooms.pop() if name == "__init__.py" and rooms else name.removesuffix(".py")
    for depth in range(len(rooms), -1, -1):
        home = "/".join(("tests", *rooms[:depth]))
        ways = [f"{home}/test_{stem}.", f"{home}/test_{stem}_", *([f"{home}/{stem}/"] if depth == len(rooms) else [])]
        found = [test for test in all_tests() if test.startswith(tuple(ways))]
        if found:
            return found
    return []


def _losses_of(path: str) -> list[str]:
    """Return the losses that a question file, a solution or a reference is about."""
    parts = Path(path).parts
    if parts[0] in {"questions", "solutions"} and len(parts) == 3 and parts[1] != "concepts":
        return [Path(path).stem] if (ROOT / "questions" / parts[1] / f"{Path(path).stem}.yaml").is_file() else []
    if parts[:2] == ("lossquiz", "losses") and path.endswith(".py"):
        named = f"reference: {module_of(path)}."
        return [file.stem for file in sorted((ROOT / "questions").glob("*/*.yaml")) if named in file.read_text("utf-8")]
    return []


def _answers_of(path: str) -> list[str]:
    parts = Path(path).parts
    if parts[:2] == ("tests", "submissions") and path.endswith(".py"):
        return [f"{parts[2]}/{Path(path).stem}"]
    if parts[0] == "questions" and (ROOT / "tests" / "submissions" / Path(path).stem).is_dir():
        return [Path(path).stem]
    return []


def module_of(path: str) -> str:
    """Return the module of a file of the package, or ""."""
    if not (path.startswith("lossquiz/") and path.endswith(".py")):
        return ""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _file_of(module: str) -> str:
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if (ROOT / path).is_dir() else f"{path}.py"


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("lossquiz", cache_dir=str(ROOT / ".import_linter_cache"))


def importers(module: str) -> set[str]:
    """Return the modules that import a module directly."""
    graph = _graph()
    return set(graph.find_modules_that_directly_import(module)) if module in graph.modules else set()


@cache
def all_tests() -> tuple[str, ...]:
    """Return all test files, in the order of their names."""
    found = (path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py"))
    return tuple(sorted(path.as_posix() for path in found if "submissions" not in path.parts))


def _starts_programs(found: tuple[str, str]) -> bool:
    return any(word in _text(found[0]) for word in ("subprocess", "pexpect", "CliRunner", "Sandbox", "grade_all"))


@cache
def _text(test: str) -> str:
    return (ROOT / test).read_text(encoding="utf-8")


@cache
def _imported(test: str) -> frozenset[str]:
    """Return the modules that a test file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(_text(test))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def describe(changed: Sequence[str], plan: Plan) -> Iterator[str]:
    """Say what was chosen, why, and what was left out."""
    yield f"{len(changed)} changed: {', '.join(changed[:5])}{' …' if len(changed) > 5 else ''}"
    for test, why in plan.tests.items():
        yield f"  {test}: {why}"
    if plan.answers:
        yield f"  of the answers, those of {', '.join(sorted(plan.answers))}"
    if plan.losses:
        yield f"  the proof of {', '.join(plan.losses)}, on {SEEDS} seeds"
    yield from (f"left out: {what}" for what in plan.left_out)


def run(plan: Plan) -> bool:
    """Run the checkers and the proofs beside the tests; return whether all is well."""
    until = time.time() + SECONDS
    proofs = [word for loss in plan.losses for word in ("--only", loss)]
    checks = [*CHECKS, *([("lossquiz", "bank", "check", "--seeds", str(SEEDS), "-j", "1", *proofs)] if proofs else [])]
    with ThreadPoolExecutor(2) as lanes:
        beside = lanes.submit(lambda: [_passes(BIN / words[0], *words[1:]) for words in checks])
        tests = lanes.submit(lambda: not plan.tests or _passes(BIN / "pytest", *_pytest_words(plan, until)))
    return all(beside.result()) and tests.result()


def _pytest_words(plan: Plan, until: float) -> list[str]:
    order = ("-p", "nearest", "-p", "no:randomly", "-n", "auto", "--dist", "loadgroup", "--no-loadscope-reorder")
    answers = ("--answers", ",".join(sorted(plan.answers))) if plan.answers else ()
    return ["-q", "-rNfE", *order, "--until", str(until), *answers, *together(plan.tests)]


def together(tests: Sequence[str]) -> list[str]:
    """Return tests in their order, but each folder's in one piece: pytest forgets fixtures of one it comes back to."""
    first: dict[PurePosixPath, int] = {}
    for index, test in enumerate(tests):
        for part in (PurePosixPath(test), *PurePosixPath(test).parents):
            first.setdefault(part, index)

    def places(test: str) -> list[int]:
        path = PurePosixPath(test)
        return [first[part] for part in reversed((path, *path.parents))]

    return sorted(tests, key=places)


def _passes(program: Path, *words: str) -> bool:
    """Run a command, and print what it said once it has ended: whole when it failed, else its last line."""
    path = os.pathsep.join(filter(None, (str(ROOT / "tests"), os.environ.get("PYTHONPATH"))))
    started = time.monotonic()
    done = subprocess.run(
        [program, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    well = done.returncode in ({0, 5} if program.name == "pytest" else {0})  # 5: no test was left
    lines = done.stdout.strip().splitlines()
    shown = [line for line in lines if not well or line.startswith("left out")] or lines[-1:]
    what = " ".join((program.name, *words[:2]))
    took = f"{time.monotonic() - started:.0f} s"
    print("\n".join((f"{'ok  ' if well else 'FAIL'} {what} ({took})", *(f"    {line}" for line in shown))), flush=True)
    return well


def main() -> int:
    """Choose, say what was chosen, run it."""
    parser = argparse.ArgumentParser(description="Check what a small change broke.")
    parser.add_argument("--base", default="HEAD", help="the commit to compare with; the last one by default")
    changed = changed_files(parser.parse_args().base)
    if not changed:
        print("nothing has changed")
        return 0
    plan = make_plan(changed)
    print("\n".join(describe(changed, plan)), flush=True)
    return 0 if run(plan) else 1


if __name__ == "__main__":
    sys.exit(main())
