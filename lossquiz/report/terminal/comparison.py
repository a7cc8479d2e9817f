"""Some losses on the rows of a table, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lossquiz.report.terminal.pieces import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lossquiz.losses.pulls import Comparison
    from lossquiz.report.terminal.pieces import Pieces

ROWS = 5
PARTS = 10
_BARS = "▁▂▃▄▅▆▇█"
_NUMBER = 11


def comparison_pieces(found: Comparison, notes: Sequence[str], width: int, *, characters: bool) -> Pieces:
    """Lay a comparison out.

    Args:
        found: The losses on the rows.
        notes: How the table was read.
        width: The columns there are.
        characters: Whether bars can be shown; if not, shares in per cent take their place.
    """
    names = [pull.loss for pull in found.pulls]
    label = max(map(len, [*names, "the same for all"]))
    pieces: Pieces = [(f"{line}\n", "dim") for line in wrap("; ".join(notes), width)]
    pieces += [("\n", ""), (f"{'':<{label}} {'constant':>{_NUMBER}}   half of the gradient   largest share\n", "bold")]
    count = len(found.target)
    for pull in found.pulls:
        half = f"{pull.half:,} of {count:,} rows"
        pieces += [(f"{pull.loss:<{label}} ", "bold"), (f"{_short(pull.constant):>{_NUMBER}}   {half:>20}   ", "")]
        pieces.append((f"{_percent(max(pull.shares)):>13}\n", ""))
    return [*pieces, *_strongest(found, width), *_parts(found, label, characters=characters)]


def _strongest(found: Comparison, width: int) -> Pieces:
    head = f"\nthe rows that pull most\n{'row':>9} {'target':>{_NUMBER}} {'prediction':>{_NUMBER}}"
    room = max(1, (width - 10 - 2 * (_NUMBER + 1)) // (_NUMBER + 1))
    shown = found.pulls[:room]
    head += "".join(f" {pull.loss[:_NUMBER]:>{_NUMBER}}" for pull in shown)
    pieces: Pieces = [(f"{head}\n", "bold")]
    for place in found.strongest(ROWS):
        cells = [_short(found.target[place]), _short(found.predictions[place])]
        cells += [_percent(pull.shares[place]) for pull in shown]
        pieces.append((f"{found.rows[place]:>9,}" + "".join(f" {cell:>{_NUMBER}}" for cell in cells) + "\n", ""))
    return pieces


def _parts(found: Comparison, label: int, *, characters: bool) -> Pieces:
    pieces: Pieces = [("\nthe gradient on each tenth of the rows, small errors first\n", "bold")]
    shares = found.parts(PARTS)
    most = max((share for parts in shares for share in parts), default=0) or 1.0
    for pull, parts in zip(found.pulls, shares, strict=True):
        drawn = "".join(_BARS[round((len(_BARS) - 1) * share / most)] * 2 for share in parts)
        told = f"{drawn}  {_percent(parts[-1])} on the last tenth"
        pieces += [(f"{pull.loss:<{label}} ", "bold")]
        pieces.append(
            (f"{told if characters else ' '.join(f'{100 * share:.0f}' for share in parts) + ' per cent'}\n", "")
        )
    return pieces


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _short(number: float) -> str:
    return f"{number:,.4g}" if abs(number) < 10_000 else f"{number:,.0f}" if abs(number) < 1e9 else f"{number:.3g}"  # noqa: PLR2004 - what fits
