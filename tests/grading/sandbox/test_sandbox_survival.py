"""Kills from outside: of the zygote and of children, in the middle of a batch. Nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.errors import IsolationError, UsageError
from lossquiz.grading.sandbox.both.job import Job
from lossquiz.grading.sandbox.both.outcomes import Crashed, Returned, Run
from lossquiz.grading.sandbox.parent import Sandbox, launch
from lossquiz.grading.sandbox.parent.sandbox import _KILLED

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")

MakeJob = Callable[..., Job]


@pytest.fixture
def own() -> Iterator[Sandbox]:
    """A sandbox that a test may break."""
    with Sandbox(trust=True) as fresh:
        yield fresh


def descendants(pid: int) -> list[int]:
    """Return the processes below `pid`, parents first."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if after_name[0] != "Z":
                parents.setdefault(int(after_name[1]), []).append(int(entry.name))
    found = []
    queue = [pid]
    while queue:
        below = parents.get(queue.pop(0), [])
        found += below
        queue += below
    return found


def first_process(sandbox: Sandbox) -> int:
    assert sandbox._source is not None
    return sandbox._source.process.pid  # type: ignore[attr-defined,no-any-return]


def zygotes(sandbox: Sandbox) -> list[int]:
    """Return the zygote's processes: with a process namespace there are two, and the inner one forks."""
    outer = first_process(sandbox)
    inside: bool = sandbox._source.hello()["namespaces"]  # type: ignore[union-attr]
    return [outer, descendants(outer)[0]] if inside else [outer]


def numbered(make_job: MakeJob, count: int, body: str = "") -> list[Job]:
    source = "import os, time\ndef answer(pred, target):\n    {}\n    return pred.sum() * 0 + {}\n"
    return [make_job(source.format(body or "pass", number)) for number in range(count)]


def values(runs: list[Run]) -> list[float]:
    return [float(outcome.value) for run in runs for outcome in run.outcomes if isinstance(outcome, Returned)]  # type: ignore[arg-type]


def left_of(processes: Iterable[int]) -> list[int]:
    """Return which processes go on for a minute; the kernel ends them in its own time."""
    pause = threading.Event()
    for _ in range(3000):
        left = [pid for pid in processes if Path(f"/proc/{pid}").exists()]
        if not left:
            break
        pause.wait(0.02)
    return left


def run_and_kill(sandbox: Sandbox, jobs: list[Job], kill: Callable[[int], None]) -> list[Run]:
    """Run `jobs` from three threads; after every fourth result call `kill`."""
    done = 0
    lock = threading.Lock()

    def one(job: Job) -> Run:
        nonlocal done
        result = sandbox.run(job)
        with lock:
            done += 1
            if done % 4 == 0:
                kill(done)
        return result

    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(one, jobs))


def test_a_zygote_that_is_killed_is_replaced_and_no_job_is_lost_or_doubled(own: Sandbox, make_job: MakeJob) -> None:
    killed = []

    def kill(_: int) -> None:
        pid = first_process(own)
        killed.append(pid)
        os.kill(pid, signal.SIGKILL)

    runs = run_and_kill(own, numbered(make_job, 10, "time.sleep(0.02)"), kill)
    assert values(runs) == list(range(10))
    assert len(set(killed)) == 2


def test_a_kill_of_the_inner_zygote_is_noticed_too(own: Sandbox, make_job: MakeJob) -> None:
    jobs = numbered(make_job, 2)
    first = own.run(jobs[0])
    outer = first_process(own)
    os.kill(zygotes(own)[-1], signal.SIGKILL)
    assert values([first, own.run(jobs[1])]) == [0, 1]
    assert first_process(own) != outer


