"""A page of the class, and a page for each candidate: single files that need nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lossquiz.report.formats import BOTH, Batch, Format

if TYPE_CHECKING:
    from lossquiz.report.class_pages.candidate import CandidatePage


def render(batch: Batch) -> str:
    """Return the page of the class."""
    from lossquiz.report.class_pages.overview import overview_of
    from lossquiz.report.class_pages.templates import page

    return page("class.html.j2", script=True, view=overview_of(batch))


def candidate_page(view: CandidatePage, batch: Batch) -> str:
    """Return the page of one candidate."""
    from lossquiz.report.class_pages.templates import page

    version = str(batch.run.get("lossquiz") or "")
    return page("candidate.html.j2", view=view, lossquiz=version, seed=batch.seed)


def pages(batch: Batch) -> Iterator[tuple[str, str]]:
    """Go through the pages; candidates get theirs in a folder of their own, and no page of the class."""
    from lossquiz.report.class_pages.candidate import candidate_pages
    from lossquiz.report.class_pages.names import file_name, folder_for

    if batch.audience == "instructor":
        yield "index.html", render(batch)
    folder = folder_for(batch.audience)
    for view in candidate_pages(batch):
        yield f"{folder}/{file_name(view.candidate)}.html", candidate_page(view, batch)


FORMAT = Format("a page of the class, and one for each candidate", render, many=pages, audiences=BOTH)
