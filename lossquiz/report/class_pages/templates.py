"""The templates of the pages: all that is put into them is escaped, and nothing that is missing goes unnoticed."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from lossquiz.report.class_pages import curve
from lossquiz.report.class_pages.names import file_name
from lossquiz.report.class_pages.overview import ENOUGH_PARTS, total_text
from lossquiz.report.class_pages.wording import (
    amount,
    printable,
    shown_value,
    sign,
    status_words,
    verdict_words,
)
from lossquiz.wording import counted

_FOLDER = Path(__file__).parent / "templates"
_MOST_NAMES = 24


def page(name: str, *, script: bool = False, **values: Any) -> str:
    """Return a page made from a template.

    Args:
        name: The template.
        script: Whether the page has the script that sorts and filters.
        values: What the template reads.
    """
    style, code = _text("style.css"), _text("sort.js") if script else ""
    allowed = [f"style-src '{_hash(style)}'", *([f"script-src '{_hash(code)}'"] if script else [])]
    policy = "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])
    # Both are ours, from the package; a hash allows them and nothing else.
    own = {"style": Markup(style), "script": Markup(code)}  # noqa: S704
    return _environment().get_template(name).render(policy=policy, **own, **values)


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=_printable,
    )
    environment.globals.update(
        amount=amount,
        bottom=curve.BOTTOM,
        counted=counted,
        enough_parts=ENOUGH_PARTS,
        file_name=file_name,
        height=curve.HEIGHT,
        left=curve.LEFT,
        lines=_lines,
        most_names=_MOST_NAMES,
        percent=lambda share: f"{100 * share:g}%",
        right=curve.RIGHT,
        sign=sign,
        status_words=status_words,
        top=curve.TOP,
        total_text=total_text,
        value=shown_value,
        verdict_words=verdict_words,
        width=curve.WIDTH,
    )
    return environment


def _printable(value: Any) -> Any:
    """Let nothing through that a browser would obey rather than show: control characters, turned directions."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return "\n".join(map(printable, value.split("\n")))


def _lines(text: str) -> Markup:
    """Return a text with its ends of lines kept."""
    return Markup("<br>").join(escape(_printable(line)) for line in text.split("\n"))
