"""What the timetable says about rounds."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coordinator.domain.schedule import EventInfo, Schedule, Slot


def test_a_long_meeting_covers_the_rounds_after_its_slot_but_never_a_break() -> None:
    start, length = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Vienna")), timedelta(minutes=20)
    slots = tuple(Slot(f"S{n}", start + n * length, start + (n + 1) * length, is_break=n == 2) for n in range(5))
    schedule = Schedule(EventInfo("Test", start.date(), "Europe/Vienna"), slots=slots)
    covered = {slot.id: [each.id for each in schedule.covered(slot.id, 2)] for slot in slots}
    assert covered == {"S0": ["S0", "S1"], "S1": ["S1"], "S2": [], "S3": ["S3", "S4"], "S4": ["S4"]}
    assert schedule.covered(None, 2) == ()
