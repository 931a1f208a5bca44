"""Files that nobody here wrote: each gets its verdict, and no row of them vanishes; docs/imports.md shows the account.

Run this file to write that account anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coordinator.domain.schedule import EventInfo
from coordinator.intake import child
from coordinator.intake.door import Choices, Intake, settle
from coordinator.intake.problems import Problem, Question
from coordinator.intake.rows import Sheet
from coordinator.views.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.domain.schedule import Schedule

EVENT = EventInfo("An event", date(2026, 11, 24), "Europe/Madrid")
ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "real"
PAPER = ROOT / "docs" / "imports.md"
BEGIN, END = "<!-- the account of the real files -->\n", "<!-- end of the account -->\n"
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one file, what became of it, and what was asked about its letters."""

    sheets: tuple[Sheet, ...]
    intake: Intake
    asked: str = ""


def read(path: Path, choices: Choices) -> Read:
    """Read one file into an event without a plan, as the door does it, but in this process."""
    readings = child.read(path.name, path.read_bytes(), choices.encoding_of(path.name))
    sheets = tuple(reading for reading in readings if isinstance(reading, Sheet))
    problems = [reading for reading in readings if isinstance(reading, Problem)]
    return Read(sheets, settle(sheets, problems, [], EVENT, choices))


def answered(path: Path) -> Read:
    """Read one file; where the encoding is asked, take the likeliest, and say so."""
    found = read(path, Choices())
    for problem in found.intake.must_fix:
        if problem.question is Question.ENCODING:
            option = problem.options[0]
            again = read(path, Choices().answered(problem, option))
            return replace(again, asked=f"asks how it is written; as {option}: ")
    return found


def files() -> list[Path]:
    """Return every real file but the list of them."""
    return [path for path in sorted(REAL.rglob("*.*")) if path.name != "MANIFEST.md"]


def size(schedule: Schedule) -> str:
    """Say what a schedule holds."""
    words = {"people": "person", "slots": "slot", "tables": "table", "meetings": "meeting", "requests": "wish"}
    plurals = {"person": "people", "wish": "wishes"}
    held = ((len(getattr(schedule, word)), one) for word, one in words.items())
    return ", ".join(count(number, one, plurals.get(one, "")) for number, one in held if number)


def line(path: Path) -> str:
    """Return the row of one file in the table."""
    found = answered(path)
    intake = found.intake
    verdict = size(intake.schedule) if intake.schedule else " ".join(p.sentence for p in intake.must_fix[:_LISTED])
    looks = len(intake.look_at)
    more = f"; {looks} to look at" if looks and intake.schedule else ""
    rows, used = sum(each.rows for each in intake.counts), sum(each.used for each in intake.counts)
    reasons: dict[str, int] = {}
    for left in intake.left_out:
        reason = "the same as an earlier row" if left.reason.startswith("the same ") else left.reason
        reasons[reason] = reasons.get(reason, 0) + len(left.rows)
    out = "; ".join(
        f"{number} {reason}" for reason, number in sorted(reasons.items(), key=lambda item: -item[1]) if number
    )
    cells = [path.relative_to(REAL).as_posix(), f"{found.asked}{verdict}{more}", str(rows), str(used), out or "–"]
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def account() -> str:
    """Return the whole table."""
    head = "| file | verdict | rows | used | left out, and why |\n|---|---|---:|---:|---|\n"
    return head + "".join(map(line, files()))


def test_no_row_of_a_real_file_vanishes(shared: Path) -> None:
    for path in files():
        found = answered(path)
        mapped = {(mapping.file, mapping.sheet) for mapping in found.intake.mappings}
        counts = {(each.file, each.sheet): each for each in found.intake.counts}
        assert counts.keys() == {(sheet.file, sheet.name) for sheet in found.sheets}, path
        for sheet in found.sheets:
            each, header = counts[sheet.file, sheet.name], (sheet.file, sheet.name) in mapped
            assert each.rows + header == len(sheet.rows) + len(sheet.set_aside), path
            assert each.rows == each.used + each.left_out, path
        for left in found.intake.left_out:
            assert left.reason, path


def test_a_real_file_makes_a_schedule_or_says_what_stands_in_the_way(shared: Path) -> None:
    for path in files():
        intake = answered(path).intake
        assert (intake.schedule is None) == bool(intake.must_fix), path
        for problem in intake.problems:
            assert problem.sentence.endswith((".", "?")), (path, problem.sentence)
            assert problem.todo, path
        assert not intake.counts or intake.schedule or all(problem.file for problem in intake.must_fix), path


def test_the_account_in_the_papers_is_that_of_the_files(shared: Path) -> None:
    before, found, rest = PAPER.read_text(encoding="utf-8").partition(BEGIN)
    assert found, before[:80]
    assert rest.partition(END)[0] == account(), "run this file to write the account anew"


def _written() -> Iterator[str]:
    before, _, rest = PAPER.read_text(encoding="utf-8").partition(BEGIN)
    yield from (before, BEGIN, account(), END, rest.partition(END)[2])


if __name__ == "__main__":
    PAPER.write_text("".join(list(_written())), encoding="utf-8")
