"""Modules that surround an answer and are no part of it: plots, widgets, progress bars, trackers, test runners.

They are stood in for, installed or not, so that the same answer loads on every machine, and nobody's folder for fonts
is asked for. What computes (NumPy, SciPy, pandas) is never stood in for. What torch has loaded of them (tqdm, where it
is installed) it keeps; who asks for it later gets the stand-in.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import MappingProxyType, ModuleType
from typing import Any

from lossquiz.grading.sandbox.child.inert import StandIn, is_special
from lossquiz.grading.sandbox.child.interactive import get_ipython
from lossquiz.grading.sandbox.child.progress_bars import ProgressBar, count_up, enumerate_with_bar, zip_with_bar

STOOD_IN_FOR = frozenset({
    # plots
    "altair", "bokeh", "bqplot", "cartopy", "chart_studio", "cufflinks", "dash", "folium", "graphviz", "holoviews",
    "hvplot", "ipympl", "japanize_matplotlib", "matplotlib", "matplotlib_inline", "missingno", "mpl_toolkits",
    "mplcyberpunk", "mplfinance", "plotly", "plotnine", "pygal", "pylab", "pyvis", "scienceplots", "seaborn", "toyplot",
    "visdom", "yellowbrick",
    # notebooks and apps
    "IPython", "dotenv", "gradio", "ipykernel", "ipython_genutils", "ipywidgets", "jupyter_client", "jupyter_core",
    "jupyterthemes", "kaggle", "kaggle_secrets", "nbformat", "nest_asyncio", "streamlit", "watermark",
    # what shows a network, a run or its progress
    "aim", "alive_progress", "clearml", "comet_ml", "fastprogress", "hiddenlayer", "mlflow", "neptune", "netron",
    "tensorboard", "tensorboardX", "tensorboard_logger", "torchinfo", "torchsummary", "torchsummaryX", "torchview",
    "torchviz", "tqdm", "wandb",
    # what a terminal shows
    "coloredlogs", "colorlog", "colorama", "fire", "icecream", "loguru", "prettytable", "rich", "structlog", "tabulate",
    "termcolor",
    # what annotates shapes and types, and checks them
    "beartype", "jaxtyping", "nptyping", "torchtyping", "typeguard",
    # what tests, measures and stops
    "hypothesis", "ipdb", "line_profiler", "memory_profiler", "pudb", "pyinstrument", "pytest", "snakeviz",
})  # fmt: skip
# Parts of packages the rest of which is left alone.
_PARTS = ("google.colab", "torch.utils.tensorboard")
_ABOVE_PARTS = frozenset({"google", "torch"})
# Modules of Python's own in which some functions wait for somebody.
_TAMED = MappingProxyType({
    "code": ("interact",),
    "getpass": ("getpass",),
    "pdb": ("pm", "post_mortem", "run", "runcall", "runeval", "set_trace"),
    "webbrowser": ("open", "open_new", "open_new_tab"),
})  # fmt: skip
# What `from matplotlib.pyplot import *` is asked for.
_OF_PYPLOT = (
    "annotate", "axes", "axhline", "axis", "axvline", "bar", "close", "cm", "colorbar", "contour", "contourf", "draw",
    "errorbar", "figure", "fill_between", "gca", "gcf", "grid", "hist", "imshow", "legend", "loglog", "pause", "plot",
    "rc", "rcParams", "savefig", "scatter", "semilogx", "semilogy", "show", "style", "subplot", "subplots", "suptitle",
    "text", "tight_layout", "title", "xlabel", "xlim", "xscale", "xticks", "ylabel", "ylim", "yscale", "yticks",
)  # fmt: skip


class _Colors:
    """Each of its attributes is the empty text: texts are put together with them."""

    def __getattr__(self, name: str) -> str:
        if is_special(name):
            raise AttributeError(name)
        return ""


def _first_argument(*args: Any, **kwargs: Any) -> Any:
    del kwargs
    return args[0] if len(args) == 1 else args


def _no_text(*args: Any, **kwargs: Any) -> str:
    del args, kwargs
    return ""


def _as_text(text: Any, *args: Any, **kwargs: Any) -> str:
    del args, kwargs
    return str(text)


def _print_plainly(text: Any, *args: Any, **kwargs: Any) -> None:
    del args, kwargs
    print(text)  # noqa: T201 - what the submission prints


def _expect(*errors: type[BaseException], **kwargs: Any) -> Any:
    del kwargs
    return contextlib.suppress(*errors)


# What must do something for the code around it to go on: by package, and by the last part of the name.
_WORKING: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "alive_progress": {"alive_it": ProgressBar},
    "colorama": dict.fromkeys(("Fore", "Back", "Style"), _Colors()),
    "fastprogress": {"progress_bar": ProgressBar, "master_bar": ProgressBar},
    "google": {"get": _no_text},
    "IPython": {"get_ipython": get_ipython},
    "icecream": {"ic": _first_argument},
    "pytest": {"raises": _expect},
    "rich": {"track": ProgressBar, "print": print},
    "termcolor": {"colored": _as_text, "cprint": _print_plainly},
    "tqdm": {
        "tqdm": ProgressBar, "tqdm_notebook": ProgressBar, "trange": count_up, "tnrange": count_up,
        "tenumerate": enumerate_with_bar, "tzip": zip_with_bar,
    },
})  # fmt: skip


class StandInModule(ModuleType):
    """A module, or package, with everything in it that is asked for."""

    def __getattr__(self, name: str) -> Any:
        return _attribute(self.__name__, name)


class StandInPart(StandIn):
    """What stands in for something in a package that has working parts, and may itself be a module there."""

    def __getattr__(self, name: str) -> Any:
        return _attribute(self._path, name)


def _attribute(path: str, name: str) -> Any:
    """Return what a stand-in for `path` has under a name."""
    working = _WORKING.get(path.partition(".")[0], {})
    if name == "__version__":
        return "0"
    if name == "__all__":
        return [*working, *(_OF_PYPLOT if path in {"matplotlib.pyplot", "pylab"} else ())]
    if is_special(name):
        raise AttributeError(name)
    return working.get(name) or (StandInPart if working else StandIn)(f"{path}.{name}")


class StandIns(MetaPathFinder, Loader):
    """Finds the modules that are stood in for, before any that is installed, and tames some of Python's own."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a module that is stood in for, or tamed; leave all else to the other finders."""
        top = fullname.partition(".")[0]
        if top in STOOD_IN_FOR:
            loaded = sys.modules.get(top)
            stood_in = loaded is None or isinstance(loaded, StandInModule)
        elif top in _ABOVE_PARTS:
            stood_in = _is_part(fullname) or (fullname == "google" and not PathFinder.find_spec(fullname, path))
        elif fullname in _TAMED:
            return _tamed(fullname, path, target)
        else:
            return None
        return ModuleSpec(fullname, self, is_package=True) if stood_in else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return a module that has everything."""
        return StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: everything is there."""


def _is_part(fullname: str) -> bool:
    return any(fullname == part or fullname.startswith(f"{part}.") for part in _PARTS)


def _tamed(fullname: str, path: Sequence[str] | None, target: ModuleType | None) -> ModuleSpec | None:
    spec = PathFinder.find_spec(fullname, path, target)
    if spec and spec.loader:
        spec.loader = _Tamer(spec.loader)
    return spec


class _Tamer(Loader):
    """Loads a module, and puts what waits for nobody in the place of what waits for somebody."""

    def __init__(self, loader: Any) -> None:
        self._loader: Loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        tame(module)


def tame(module: ModuleType) -> None:
    """Let the functions of a module that wait for somebody return at once."""
    for name in _TAMED.get(module.__name__, ()):
        setattr(module, name, _no_text)


def install() -> None:
    """Stand in from now on, before all other finders; to be called when torch is loaded, and before a fork."""
    if any(isinstance(finder, StandIns) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, StandIns())
    for name in [name for name in sys.modules if name.partition(".")[0] in STOOD_IN_FOR]:
        del sys.modules[name]
    for name in _TAMED.keys() & sys.modules.keys():
        tame(sys.modules[name])