def test_children_that_are_killed_are_run_again(own: Sandbox, make_job: MakeJob) -> None:
    own.run(numbered(make_job, 1)[0])
    outer = first_process(own)
    inner = zygotes(own)
    killed: list[int] = []
    stop = threading.Event()

    def hunt() -> None:
        while len(killed) < 2 and not stop.is_set():
            for pid in set(descendants(outer)) - set(inner) - set(killed):
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                break
            stop.wait(0.05)

    hunter = threading.Thread(target=hunt)
    hunter.start()
    runs = [own.run(job) for job in numbered(make_job, 3, "time.sleep(1)")]
    stop.set()
    hunter.join()
    assert killed
    whole = [run for run in runs if isinstance(run.outcomes[0], Returned)]
    # A child that is killed twice in a row is told as such; any other result is the right one.
    assert all(run in whole or run.outcomes == (Crashed(_KILLED),) for run in runs)
    assert set(values(runs)) <= {0.0, 1.0, 2.0}
    assert len(whole) >= 2


def test_no_process_outlives_the_sandbox(make_job: MakeJob) -> None:
    with Sandbox(trust=True) as sandbox:
        sandbox.run(numbered(make_job, 1)[0])
        processes = zygotes(sandbox)
    assert left_of(processes) == []


def test_a_child_ends_with_its_zygote(own: Sandbox, make_job: MakeJob) -> None:
    """The kernel ends a child whose zygote is killed: the job is begun again, and only one child answers."""
    job = make_job("import time\ndef answer(pred, target):\n    time.sleep(1)\n    return pred.sum()\n")
    own.run(numbered(make_job, 1)[0])
    outer = first_process(own)
    before = set(zygotes(own))
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(own.run, job)
        children: set[int] = set()
        while not children and not future.done():
            children = set(descendants(outer)) - before
        os.kill(outer, signal.SIGKILL)
        assert values([future.result()]) == [7.0]
    assert left_of(children) == []


def test_many_threads_share_one_sandbox(sandbox: Sandbox, make_job: MakeJob) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert values(list(pool.map(sandbox.run, numbered(make_job, 40)))) == list(range(40))


