"""Schedules from texts, without a child process: the reading itself is tried in the tests of the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.schedule import EventInfo
from coordinator.intake import child
from coordinator.intake.door import Choices, Intake, Source, settle
from coordinator.intake.rows import Sheet

if TYPE_CHECKING:
    from coordinator.domain.day import Day
    from coordinator.intake.problems import Problem


ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
BASE = EventInfo("Test Day", date(2026, 11, 24), "Europe/Madrid")

Load = Callable[..., Intake]


@pytest.fixture
def load() -> Load:
    """Load texts by file name, with the event of the tests as the known one."""

    def loaded(
        files: dict[str, str | bytes],
        *,
        base: EventInfo | None = BASE,
        choices: Choices | None = None,
        day: Day | None = None,
    ) -> Intake:
        chosen = choices or Choices()
        sheets: list[Sheet] = []
        problems: list[Problem] = []
        for name, text in files.items():
            content = text if isinstance(text, bytes) else text.encode()
            for reading in child.read(name, content, chosen.encoding_of(name)):
                if isinstance(reading, Sheet):
                    sheets.append(reading)
                else:
                    problems.append(reading)
        sources = [Source(name, "", b"") for name in files]
        return settle(sheets, problems, sources, base, chosen, day=day)

    return loaded


@pytest.fixture
def sample() -> Path:
    """Return the folder of the sample event."""
    return ROOT / "resources" / "sample"


@pytest.fixture
def shared() -> Path:
    """Return the folder of real files, which is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the real files are not here")
    return SHARED


@pytest.fixture
def day() -> dict[str, str]:
    """Return a small sound schedule: two rounds, two tables, three people, two meetings."""
    return {
        "slots.csv": "slot_id,start,end,block,kind\n"
        "S1,2026-11-24 09:00,2026-11-24 09:20,morning,meeting\n"
        "S2,2026-11-24 09:20,2026-11-24 09:40,morning,meeting\n",
        "tables.csv": "table_id,label,room,capacity,fixed_participant,active\nT1,1,Hall,2,,yes\nT2,2,Hall,2,,yes\n",
        "participants.csv": "participant_id,first_name,last_name,organisation,email\n"
        "P1,Ana,Ruiz,Alpha,ana@example.org\n"
        "P2,Bo,Berg,Beta,bo@example.org\n"
        "P3,Cy,Cole,Gamma,cy@example.org\n",
        "meetings.csv": "meeting_id,host_id,guest_id,slot_id,table_id,status\n"
        "M1,P1,P2,S1,T1,scheduled\n"
        "M2,P1,P3,S2,T1,scheduled\n",
    }
