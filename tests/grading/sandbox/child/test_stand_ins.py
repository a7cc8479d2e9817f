"""What surrounds an answer is stood in for: everything can be done with it, nothing comes of it."""

from __future__ import annotations

import builtins
import copy
import importlib
import sys
from collections.abc import Iterator
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest
import torch

from lossquiz.grading.sandbox.child import interactive, stand_ins
from lossquiz.grading.sandbox.child.inert import StandIn

Names = dict[str, Any]


@pytest.fixture(autouse=True)
def _surrounded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in as in a child, where nothing of what these tests themselves use is loaded."""
    before = dict(sys.modules)
    for name in [
        name for name in before if name.partition(".")[0] in stand_ins.STOOD_IN_FOR | {"pdb", "code", "google"}
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(sys, "breakpointhook", sys.breakpointhook)
    for name in ("get_ipython", "display", "input"):
        monkeypatch.setattr(builtins, name, None, raising=False)
    stand_ins.install()
    interactive.install()
    yield
    for name in sys.modules.keys() - before.keys():
        del sys.modules[name]


def ran(source: str) -> Names:
    """Execute what people write, and return the names that it binds."""
    names: Names = {"__name__": "submission"}
    exec(compile(dedent(source), "answer.py", "exec"), names)  # noqa: S102 - ours
    return names


@pytest.mark.parametrize("name", sorted(stand_ins.STOOD_IN_FOR))
def test_each_name_is_stood_in_for_with_all_that_is_in_it(name: str) -> None:
    names = ran(f"""
        import {name}
        import {name}.some.part as part
        from {name}.another import Thing, make
        from {name} import something
        {name}.some.part.configure(x=1)
        thing = Thing(3, a=4).set(5)
        """)
    assert isinstance(names[name], stand_ins.StandInModule)
    assert isinstance(names["thing"], StandIn)
    assert not names["thing"]


PLOTS = """
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt, matplotlib.cm as cm, matplotlib.ticker as ticker
    from matplotlib import animation, colors, gridspec
    from matplotlib.ticker import FuncFormatter
    from mpl_toolkits.mplot3d import Axes3D
    import seaborn as sns
    import numpy as np
    sns.set()
    sns.set_theme(style="whitegrid")
    plt.rcParams["figure.figsize"] = (8, 6)
    plt.rcParams.update({"font.size": 12})
    print(matplotlib.__version__)
    x = np.linspace(-3, 3, 50)
    fig, ax = plt.subplots()
    fig, axes = plt.subplots(2, 2, figsize=(8, 8), sharex=True)
    axes[0, 1].plot(x, x ** 2, label="square")
    axes[1][0].set(title="t", xlabel="x")
    for i, axis in enumerate(axes.flat):
        raise AssertionError("nothing is there to go through")
    for axis, title in zip(axes.ravel(), ["a", "b"]):
        raise AssertionError("nothing is there to go through")
    fig, (left, right) = plt.subplots(1, 2)
    fig, ((a, b), (c, d)) = plt.subplots(2, 2)
    [e, f] = plt.subplots(2)
    first, *others = plt.subplots(3)
    *others, last = plt.subplots(3)
    n, bins, patches = plt.hist(x, bins=30)
    line, = ax.plot(x, x)
    line.set_data(x, x)
    with plt.style.context("ggplot"), sns.axes_style("dark"):
        plt.plot(x, x)
    plt.gca().xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:.1f}"))
    bars = ax.bar([1, 2], [3, 4])
    for bar in bars:
        raise AssertionError("nothing is there to go through")
    fig.colorbar(ax.imshow(np.eye(3), cmap="viridis"), ax=ax)
    colors = cm.viridis(np.linspace(0, 1, 3))
    movie = animation.FuncAnimation(fig, lambda i: None, frames=10)
    ax.custom = 5
    del axes[0]
    assert ax.custom == 5
    assert not isinstance(fig, plt.Figure)
    assert len(axes) == 0 and "x" not in axes and not ax
    plt.tight_layout(); plt.savefig("x.png"); plt.show()
    text = f"{ax} {n:.2f}"
    def draw(ax: plt.Axes | None = None, other: "plt.Axes" = None) -> list[plt.Figure]: ...
    """


def test_what_people_write_with_matplotlib_runs() -> None:
    names = ran(PLOTS)
    parts = [names[name] for name in ("fig", "left", "a", "d", "e", "first", "last", "patches", "line")]
    assert all(isinstance(part, StandIn) for part in parts)
    assert names["others"] == []


def test_everything_of_pyplot_is_there_by_name() -> None:
    ran("from matplotlib.pyplot import *\nfigure(); plot([1]); xlabel('x'); legend(); show()\n")


def test_others_run_as_well() -> None:
    names = ran("""
        from google.colab import drive, files, userdata
        import google.colab
        from google.colab.patches import cv2_imshow
        drive.mount("/content/drive")
        key = userdata.get("KEY") + "x"
        uploaded = files.upload()
        for name in uploaded.keys(): raise AssertionError
        import wandb, mlflow, plotly.express as px, plotly.graph_objects as go
        wandb.init(project="x", config={"a": 1})
        wandb.config.lr = 0.1
        wandb.log({"loss": 1.0})
        with mlflow.start_run() as run: mlflow.log_metric("a", 1.0)
        px.line(x=[1], y=[2]).show()
        from torch.utils.tensorboard import SummaryWriter
        writer = SummaryWriter("runs/x"); writer.add_scalar("loss", 1.0, 0); writer.close()
        class MyWriter(SummaryWriter):
            def __init__(self, folder):
                super().__init__(folder)
                self.folder = folder
        folder = MyWriter("here").folder
        class Both(wandb.A, mlflow.B): pass
        import torch.utils.data
        from torchviz import make_dot
        make_dot(3, params={}).render("x")
        from dotenv import load_dotenv; load_dotenv()
        from IPython.display import display, HTML, clear_output, Image, Math
        from IPython import display as shown, get_ipython as shell
        display(HTML("<b>x</b>")); clear_output(wait=True); shown.clear_output()
        from IPython.core.magic import register_line_magic
        assert shell() is get_ipython()
        import nest_asyncio; nest_asyncio.apply()
        from colorama import Fore, Style
        from termcolor import colored
        text = Fore.GREEN + "ok" + Style.RESET_ALL + colored("!", "red", attrs=["bold"])
        from icecream import ic
        seven = ic(7)
        """)
    assert (names["key"], names["folder"], names["text"], names["seven"]) == ("x", "here", "ok!", 7)
    assert names["torch"].utils.data is torch.utils.data


def test_a_decorator_gives_back_what_it_decorates() -> None:
    names = ran("""
        from ipywidgets import interact, interactive, FloatSlider
        import pytest, hypothesis.strategies as st
        from hypothesis import given, settings
        @interact
        def one(delta=1.0): return 1
        @interact(delta=FloatSlider(min=0, max=2))
        def two(delta): return 2
        @pytest.mark.parametrize("x", [1, 2])
        def three(x): return 3
        @settings(max_examples=5)
        @given(st.floats())
        def four(x): return 4
        @pytest.fixture
        class Five: pass
        with pytest.raises(ValueError, match="x"): raise ValueError("x")
        """)
    assert [names["one"](), names["two"](0), names["three"](0), names["four"](0)] == [1, 2, 3, 4]
    assert isinstance(names["Five"], type)


@pytest.mark.parametrize("module", ["tqdm", "tqdm.auto", "tqdm.notebook", "tqdm.std", "tqdm.rich"])
def test_progress_bars_go_through_what_they_are_given(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    names = ran(f"""
        from {module} import tqdm, trange
        seen = [x for x in tqdm(range(3), desc="x", leave=False)] + [x for x in trange(1, 3)]
        with tqdm(total=3) as bar:
            for _ in range(3):
                bar.update(1)
                bar.set_postfix(loss=1.0)
        bar.close()
        tqdm.write("said")
        pairs = list(enumerate(tqdm([4, 5])))
        loader = tqdm(iter([1, 2]), total=2)
        counted = sum(1 for _ in loader), loader.n, len(loader), len(tqdm([1, 2, 3])), bool(tqdm([])), 4 in tqdm([4])
        back = list(reversed(tqdm([1, 2])))
        class MyBar(tqdm):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                self.mine = True
        own = list(MyBar([7])), MyBar(total=2).mine
        """)
    assert names["seen"] == [0, 1, 2, 1, 2]
    assert names["bar"].n == 3
    assert names["pairs"] == [(0, 4), (1, 5)]
    assert names["counted"] == (2, 2, 2, 3, False, True)
    assert names["back"] == [2, 1]
    assert names["own"] == ([7], True)
    assert capsys.readouterr().out == "said\n"


def test_other_ways_to_name_a_progress_bar() -> None:
    names = ran("""
        import tqdm, tqdm.notebook
        from tqdm import auto, tqdm_notebook
        from tqdm.contrib import tenumerate, tzip
        from rich.progress import track
        from fastprogress.fastprogress import master_bar, progress_bar
        a = list(tqdm.tqdm([1])), list(tqdm.notebook.trange(2)), list(auto.tqdm([2])), list(tqdm_notebook([3]))
        b = list(tenumerate("a")), list(tzip([1], [2])), list(track([1], description="x"))
        bar = master_bar(range(1))
        c = [j for i in bar for j in progress_bar([1, 2], parent=bar)]
        bar.main_bar.comment = "x"
        """)
    assert names["a"] == ([1], [0, 1], [2], [3])
    assert names["b"] == ([(0, "a")], [(1, 2)], [1])
    assert names["c"] == [1, 2]


def test_nothing_of_it_is_a_number() -> None:
    thing: Any = StandIn("x")
    for use in (float, int, complex, lambda x: x + 1, lambda x: 2.0 * x, lambda x: torch.ones(2) * x, lambda x: -x,
                lambda x: x < 1, lambda x: torch.ones(2) - x, abs, round):  # fmt: skip
        with pytest.raises(TypeError):
            use(thing)
    assert thing != 0


def test_it_can_be_printed_copied_and_looked_into_without_end() -> None:
    thing: Any = StandIn("x")
    for _ in range(10_000):
        thing = thing.next
    assert len(repr(thing)) < 200
    assert isinstance(copy.deepcopy(thing), StandIn)
    assert (list(thing), dict(thing), [*reversed(thing)]) == ([], {}, [])
    assert not hasattr(thing, "__array__")


def test_what_is_loaded_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ModuleType("tqdm")
    real.__path__ = []
    monkeypatch.setitem(sys.modules, "tqdm", real)
    assert importlib.import_module("tqdm") is real
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tqdm.auto")
    for name in ("numpy.linalg", "torch.utils.data", "torch.utils.checkpoint", "json", "sympy"):
        assert not isinstance(importlib.import_module(name), stand_ins.StandInModule)
    for name in ("scipy_of_nobody", "google.protobuf_of_nobody", "pandas_of_nobody"):
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(name)


def test_what_was_loaded_before_is_kept_by_those_who_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", sys.meta_path[1:])
    held, part = ModuleType("tqdm"), ModuleType("tqdm.std")
    monkeypatch.setitem(sys.modules, "tqdm", held)
    monkeypatch.setitem(sys.modules, "tqdm.std", part)
    stand_ins.install()
    assert [*ran("from tqdm.std import tqdm\nseen = [*tqdm([1])]")["seen"]] == [1]
    assert isinstance(importlib.import_module("tqdm"), stand_ins.StandInModule)


def test_it_is_installed_once() -> None:
    before = list(sys.meta_path)
    stand_ins.install()
    assert sys.meta_path == before


# --- somebody at a terminal ------------------------------------------------------------------------------------------


def test_input_is_empty_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    names = ran("""
        first = input("delta? ")
        count = 1
        try:
            while not input():
                count += 1
        except EOFError:
            pass
        """)
    assert (names["first"], names["count"]) == ("", 100)
    assert capsys.readouterr().out == "delta? "


def test_nobody_is_waited_for() -> None:
    names = ran("""
        import code, getpass, pdb, webbrowser, ipdb
        breakpoint()
        pdb.set_trace()
        ipdb.set_trace()
        code.interact(local=locals())
        opened = webbrowser.open("https://example.org")
        secret = getpass.getpass("key: ")
        user = getpass.getuser
        Console = code.InteractiveConsole
        """)
    assert (names["opened"], names["secret"]) == ("", "")
    assert callable(names["user"])
    assert isinstance(names["Console"], type)


def test_what_is_loaded_before_is_tamed_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", sys.meta_path[1:])
    loaded = importlib.import_module("code")
    stand_ins.install()
    loaded.interact()


# --- what nbconvert writes -------------------------------------------------------------------------------------------


def test_exported_magics_do_what_they_do_in_a_notebook() -> None:
    names = ran(r"""
        get_ipython().run_line_magic('matplotlib', 'inline')
        get_ipython().system('pip install torch')
        get_ipython().magic('load_ext autoreload')
        get_ipython().magic('time old = 1')
        files = get_ipython().getoutput('ls')
        home = get_ipython().run_line_magic('env', 'HOME')
        get_ipython().run_line_magic('time', 'timed = 2')
        get_ipython().run_line_magic('timeit', '-n 3 again = 3')
        get_ipython().run_line_magic('pinfo', 'torch')
        get_ipython().run_cell_magic('time', '', 'def answer(p):\n    return 4\n!ls\n')
        get_ipython().run_cell_magic('capture', 'out', 'five = 5')
        get_ipython().run_cell_magic('bash', '', 'rm -rf (')
        get_ipython().run_cell_magic('writefile', 'x.py', 'rm -rf (')
        get_ipython().run_line_magic('run', 'keyword.py')
        display(files, home)
        """)
    assert [names["old"], names["timed"], names["again"], names["answer"](0), names["five"]] == [1, 2, 3, 4, 5]
    assert isinstance(names["out"], StandIn)
    assert list(names["files"]) == []
    assert names["iskeyword"]("if")


def test_an_error_in_an_exported_cell_is_told_at_the_line_of_the_call() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        ran("x = 1\n\nget_ipython().run_cell_magic('time', '', 'y = 1\\n\\n1 / 0')\n")
    assert (caught.traceback[-1].lineno, str(caught.traceback[-1].path)[-9:]) == (2, "answer.py")
