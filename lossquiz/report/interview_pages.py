"""The scorecard of an interview as a page: Markdown, or one HTML file that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from string import Template
from typing import TYPE_CHECKING

from lossquiz.practice.interview.sitting import clock_text
from lossquiz.practice.store import MEND
from lossquiz.report.markup import fenced, plain, table_row
from lossquiz.report.terminal.interview import ENDINGS, MARKS, day, pace
from lossquiz.report.terminal.progress import duration
from lossquiz.wording import percent, whole

if TYPE_CHECKING:
    from lossquiz.practice.interview.scorecard import Entry, Scorecard, Sum

Row = Sequence[str]
Told = Callable[[str], str]


def pages() -> tuple[str, ...]:
    """Return the ends of the names of the files that a scorecard can be written to."""
    return tuple(_PAGES)


def page_of(suffix: str, card: Scorecard, told: Told = str) -> str:
    """Return the page of a scorecard for a file whose name ends so; `told` has a command as it is to be typed."""
    return _PAGES[suffix](card, told)


def markdown(card: Scorecard, told: Told = str) -> str:
    """Return the scorecard as Markdown; what was typed or comes from the bank is shown as it is, never as markup."""
    parts = [
        f"# Mock interview of {day(card.at)}",
        "",
        *(f"- **{label}:** {plain(text)}" for label, text in _facts(card)),
    ]
    for title, head, rows in _tables(card):
        parts += [
            "",
            f"## {title}",
            "",
            table_row(head),
            table_row(["---"] * len(head)),
            *map(table_row, _escaped(rows)),
        ]
    for title, lines in _lists(card):
        parts += ["", f"## {title}", "", *(f"- {plain(line)}" for line in lines)]
    if card.to_drill():
        parts += ["", "## Drill next", "", fenced(_command(card, told))]
    parts += ["", "## The questions"]
    for entry in card.put:
        parts += ["", f"### {entry.number}. {plain(_title(entry))}", "", plain(entry.asking)]
        for label, text, code in _details(entry):
            parts += ["", f"**{label}:** {plain(text)}" if not code else f"**{label}:**\n\n{fenced(text)}"]
    return "\n".join(parts) + "\n"


def html(card: Scorecard, told: Told = str) -> str:
    """Return the scorecard as one HTML file, for a screen of any width and for print."""
    body = ["<dl>", *(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in _facts(card)), "</dl>"]
    for title, head, rows in _tables(card):
        body += [f"<h2>{escape(title)}</h2>", '<div class="wide"><table>', _html_row(head, "th")]
        body += [*(_html_row(row, "td") for row in rows), "</table></div>"]
    for title, lines in _lists(card):
        body += [f"<h2>{escape(title)}</h2>", "<ul>", *(f"<li>{escape(line)}</li>" for line in lines), "</ul>"]
    if card.to_drill():
        body += ["<h2>Drill next</h2>", f"<pre>{escape(_command(card, told))}</pre>"]
    body.append("<h2>The questions</h2>")
    for entry in card.put:
        body += [f'<section class="{entry.result}">', f"<h3>{entry.number}. {escape(_title(entry))}</h3>"]
        body.append(f"<p>{_lines(entry.asking)}</p>")
        for label, text, code in _details(entry):
            shown = f"<pre>{escape(text)}</pre>" if code else f" {_lines(text)}"
            tag = "div" if code else "p"
            body.append(f"<{tag}><b>{escape(label)}:</b>{shown}</{tag}>")
        body.append("</section>")
    return _PAGE.substitute(title=escape(f"Mock interview of {day(card.at)}"), body="\n".join(body))


_PAGES: Mapping[str, Callable[[Scorecard, Told], str]] = {".md": markdown, ".html": html}


def _facts(card: Scorecard) -> list[tuple[str, str]]:
    total = card.total
    of = f", {' '.join(card.families)}" if card.families else ""
    return [
        ("Score", f"{percent(total.share)} ({total.right} of {total.asked} right)"),
        ("Interview", f"{card.minutes} minutes, {card.level}{of}"),
        ("Time", f"{duration(card.seconds)}. {ENDINGS[card.ending]}"),
        ("Reached", f"{len(card.put)} of {len(card.entries)} questions"),
    ]


def _tables(card: Scorecard) -> list[tuple[str, Row, list[Row]]]:
    pace: list[Row] = [
        (
            str(entry.number),
            f"{entry.kind}, {entry.title}",
            clock_text(whole(entry.seconds)),
            clock_text(entry.allowed),
            MARKS[entry.result],
        )
        for entry in card.put
    ]
    return [
        ("By topic", ("Topic", "Right", "Asked", "Score"), _sums(card.topics())),
        ("By kind", ("Kind", "Right", "Asked", "Score"), _sums(card.kinds())),
        ("Pace", ("No.", "Question", "Taken", "Allowed", "Result"), pace),
    ]


def _sums(sums: Mapping[str, Sum]) -> list[Row]:
    return [(name, str(one.right), str(one.asked), f"{percent(one.share)}") for name, one in sums.items()]


def _lists(card: Scorecard) -> list[tuple[str, list[str]]]:
    late = [f"{entry.number}: {pace(entry)}, {entry.question}" for entry in card.slowest()]
    missed = [f"{entry.number}: {point}" for entry, points in card.missed_points() for point in points]
    named = [f"{mistake.says} ({', '.join(mistake.questions)})" for mistake in card.mistakes()]
    found = (("Slowest", late), ("Points not made", missed), ("Mistakes by name", named))
    return [(title, lines) for title, lines in found if lines]


def _command(card: Scorecard, told: Told) -> str:
    return told(f"lossquiz practice {' '.join(card.to_drill())}")


def _title(entry: Entry) -> str:
    follows = " (follow-up)" if entry.lead else ""
    return f"{entry.title}, {entry.kind}, {entry.difficulty}{follows}: {MARKS[entry.result]}"


def _details(entry: Entry) -> list[tuple[str, str, bool]]:
    """Return what there is to read of a question: a label, a text, and whether it keeps its lines as they are."""
    points = "\n".join(f"[{'x' if point.made else ' '}] {point.point}" for point in entry.points)
    found = [
        ("Given", entry.body, True),
        ("Code", entry.code.strip("\n"), True),
        ("Options", "\n".join(entry.options), True),
        ("Your answer", entry.answer, bool(entry.file) or "\n" in entry.answer),
        ("Of it", "\n".join(entry.feedback), "\n" in "".join(entry.feedback)),
        ("The mistake" if entry.kind == MEND else "A right answer", entry.right, False),
        ("A model answer", entry.right_code.strip("\n"), True),
        (f"Points, of which {entry.needed} make a pass", points, True),
        ("To remember", entry.lesson, False),
    ]
    return [(label, text, code) for label, text, code in found if text]


def _escaped(rows: Iterable[Row]) -> list[Row]:
    return [[plain(cell) for cell in row] for row in rows]


def _html_row(cells: Row, tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #8886; vertical-align: top; }
pre { font: .9rem/1.4 ui-monospace, monospace; white-space: pre-wrap; margin: .3rem 0; padding: .6rem; }
pre { background: #8882; }
section { border-left: .3rem solid #888; padding: .1rem 0 .1rem .8rem; margin: 1.5rem 0; }
section.right { border-color: #2a8a4a; }
section.wrong { border-color: #c0392b; }
section.skipped, section.left { border-color: #b8860b; }
p { margin: .4rem 0; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  pre { background: none; border: 1px solid #888; }
  section, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
</style>
</head>
<body>
<h1>$title</h1>
$body
</body>
</html>
""")
