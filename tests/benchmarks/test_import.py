"""How long an import takes: the dry run of a usual file, and a very large one until the window can be used."""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import python_calamine
import xlsxwriter
from PySide6.QtCore import QSettings

from coordinator.desk import opening
from coordinator.desk.clock import OwnClock
from coordinator.domain.schedule import EventInfo
from coordinator.intake import door
from coordinator.ui import look
from coordinator.ui.link import Link
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

pytestmark = pytest.mark.bench

ROUNDS = 7
SYLLABLES = [first + last for first in "bdfgklmnprst" for last in "aeiou"]
PEOPLE = ("participant_id", "first_name", "last_name", "organisation", "email", "job_title", "country", "phone")
MEETINGS = ("meeting_id", "host_id", "guest_id", "slot_id", "table_id", "status", "subject")
INFO = EventInfo("Large", date(2026, 11, 24), "Europe/Vienna")


def test_dry_run_of_five_thousand_rows(tmp_path: Path, figures: Any) -> None:
    file = written(tmp_path / "large.xlsx", people=1_000, meetings=5_000)
    bare, whole = [], []
    for _ in range(ROUNDS):
        bare.append(timed(lambda: read_barely(file)))
        whole.append(timed(lambda: loaded(file, 5_000)))
    figures("dry run of 5,000 meetings and 1,000 people, xlsx", whole)
    figures("reference: calamine alone reads the same file", bare)


def test_fifty_thousand_meetings_to_a_usable_window(qtbot: Any, qapp: Any, tmp_path: Path) -> None:
    look.apply(qapp, look.Mode.LIGHT, 100)
    file = written(tmp_path / "huge.xlsx", people=10_000, meetings=50_000)
    bare = timed(lambda: read_barely(file))
    clock = OwnClock(int(datetime(2026, 11, 24, 6, 30, tzinfo=UTC).timestamp() * 1000))
    desk = opening.create(tmp_path / "huge.sqlite", INFO, clock=clock)
    link, tasks = Link(desk), Tasks()
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    window = Window((CheckinPage(link, tasks, preferences), FloorPage(link, tasks)))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    forget_peak()
    before, steps = memory("VmRSS"), dict[str, float]()
    intakes: list[door.Intake] = []
    steps["read, understood and checked"] = timed(lambda: intakes.append(loaded(file, 50_000, day=desk.day)))
    schedule = intakes[0].schedule
    assert schedule is not None
    steps["compared with the day and the rules"] = timed(lambda: desk.outlook(schedule))
    steps["written to the event file"] = timed(lambda: desk.adopt(schedule, intakes[0].sources))
    steps["check-in page on the screen"] = timed(lambda: shown(window, "checkin", qapp))
    steps["floor page on the screen"] = timed(lambda: shown(window, "floor", qapp))
    for what, seconds in steps.items():
        print(f"50,000 meetings, 10,000 people: {what:<40} {seconds:6.2f} s")
    print(f"50,000 meetings, 10,000 people: {'until the window can be used':<40} {sum(steps.values()):6.2f} s")
    print(f"memory before {before} MB, at its peak {memory('VmHWM')} MB, afterwards {memory('VmRSS')} MB")
    print(f"reference: calamine alone reads the same file {bare:6.2f} s")
    tasks.close()
    desk.close()
    assert len(desk.day.meetings) == 50_000


def loaded(file: Path, meetings: int, **known: Any) -> door.Intake:
    """Load a file, and see that it is whole."""
    intake = door.load([file], None if known else INFO, **known)
    assert intake.schedule is not None, intake.must_fix[:3]
    assert len(intake.schedule.meetings) == meetings
    return intake


def shown(window: Window, key: str, qapp: Any) -> None:
    """Bring a page to the front and paint it."""
    window.show_page(key)
    qapp.processEvents()
    window.grab()


def timed(action: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def read_barely(file: Path) -> None:
    """Read all cells of a workbook with calamine and nothing else."""
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def written(path: Path, people: int, meetings: int) -> Path:
    """Write a canonical workbook of an event in which everybody meets somebody else in every round."""
    rounds = 2 * meetings // people + 8
    tables = meetings // rounds + 50
    start = datetime(2026, 11, 24, 9)  # noqa: DTZ001 (a cell has no zone)
    at = [start + timedelta(minutes=10 * number) for number in range(rounds + 1)]
    with xlsxwriter.Workbook(path) as book:
        fill(book, "slots", ("slot_id", "start", "end"), ((f"S{n}", str(at[n]), str(at[n + 1])) for n in range(rounds)))
        fill(book, "tables", ("table_id", "label"), ((f"T{n}", str(n + 1)) for n in range(tables)))
        fill(book, "participants", PEOPLE, (person(number) for number in range(people)))
        fill(book, "meetings", MEETINGS, pairs(people, meetings, rounds, tables))
    return path


def fill(book: Any, name: str, header: Sequence[str], rows: Iterator[Sequence[str]]) -> None:
    """Write one sheet."""
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, header)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)


def person(number: int) -> Sequence[str]:
    """Return a person with a name of their own, two from each organisation."""
    first, last, firm = word(number, 2), word(number * 31 + 7, 4), word(number // 2, 5)
    return f"P{number}", first, last, f"{firm} GmbH", f"p{number}@example.org", "Manager", "AT", "+43 1 5550"


def word(number: int, syllables: int) -> str:
    """Return a word that is the same for the same number."""
    chance = random.Random(number)  # noqa: S311 (the same event in every run)
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).title()


def pairs(people: int, meetings: int, rounds: int, tables: int) -> Iterator[Sequence[str]]:
    """Return meetings in which nobody meets twice or is in two places at once."""
    chance = random.Random(1)  # noqa: S311 (the same event in every run)
    met: set[frozenset[int]] = set()
    for slot in range(rounds):
        free, table = list(range(people)), 0
        chance.shuffle(free)
        while len(free) > 1 and len(met) < meetings and table < tables:
            one, other = free.pop(), free.pop()
            pair = frozenset((one, other))
            if one // 2 != other // 2 and pair not in met:
                met.add(pair)
                yield f"M{len(met)}", f"P{one}", f"P{other}", f"S{slot}", f"T{table}", "scheduled", ""
                table += 1


def forget_peak() -> None:
    """Let the peak of this process start again where the system can."""
    path = Path("/proc/self/clear_refs")
    if path.exists():
        path.write_text("5", encoding="ascii")


def memory(what: str) -> int:
    """Return the memory of this process in megabytes, 0 where the system does not say."""
    path = Path("/proc/self/status")
    if not path.exists():
        return 0
    line = next(line for line in path.read_text(encoding="ascii").splitlines() if line.startswith(what))
    return int(line.split()[1]) // 1000
