"""The table of attacks in docs/attacks.md, made from the headers of the submissions.

python tests/attacks/attack_table.py          # writes the table into the page
"""

from __future__ import annotations

from pathlib import Path

from attack_files import ATTACKS, LEVELS, Attack

PAGE = Path(__file__).resolve().parents[2] / "docs" / "attacks.md"
BEGIN, END = "<!-- table of attacks: begin -->", "<!-- table of attacks: end -->"
_GROUPS = {
    "forging": "Forging: a result, a message or the one who compares",
    "gaming": "Gaming: to look right without being right",
    "escape": "Escape: to reach what is not the submission's",
    "hogging": "Hogging: time, memory, output",
    "intake": "Intake: what reads a source",
}
_MEANING = {"passed": "refused", "error": "**gets through**", "crashed": "**gets through**"}


def cell(attack: Attack, level: str) -> str:
    """Say what comes of an attack at a level."""
    if not attack.runs_at(level):
        return "not run"
    verdicts = sorted(attack.expected[level])
    if attack.group == "escape" and attack.expected["full"] == {"passed"}:
        words = dict.fromkeys(_MEANING[verdict] for verdict in verdicts)
        return " or ".join(sorted(words, reverse=True))
    return " or ".join(verdicts)


def table() -> str:
    """Return the tables of all groups."""
    lines = []
    for group, title in _GROUPS.items():
        attacks = [attack for attack in ATTACKS if attack.group == group]
        lines += [f"### {title} ({len(attacks)})", "", "| attack | what it tries | full | reduced | none |"]
        lines += ["|---|---|---|---|---|"]
        for attack in attacks:
            cells = " | ".join(cell(attack, level) for level in LEVELS)
            lines.append(f"| `{attack.name}` | {attack.why.replace('|', '/')} | {cells} |")
        lines.append("")
    return "\n".join(lines)


def renewed(page: str) -> str:
    """Return the page with the table as it should be."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
