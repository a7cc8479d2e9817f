"""The folder of a submission's own: what honest code writes works there, and nothing of it is left for others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from lossquiz.grading.sandbox.both.job import Job
from lossquiz.grading.sandbox.both.outcomes import Returned, Run
from lossquiz.grading.sandbox.child import folders
from lossquiz.grading.sandbox.parent import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs mount namespaces")

Ask = Callable[[str], str]
MakeJob = Callable[..., Job]


@pytest.fixture(autouse=True)
def _needs_folder(has_folder: bool) -> None:
    if not has_folder:
        pytest.skip("this machine gives no private folders")


@pytest.mark.parametrize(
    "lines",
    [
        "open('out.txt', 'w').write('x' * 1000)\nassert len(open('out.txt').read()) == 1000",
        "with tempfile.TemporaryFile() as file: file.write(b'x')",
        "with tempfile.NamedTemporaryFile() as file: file.write(b'x')",
        "with tempfile.TemporaryDirectory() as folder: open(folder + '/a', 'w').write('x')",
        "torch.save({'a': torch.ones(3)}, 'a.pt')\nassert torch.load('a.pt')['a'].sum() == 3",
        "np.savetxt('a.txt', np.ones(3))\nassert np.loadtxt('a.txt').sum() == 3",
        "np.savez('a.npz', a=np.ones(3))\nassert np.load('a.npz')['a'].sum() == 3",
        "m = np.memmap('a.map', mode='w+', shape=3)\nm[:] = 1\nm.flush()",
        "p = pathlib.Path.home() / 'x'\np.mkdir()\n(p / 'y').touch()\n(p / 'y').rename(p / 'w')\nshutil.rmtree(p)",
        "open('a', 'w').write('x')\nos.replace('a', 'b')\nos.truncate(os.open('b', os.O_RDWR), 0)\nos.remove('b')",
        "assert tempfile.gettempdir() == os.getcwd() == os.environ['MPLCONFIGDIR']\nassert os.listdir() == []",
    ],
)
def test_what_honest_code_writes_works(said: Ask, lines: str) -> None:
    imports = "import os, pathlib, shutil, tempfile\nimport numpy as np, torch\n"
    assert said(f"{imports}{lines}\nprint('worked')") == "worked"


def test_the_next_finds_an_empty_folder(said: Ask) -> None:
    look = "import os; print(os.listdir(), os.stat('.').st_mtime_ns, os.statvfs('.').f_bfree * 4096 >> 20)"
    assert [said(look) for _ in range(3)] == ["[] 0 4"] * 3
    for leave in ("open('a', 'w').write('x' * 10**6)", "os.mkdir('a')", "open('a', 'w').close(); os.remove('a')"):
        said(f"import os; {leave}")
        assert [said(look) for _ in range(3)] == ["[] 0 4"] * 3


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("open('a', 'wb').write(bytes(5 << 20))", "File too large"),
        ("[open(str(n), 'wb').write(bytes(1 << 20)) for n in range(6)]", "No space left on device"),
        ("[os.mkdir(str(n)) for n in range(1000)]", "No space left on device"),
    ],
)
def test_what_a_folder_holds_is_bounded(said: Ask, line: str, told: str) -> None:
    """A process that fills it goes on, and the next has all of its own."""
    for _ in range(2):
        assert said(f"import os\ntry:\n    {line}\nexcept OSError as error:\n    print(error.strerror)") == told


def test_those_at_work_at_the_same_time_have_a_folder_each(sandbox: Sandbox, make_job: MakeJob) -> None:
    source = """
        import os, time
        open("mine", "w").write("{}")
        def answer(pred, target):
            time.sleep(0.1)
            print(os.listdir("."), open("mine").read())
            return pred.sum()
        """
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(sandbox.run, [make_job(source.replace("{}", str(n))) for n in range(12)]))
    assert [run.output for run in done] == [f"['mine'] {n}\n" for n in range(12)]


def test_a_child_that_is_ended_leaves_no_folder_behind(run: Callable[..., Run], sandbox: Sandbox) -> None:
    """Whichever way children end, the zygote's mounts do not grow by one for each.

    How many there are is what was needed at a time, and that is not known: a child that was killed keeps its folder
    until the system has taken it down, which takes as long as it takes. So as many come of each way as would show.
    """
    write = "open('a', 'w').write('x')\n"
    answer = "def answer(pred, target):\n    return pred.sum()\n"
    run(write + answer)
    inner = next(iter(Path("/proc").glob(f"{sandbox._source.process.pid}/task/*/children"))).read_text().split()[0]  # type: ignore[union-attr]
    before = Path(f"/proc/{inner}/mounts").read_text().count("tmpfs")
    rounds = 12
    for _ in range(rounds):
        assert isinstance(run(write + answer).outcomes[0], Returned)
        run(write + "import os\nos.abort()\n")
        run(write + "while True: pass\n", seconds=0.1)
    assert Path(f"/proc/{inner}/mounts").read_text().count("tmpfs") < before + rounds


@pytest.mark.parametrize("at_a_time", [1, 2, 5])
@pytest.mark.parametrize("written", [False, True])
def test_there_are_as_many_folders_as_were_taken_at_a_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at_a_time: int, written: bool
) -> None:
    mounted: list[str] = []
    libc = SimpleNamespace(umount2=lambda path, _: mounted.remove(os.fsdecode(path)) or 0)
    monkeypatch.setattr(folders, "_libc", libc)
    monkeypatch.setattr(folders, "_mount", lambda path, _: mounted.append(path))
    made = folders.Folders(str(tmp_path), lambda _: os.open(os.devnull, os.O_RDONLY))
    for _ in range(10):
        taken = [folder for folder in (made.take() for _ in range(at_a_time)) if folder]
        assert len({folder.path for folder in taken}) == at_a_time
        for folder in taken:
            if written:
                (Path(folder.path) / "a").write_text("x")
                (Path(folder.path) / "a").unlink()
            made.give_back(folder)
    assert len(mounted) == len(set(mounted)) == 1 + at_a_time
    for _ in range(at_a_time):
        taken_last = made.take()
        assert taken_last
        os.close(taken_last.ruleset)


def test_nothing_is_mounted_outside(sandbox: Sandbox) -> None:
    assert sandbox.level
    assert "nr_inodes=256" not in Path("/proc/self/mounts").read_text()


def test_without_folders_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch, make_job: MakeJob) -> None:
    monkeypatch.setenv("LOSSQUIZ_ISOLATION", "reduced")
    source = """
        import os
        try:
            open("lossquiz-was-here", "w")
        except PermissionError:
            print("refused")
        def answer(pred, target):
            return pred.sum()
        """
    with Sandbox(trust=True) as reduced:
        assert reduced.run(make_job(source)).output == "refused\n"