def descriptors(pid: int, *, rulesets: bool = False) -> list[str]:
    """Return what a process has open: everything but rulesets of Landlock, or these."""
    found = [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    return [target for target in found if ("landlock" in target) == rulesets]


def test_many_jobs_leave_no_descriptor_and_no_process_behind(sandbox: Sandbox, make_job: MakeJob) -> None:
    jobs = numbered(make_job, 30)
    for job in jobs[:2]:  # from the second on, one child is forked ahead of need
        sandbox.run(job)
    inner = zygotes(sandbox)
    sandbox._source._meet_ahead()  # type: ignore[union-attr]
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the number of entries only
    held = [len(descriptors(pid)) for pid in inner]
    for job in jobs:
        sandbox.run(job)
    sandbox._source._meet_ahead()  # type: ignore[union-attr]
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    assert [len(descriptors(pid)) for pid in inner] == held
    # A ruleset for each private folder, and these serve one child after another: never one for each job.
    assert all(len(descriptors(pid, rulesets=True)) < len(jobs) / 2 for pid in inner)


def test_the_next_child_is_ordered_once_this_one_has_its_inputs(own: Sandbox, make_job: MakeJob) -> None:
    """Beside a process that is forked and locked, a child would wait for each word."""
    first, second = numbered(make_job, 2)
    never_loads = replace(first, source=b"raise SystemExit")
    for job, ordered in ((first, False), (second, True), (never_loads, False), (second, True)):
        own.run(job)
        assert (own._source._ahead is not None) == ordered, job.source  # type: ignore[union-attr]


def test_a_closed_sandbox_starts_nothing(make_job: MakeJob) -> None:
    sandbox = Sandbox(trust=True)
    sandbox.close()
    with pytest.raises(RuntimeError, match="closed"):
        sandbox.run(numbered(make_job, 1)[0])


# --- levels ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "level"), [("reduced", "reduced"), ("none", "none"), ("spawn", "none")])
def test_the_environment_can_lower_the_level(
    monkeypatch: pytest.MonkeyPatch, make_job: MakeJob, word: str, level: str
) -> None:
    monkeypatch.setenv("LOSSQUIZ_ISOLATION", word)
    with Sandbox(trust=True) as lowered:
        assert lowered.level == level
        runs = [lowered.run(job) for job in numbered(make_job, 2)]
    assert values(runs) == [0, 1]


def test_an_unknown_level_is_an_error_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_ISOLATION", "total")
    with pytest.raises(UsageError, match="unknown level 'total'"):
        Sandbox().start()


@pytest.mark.parametrize("word", ["none", "spawn"])
def test_without_isolation_nothing_runs_unless_it_is_trusted(
    monkeypatch: pytest.MonkeyPatch, make_job: MakeJob, word: str
) -> None:
    monkeypatch.setenv("LOSSQUIZ_ISOLATION", word)
    with Sandbox() as strict, pytest.raises(IsolationError, match="--trust-submissions"):
        strict.run(numbered(make_job, 1)[0])


def test_reduced_isolation_still_refuses_writing_network_and_processes(
    monkeypatch: pytest.MonkeyPatch, make_job: MakeJob
) -> None:
    monkeypatch.setenv("LOSSQUIZ_ISOLATION", "reduced")
    source = """
        import os, socket
        def refused(attempt):
            try:
                attempt()
            except PermissionError:
                return True
        def answer(pred, target):
            print(refused(lambda: open("/tmp/lossquiz-was-here", "w")), refused(socket.socket), refused(os.fork),
                  refused(lambda: os.kill(os.getppid(), 9)), refused(lambda: open("/etc/hostname")))
            try:
                import lossquiz
            except ModuleNotFoundError:
                print("no lossquiz")
            return pred.sum()
        """
    with Sandbox() as reduced:
        done = reduced.run(make_job(source))
    assert done.output == "True True True True None\nno lossquiz\n"


def test_a_machine_without_any_temporary_folder_isolates_as_well(
    monkeypatch: pytest.MonkeyPatch, make_job: MakeJob, sandbox: Sandbox
) -> None:
    def none() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    with Sandbox(trust=True) as fresh:
        assert fresh.level == sandbox.level
        assert values([fresh.run(numbered(make_job, 1)[0])]) == [0]


def test_not_even_roots_privileges_are_left(monkeypatch: pytest.MonkeyPatch, make_job: MakeJob, tmp_path: Path) -> None:
    """A file that nobody may read can be read by a process with root's capabilities, and by no other."""
    monkeypatch.setenv("LOSSQUIZ_ISOLATION", "reduced")
    for name, mode in (("closed", 0), ("open", 0o600)):
        (tmp_path / name).write_text(name)
        (tmp_path / name).chmod(mode)
    source = f"""
        def answer(pred, target):
            for name in ("closed", "open"):
                try:
                    print(open({str(tmp_path)!r} + "/" + name).read())
                except PermissionError:
                    print("refused")
            return pred.sum()
        """
    with Sandbox() as reduced:
        assert reduced.run(make_job(source)).output == "refused\nopen\n"


def test_lossquiz_among_the_installed_packages_is_hidden_and_its_neighbours_are_not(
    monkeypatch: pytest.MonkeyPatch, make_job: MakeJob, tmp_path: Path
) -> None:
    """As after an installation from a wheel: beside torch, in a folder of packages."""
    for name in ("lossquiz/_shipped/solutions/huber.py", "lossquiz-1.0.dist-info/RECORD", "neighbour.py"):
        path = tmp_path / "site-packages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("value = 42")
    folder = str(tmp_path / "site-packages")
    before = launch.python_folders()
    monkeypatch.setattr(launch, "python_folders", lambda: [*before, folder])
    source = f"""
        import os, sys
        sys.path.append({folder!r})
        import neighbour
        print(neighbour.value)
        def refused(attempt):
            try:
                attempt()
            except PermissionError:
                return True
        for name in ("lossquiz/_shipped/solutions/huber.py", "lossquiz-1.0.dist-info/RECORD"):
            print(refused(lambda: open(os.path.join({folder!r}, name))))
        del sys.meta_path[0]
        try:
            from lossquiz._shipped.solutions import huber
        except ImportError:
            print("no lossquiz")
        except PermissionError:
            print("no lossquiz")
        def answer(pred, target):
            return pred.sum()
        """
    with Sandbox(trust=True) as installed:
        if installed.level != "full":
            pytest.skip("this machine does not isolate fully")
        done = installed.run(make_job(source))
    assert done.output == "42\nTrue\nTrue\nno lossquiz\n", done
