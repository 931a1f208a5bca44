"""The floor in words: which columns there are, what each cell says, what is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain.day import Books, Day, MeetingNow, Presence, Standing, Visit
from coordinator.domain.people import Organisation, Person
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import EventInfo, Meeting, MeetingStatus, Schedule, Side, Slot, Table
from coordinator.views.floor import Column, Grouping, Lens, columns, floor, reseated, row_presence, seats, touched_rows
from coordinator.views.floor_cells import Cell, Kind, cell
from coordinator.views.floor_counts import counts
from coordinator.views.floor_panel import panel

ZONE = ZoneInfo("Europe/Prague")
NINE = datetime(2026, 5, 12, 9, tzinfo=ZONE)
POLICY = Policy(grace_minutes=5)


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def slot(number: int, start: int, *, is_break: bool = False) -> Slot:
    return Slot(f"S{number}", at(start), at(start + 20), "coffee" if is_break else "morning", is_break)


SCHEDULE = Schedule(
    EventInfo("Event", date(2026, 5, 12), "Europe/Prague"),
    organisations=(Organisation("A", "Alfa"), Organisation("B", "Beta"), Organisation("C", "Café Žluť")),
    people=(
        Person("a1", "Ann", "Alfa", "A"),
        Person("a2", "Abe", "Alfa", "A"),
        Person("b1", "Bea", "Beta", "B", phone="+420 1"),
        Person("c1", "Cyd", "Cafe", "C"),
    ),
    slots=(slot(1, 0), slot(2, 20), slot(9, 40, is_break=True), slot(3, 60)),
    tables=(Table("T10", "10"), Table("T2", "2", fixed_for="a1"), Table("T3", "3", active=False)),
    meetings=(
        Meeting("m1", "a1", ("b1",), "S1", "T2"),
        Meeting("m2", "c1", ("a2",), "S2", "T2"),
        Meeting("m3", "b1", ("c1",), "S3", "T10"),
    ),
)


def here(*people: str) -> dict[str, Standing]:
    return {p: Standing(p, (Visit("door", ms(at(-30)), "e", "d"),), arrived=ms(at(-30))) for p in people}


@pytest.fixture
def day() -> Day:
    meetings = {m.id: MeetingNow.as_planned(m) for m in SCHEDULE.meetings}
    return Day(Books({0: Schedule(SCHEDULE.event), 1: SCHEDULE}), 1, here("a1", "a2", "b1", "c1"), meetings)


def change(day: Day, meeting: str, **what: object) -> Day:
    changed = replace(day.meetings[meeting], version="v", **what)  # type: ignore[arg-type]
    return replace(day, meetings={**day.meetings, meeting: changed})


def shown(day: Day, minutes: int, row: str, where: str, grouping: Grouping = Grouping.TABLES) -> Cell:
    now = floor(day, at(minutes), POLICY, grouping)
    return cell(now, next(r for r in now.rows if r.key == row), where)


def lenses(found: tuple[Column, ...]) -> list[Lens]:
    return [column.lens for column in found]


def test_the_running_round_is_the_lens_and_the_break_a_gap(day: Day) -> None:
    found = columns(day, at(25))
    assert lenses(found) == [Lens.PAST, Lens.NOW, Lens.GAP, Lens.NEXT]
    assert (found[1].note, found[1].left) == ("Round 2 · now", "15:00")


def test_before_the_first_round_it_is_the_lens_and_counts_down(day: Day) -> None:
    first = columns(day, at(-12))[0]
    assert (first.lens, first.note, first.left) == (Lens.NOW, "Round 1 · starts in", "12:00")


def test_in_the_break_the_round_after_it_is_the_lens(day: Day) -> None:
    assert lenses(columns(day, at(45))) == [Lens.PAST, Lens.PAST, Lens.GAP, Lens.NOW]


def test_when_the_day_is_over_no_round_is_narrow(day: Day) -> None:
    assert lenses(columns(day, at(300))) == [Lens.LATER, Lens.LATER, Lens.GAP, Lens.LATER]


def test_tables_stand_in_the_order_of_their_numbers_without_those_not_in_use(day: Day) -> None:
    rows = floor(day, at(0), POLICY).rows
    assert [(row.label, row.title) for row in rows] == [("2", "Alfa"), ("10", "Spare table")]


def test_a_home_table_shows_who_comes_and_a_spare_table_shows_both(day: Day) -> None:
    assert shown(day, 0, "T2", "S1").title == "Beta"
    assert shown(day, 0, "T2", "S2").title == "Café Žluť"
    assert shown(day, 0, "T10", "S3").title == "Beta × Café Žluť"


def test_a_row_is_here_as_soon_as_one_of_its_people_is(day: Day) -> None:
    rows = floor(day, at(0), POLICY).rows
    alone = replace(day, standings=here("a2"))
    assert row_presence(alone, rows[0]) is Presence.HERE
    assert row_presence(replace(day, standings={}), rows[0]) is Presence.UNKNOWN
    assert row_presence(day, rows[1]) is None


def test_what_a_cell_says(day: Day) -> None:
    nobody = replace(day, standings=here("a1"))
    assert shown(day, 2, "T2", "S1").words == "Both here · may start"
    assert shown(nobody, 2, "T2", "S1").words == "Waiting · guest · 2 min"
    assert shown(nobody, 7, "T2", "S1").words == "Guest missing · 7 min"
    assert shown(nobody, -2, "T2", "S1").words == "Guest not here yet"
    assert shown(day, 300, "T2", "S1").words == "Round over · not confirmed"
    assert shown(day, 0, "T10", "S1") == Cell(Kind.FREE, "", "Free")


def test_what_a_cell_says_after_something_happened(day: Day) -> None:
    running = change(day, "m1", status=MeetingStatus.RUNNING, started=ms(at(1)))
    assert shown(running, 9, "T2", "S1").words == "Running · since 09:01"
    assert shown(running, 30, "T2", "S1").kind is Kind.UNCONFIRMED
    held = change(day, "m1", status=MeetingStatus.HELD, ended=ms(at(16)))
    assert shown(held, 17, "T2", "S1").words == "Ended early · at 09:16"
    assert shown(held, 21, "T2", "S1").words == "Held"
    missed = change(day, "m1", status=MeetingStatus.MISSED, missed=Side.BOTH)
    assert shown(missed, 7, "T2", "S1").words == "No-show · both · 7 min"
    assert shown(change(missed, "m1", settled=True), 7, "T2", "S1").words == "Missed · both"
    assert shown(change(day, "m1", status=MeetingStatus.CANCELLED, settled=True), 7, "T2", "S1").kind is Kind.EMPTY
    waits = change(replace(day, standings=here("a1")), "m1", waits_until=ms(at(12)))
    assert shown(waits, 8, "T2", "S1").words == "Waiting · guest · until 09:12"


def test_a_moved_meeting_says_from_where_and_leaves_a_free_place(day: Day) -> None:
    moved = change(day, "m1", slot="S3")
    assert shown(moved, 0, "T2", "S3").words == "Moved · from 09:00"
    left = shown(moved, 0, "T2", "S1")
    assert (left.kind, left.place) == (Kind.FREE, "Beta moved to 10:00")
    assert shown(change(day, "m1", table="T10"), 0, "T10", "S1").words == "Moved · from table 2"


def test_a_request_that_became_a_meeting_is_new(day: Day) -> None:
    new = MeetingNow("f", "a1", ("c1",), "S3", "T2", MeetingStatus.PLANNED, version="v", request="q")
    assert shown(replace(day, meetings={**day.meetings, "f": new}), 0, "T2", "S3").kind is Kind.FILLED


def test_what_takes_place_is_shown_before_what_was_missed(day: Day) -> None:
    missed = change(day, "m1", status=MeetingStatus.MISSED, missed=Side.GUEST, settled=True)
    new = MeetingNow("f", "a1", ("c1",), "S1", "T2", MeetingStatus.PLANNED, version="v", request="q")
    assert shown(replace(missed, meetings={**missed.meetings, "f": new}), 1, "T2", "S1").meeting == "f"


def test_rows_of_people_and_organisations_say_the_table(day: Day) -> None:
    assert shown(day, 0, "b1", "S1", Grouping.PEOPLE).place == "T2"
    assert shown(day, 0, "A", "S2", Grouping.ORGANISATIONS).title == "Café Žluť"


@pytest.mark.parametrize("grouping", list(Grouping))
def test_seats_kept_in_step_are_those_made_anew(day: Day, grouping: Grouping) -> None:
    before = floor(day, at(0), POLICY, grouping)
    after = change(day, "m1", slot="S3", table="T10")
    kept = {where: set(ids) for where, ids in reseated(before, after, {"m1"}).items() if ids}
    assert kept == {where: set(ids) for where, ids in seats(after, grouping, before.rows).items()}


def test_a_change_concerns_the_rows_of_its_meetings_and_people(day: Day) -> None:
    now = floor(day, at(0), POLICY)
    assert touched_rows(now, frozenset({"m3"}), frozenset()) == {"T10"}
    assert touched_rows(now, frozenset(), frozenset({"b1"})) == {"T2", "T10"}


def test_the_numbers_above_the_floor(day: Day) -> None:
    found = counts(day, at(2), POLICY)
    assert (found.running, found.waiting, found.no_show, found.free, found.ready) == (0, 0, 0, 1, ("m1",))
    assert counts(day, at(21), POLICY).to_confirm == ("m1",)
    alone = replace(day, standings=here("a1"))
    assert counts(alone, at(2), POLICY).waiting == 1
    assert counts(alone, at(21), POLICY).to_confirm == ()


def test_the_panel_says_who_is_missing_and_how_to_reach_them(day: Day) -> None:
    now = floor(replace(day, standings=here("a1")), at(7), POLICY)
    said = panel(now, now.rows[0], "S1")
    assert (said.state, said.clock, said.place) == ("Waiting too long", "7:00 into round 1", "Table 2 · 09:00")
    assert (said.missing, said.absent, said.needs_repair) == (("b1",), Side.GUEST, True)
    assert [party.phone for party in said.parties] == ["", "+420 1"]


def test_the_panel_of_a_free_place_says_so(day: Day) -> None:
    now = floor(day, at(7), POLICY)
    said = panel(now, now.rows[1], "S1")
    assert (said.state, said.place, said.note) == ("Free", "Table 10 · 09:00", "Nobody meets here in this round.")
