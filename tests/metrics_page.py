"""Write docs/metrics.md: every metric with what is best under it, the loss that trains it, and what that does not see.

`make metrics-page` runs this; tests/selection/test_metrics.py holds the page to the declarations and to the advice.

    python tests/metrics_page.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lossquiz.forms.files import read_file
from lossquiz.selection.declarations import DATA
from lossquiz.selection.engine import score
from lossquiz.selection.facts import settle, tasks
from lossquiz.selection.forms import KINDS, METRICS_FILE

PAGE = Path(__file__).resolve().parents[1] / "docs" / "metrics.md"
HEAD = """\
# From the metric to the loss

Written by `make metrics-page`, and held to the program by a test. `lossquiz recommend --task TASK --metric NAME`
answers with the loss and the rest of the advice; other facts may outweigh the metric, and then the answer says so.

- *Best under it*: what an ideal model would predict, if nothing but the metric counted.
- *First loss*: what is recommended where the metric is all that is known, by task.
- *What the loss does not see*: the gap between the two, and what to do about it.

A number behind the name is read: `pinball=0.9` and `fbeta=2` set the level and the beta; a cut-off, as in `recall@20`,
is read too and changes no loss. Upper case, spaces and hyphens make no difference.
"""
COLUMNS = ("metric", "best under it", "first loss", "what the loss does not see")


def declared() -> dict[str, Any]:
    """Return the metrics as they are declared."""
    content: dict[str, Any] = read_file(DATA / "metrics.yaml", METRICS_FILE).data
    return content


def page() -> str:
    """Return the whole page."""
    metrics = declared()
    parts = [HEAD]
    for kind, words in KINDS.items():
        rows = [row(name, metric) for name, metric in metrics.items() if metric["kind"] == kind]
        table = [COLUMNS, ("---",) * len(COLUMNS), *rows]
        parts.append("\n".join([f"## It judges {words}", "", *(f"| {' | '.join(cells)} |" for cells in table), ""]))
    return "\n".join(parts)


def row(name: str, metric: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the cells of a metric."""
    also = ", ".join(f"`{alias}`" for alias in metric["aliases"])
    title = f"`{name}` {metric['means']}{f' ({also})' if also else ''}"
    cells = (title, metric["best"], "; ".join(firsts(name, metric)), "<br>".join(gaps(metric)))
    return tuple(cell.replace("|", "\\|") for cell in cells)


def firsts(name: str, metric: Mapping[str, Any]) -> Iterator[str]:
    """Yield the losses that come first, each with its tasks."""
    found: dict[str, list[str]] = {}
    for task in metric["tasks"]:
        found.setdefault(score(task, settle(task, {"metric": name})).winner, []).append(tasks()[task].title.lower())
    yield from (f"`{loss}` ({', '.join(where)})" for loss, where in found.items())


def gaps(metric: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the loss does not see, in general and for the tasks where it is told in another way."""
    if set(metric["tasks"]) - set(metric["gaps"]):
        yield metric["gap"]
    yield from (f"*{tasks()[task].title}*: {text}" for task, text in metric["gaps"].items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
