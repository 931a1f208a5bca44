"""A meeting of two rounds from the file to the floor, the agenda and the table card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk import opening
from coordinator.intake import door
from coordinator.views import agenda, floor, floor_cells, papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coordinator.desk.desk import Desk

LIST = """date,start,end,table,host organisation,host name,guest organisation,guest name
2026-11-24,09:00,09:20,1,Acme,Ann Ash,Brew,Bob Birch
2026-11-24,09:00,09:20,2,Coop,Cid Cole,Dale,Dee Drum
2026-11-24,09:20,10:00,1,Acme,Ann Ash,Coop,Cid Cole
2026-11-24,09:20,09:40,2,Brew,Bob Birch,Dale,Dee Drum
2026-11-24,09:40,10:00,2,Brew,Bob Birch,Elm,Eve Elder
"""


@pytest.fixture
def desk(coordinator: Any, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with a flat list in which one meeting takes as long as two others."""
    event, meetings = tmp_path / "event.sqlite", tmp_path / "meetings.csv"
    meetings.write_text(LIST, encoding="utf-8")
    coordinator("new", event, "--date", "2026-11-24", "--timezone", "Europe/Vienna")
    coordinator("import", event, meetings)
    opened = opening.open_at(event, "09:25")
    yield opened
    opened.close()


def test_a_meeting_that_spans_two_slots_is_one_meeting_of_two_rounds(desk: Desk) -> None:
    schedule = desk.day.schedule
    assert [f"{slot.start:%H:%M}-{slot.end:%H:%M}" for slot in schedule.meeting_slots] == [
        "09:00-09:20",
        "09:20-09:40",
        "09:40-10:00",
    ]
    assert sorted(meeting.rounds for meeting in schedule.meetings) == [1, 1, 1, 1, 2]
    assert desk.check() == ()


def test_the_floor_shows_it_in_both_rounds(desk: Desk) -> None:
    shown = floor.floor(desk.day, desk.now, desk.policy)
    row = next(row for row in shown.rows if row.label == "1")
    first, second = (floor_cells.cell(shown, row, slot.id) for slot in desk.day.schedule.meeting_slots[1:])
    assert first.meeting == second.meeting != ""
    assert second.words == "until 10:00"


def test_agenda_and_card_tell_it_once_with_its_real_end(desk: Desk) -> None:
    (ann,) = (person.id for person in desk.day.people() if person.name == "Ann Ash")
    card = next(record for record in papers.cards(desk.day, desk.now) if record.label == "1")
    assert [(row.start, row.end) for row in card.rows] == [("09:00", "09:20"), ("09:20", "10:00")]
    paper = papers.agendas(desk.day, desk.now, only=frozenset({ann}))[0]
    assert [(row.start, row.end) for row in paper.rows] == [("09:00", "09:20"), ("09:20", "10:00")]
    assert len(agenda.agenda(desk.day, ann, desk.now, desk.policy).rounds) == 2


def test_the_plan_goes_out_and_comes_back_with_it(desk: Desk, coordinator: Any, tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    desk.close()
    coordinator("export", desk.path, "plan", "-o", plan)
    again = door.load([plan]).schedule
    assert again is not None
    assert sorted(meeting.rounds for meeting in again.meetings) == [1, 1, 1, 1, 2]
