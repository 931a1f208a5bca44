"""Calendars: each event of two people is a meeting, and every other one is set aside with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coordinator.intake import child
from coordinator.intake.door import Intake
from coordinator.intake.problems import Problem
from coordinator.intake.rows import Sheet

if TYPE_CHECKING:
    from pathlib import Path


Load = Callable[..., Intake]
DAY = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:m1
DTSTART;TZID=Europe/Madrid:20261124T090000
DTEND;TZID=Europe/Madrid:20261124T092000
SUMMARY:Meeting\\, first round
LOCATION:Table 4
ORGANIZER;CN="Ruiz, Ana":mailto:ana@alpha.example
ATTENDEE;CN="Ruiz, Ana":mailto:ana@alpha.example
ATTENDEE;CN=Bo Berg (Beta AB):MAILTO:bo@beta.example
END:VEVENT
BEGIN:VEVENT
UID:m2
DTSTART:20261124T082000Z
DURATION:PT20M
SUMMARY:Cy Cole (Gamma) x Di Diaz
LOCATION:Table 5
END:VEVENT
END:VCALENDAR
"""


def event(*lines: str) -> bytes:
    """Return a calendar with one event."""
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]).encode()


def row(*lines: str) -> dict[str, str]:
    """Return the one row that an event gives, by column."""
    found = child.read("a.ics", event(*lines))
    sheet = next(reading for reading in found if isinstance(reading, Sheet))
    header, only = sheet.rows
    return {name: cell for name, cell in zip(header.cells, only.cells, strict=True) if cell}


def problem(content: bytes) -> Problem:
    """Return the one problem of a calendar that gives nothing."""
    *_, found = child.read("a.ics", content)
    assert isinstance(found, Problem)
    assert found.must_fix
    return found


PAIR = ("ATTENDEE;CN=Ana Ruiz:mailto:ana@alpha.example", "ATTENDEE;CN=Bo Berg:mailto:bo@beta.example")


def test_a_calendar_becomes_a_schedule(load: Load) -> None:
    intake = load({"day.ics": DAY})
    assert intake.must_fix == ()
    assert intake.schedule is not None
    people = {person.id: person for person in intake.schedule.people}
    first, second = sorted(intake.schedule.meetings, key=lambda meeting: meeting.id)
    assert [people[each].name for each in first.people] == ["Ana Ruiz", "Bo Berg"]
    assert people[first.guests[0]].email == "bo@beta.example"
    assert [people[each].name for each in second.people] == ["Cy Cole", "Di Diaz"]
    slots = {slot.id: slot for slot in intake.schedule.slots}
    assert [f"{slots[m.slot or ''].start:%H:%M}-{slots[m.slot or ''].end:%H:%M}" for m in (first, second)] == [
        "09:00-09:20",
        "09:20-09:40",
    ]
    assert [table.label for table in intake.schedule.tables] == ["4", "5"]


def test_the_rows_of_a_calendar_carry_the_lines_of_their_events() -> None:
    (sheet,) = child.read("day.ics", DAY.encode())
    assert isinstance(sheet, Sheet)
    assert [row.line for row in sheet.rows] == [1, 3, 13]


def test_folded_lines_and_escaped_signs_are_read() -> None:
    found = row("SUMMARY:Talks\\, and\\n", "  more", "LOCATION:Hall\\; table 3", "DTSTART:20261124T090000", *PAIR)
    assert (found["subject"], found["table_id"]) == ("Talks, and\n more", "Hall; table 3")


def test_a_host_comes_first_even_among_the_attendees() -> None:
    found = row("DTSTART:20261124T090000", *PAIR, "ORGANIZER:mailto:BO@beta.example")
    assert (found["host_full_name"], found["guest_full_name"]) == ("Bo Berg", "Ana Ruiz")


def test_a_platform_that_invites_two_people_is_no_third_one() -> None:
    found = row("DTSTART:20261124T090000", *PAIR, "ORGANIZER;CN=Platform:mailto:noreply@platform.example")
    assert (found["host_full_name"], found["guest_full_name"]) == ("Ana Ruiz", "Bo Berg")


def test_a_platform_that_invites_one_person_names_both_in_the_title() -> None:
    found = row(
        "DTSTART:20261124T090000",
        "SUMMARY:Ana Ruiz x Bo Berg",
        PAIR[0],
        "ORGANIZER;CN=Platform:mailto:noreply@platform.example",
    )
    assert (found["host_full_name"], found["host_email"]) == ("Ana Ruiz", "ana@alpha.example")
    assert found["guest_full_name"] == "Bo Berg"


@pytest.mark.parametrize(
    "title",
    [
        "Ana Ruiz x Bo Berg",
        "Ana Ruiz <> Bo Berg",
        "Ana Ruiz vs. Bo Berg",
        "Meeting: Ana Ruiz / Bo Berg",
        "B2B meeting Ana Ruiz - Bo Berg",
        "Meeting between Ana Ruiz and Bo Berg",
        "1:1 Ana Ruiz & Bo Berg",
    ],
)
def test_two_names_in_a_title_are_a_meeting(title: str) -> None:
    found = row("DTSTART:20261124T090000", f"SUMMARY:{title}")
    assert (found["host_full_name"], found["guest_full_name"]) == ("Ana Ruiz", "Bo Berg")


@pytest.mark.parametrize("title", ["Coffee - Hall 2", "Lunch & networking", "Opening", "Women's Day", ""])
def test_other_titles_name_nobody_and_the_event_is_counted_as_set_aside(title: str) -> None:
    found = problem(event("DTSTART:20261124T090000", f"SUMMARY:{title}"))
    assert "does not say which two people meet" in found.sentence
    assert found.row == 2


def test_what_is_no_meeting_is_set_aside_with_its_line_and_balances(load: Load) -> None:
    more = (
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261124\nSUMMARY:Ana x Bo\nEND:VEVENT\n"
        "BEGIN:VTODO\nSUMMARY:Print\nEND:VTODO\n"
        "BEGIN:VEVENT\nDTSTART:20261124T110000\nSUMMARY:Lunch\nEND:VEVENT\n"
    )
    intake = load({"day.ics": DAY.replace("END:VCALENDAR", more + "END:VCALENDAR")})
    (count,) = intake.counts
    assert (count.rows, count.used, count.left_out) == (5, 2, 3)
    assert {left.rows: left.reason for left in intake.left_out} == {
        (20,): "lasts whole days, no meeting",
        (24,): "a task, no meeting",
        (27,): "does not say which two people meet",
    }


def test_cancelled_tentative_and_declined_events_are_no_meetings(load: Load) -> None:
    states = ["STATUS:CANCELLED", "STATUS:TENTATIVE", "ATTENDEE;CN=No;PARTSTAT=DECLINED:mailto:no@x.example"]
    text = DAY
    for number, state in enumerate(states):
        who = PAIR[:1] if state.startswith("ATTENDEE") else PAIR
        lines = ["BEGIN:VEVENT", f"UID:x{number}", "DTSTART:20261124T100000", *who, state, "END:VEVENT"]
        text = text.replace("END:VCALENDAR", "\n".join(lines) + "\nEND:VCALENDAR")
    intake = load({"day.ics": text})
    assert intake.schedule is not None
    assert len(intake.schedule.meetings) == 2
    assert sum(count.left_out for count in intake.counts) == 3


def test_a_calendar_that_cancels_cancels_all_its_events() -> None:
    found = child.read(
        "a.ics", event("DTSTART:20261124T090000", *PAIR).replace(b"BEGIN:VEV", b"METHOD:CANCEL\nBEGIN:VEV")
    )
    assert isinstance(found[0], Sheet)
    assert "cancelled" in found[0].rows[1].cells


def test_an_updated_event_replaces_the_older_version() -> None:
    lines = ["BEGIN:VCALENDAR"]
    for sequence, hour in ((1, 11), (0, 10)):
        lines += ["BEGIN:VEVENT", "UID:m", f"SEQUENCE:{sequence}", f"DTSTART:20261124T{hour}0000", *PAIR, "END:VEVENT"]
    (sheet,) = child.read("a.ics", "\n".join([*lines, "END:VCALENDAR"]).encode())
    assert isinstance(sheet, Sheet)
    assert [row.cells[1] for row in sheet.rows[1:]] == ["2026-11-24T11:00:00"]
    assert sheet.set_aside == ((9, "a newer version stands in line 2"),)


def test_several_guests_stand_in_one_cell_with_their_addresses() -> None:
    found = row("DTSTART:20261124T090000", *PAIR, "ATTENDEE:mailto:cy@gamma.example")
    assert found["guest_full_name"] == "Bo Berg; cy@gamma.example"
    assert found["guest_email"] == "bo@beta.example; cy@gamma.example"


def test_rooms_and_readers_on_the_list_are_nobody() -> None:
    room = "ATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:hall@x.example"
    reader = "ATTENDEE;ROLE=NON-PARTICIPANT;CN=Desk:mailto:desk@x.example"
    assert row("DTSTART:20261124T090000", *PAIR, room, reader)["guest_full_name"] == "Bo Berg"


@pytest.mark.parametrize(("offset", "start"), [("+0300", "09"), ("-0200", "14")])
def test_a_time_zone_that_the_calendar_describes_itself_is_used_for_this_calendar(offset: str, start: str) -> None:
    zone = (
        f"BEGIN:VTIMEZONE\r\nTZID:House Time\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\n"
        "DTSTART:19700101T000000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"
    )
    content = event("DTSTART;TZID=House Time:20261124T120000", *PAIR).replace(b"BEGIN:VEVENT", zone.encode())
    (sheet,) = child.read("a.ics", content)
    assert isinstance(sheet, Sheet)
    assert sheet.rows[1].cells[1] == f"2026-11-24T{start}:00:00Z"


def test_a_time_zone_nobody_knows_is_said() -> None:
    _, doubt = child.read("a.ics", event("DTSTART;TZID=Nowhere/Town:20261124T120000", *PAIR))
    assert isinstance(doubt, Problem)
    assert "Nowhere/Town" in doubt.sentence
    assert not doubt.must_fix


def test_an_event_that_repeats_is_taken_once_and_said() -> None:
    _, doubt = child.read("a.ics", event("DTSTART:20261124T120000", "RRULE:FREQ=DAILY", *PAIR))
    assert isinstance(doubt, Problem)
    assert "repeats" in doubt.sentence


def test_a_start_that_cannot_be_read_is_a_problem_with_line_and_value(load: Load) -> None:
    intake = load({"day.ics": event("DTSTART:TOMORROW", *PAIR)})
    (found,) = intake.must_fix
    assert found.row == 2
    assert "TOMORROW" in found.value


def test_the_venue_of_a_calendar_is_no_table() -> None:
    lines = ["BEGIN:VCALENDAR"]
    for number in (1, 2):
        lines += ["BEGIN:VEVENT", "DTSTART:20261124T100000", f"SUMMARY:A{number} x B{number}"]
        lines += ["LOCATION:Congress Centre", "END:VEVENT"]
    (sheet,) = child.read("a.ics", "\n".join([*lines, "END:VCALENDAR"]).encode())
    assert isinstance(sheet, Sheet)
    assert "venue" in sheet.rows[0].cells
    assert "table_id" not in sheet.rows[0].cells


def test_a_calendar_cut_short_is_said_to_be_one() -> None:
    found = child.read("day.ics", DAY[: DAY.rindex("END:VEVENT")].encode())
    assert any(isinstance(each, Problem) and each.must_fix and "does not end" in each.sentence for each in found)


def test_a_calendar_cut_short_in_its_first_event_is_said_to_be_one() -> None:
    found = child.read("day.ics", DAY[: DAY.index("END:VEVENT")].encode())
    assert any(isinstance(each, Problem) and "does not end" in each.sentence for each in found)


def test_a_damaged_event_costs_only_itself() -> None:
    broken = "BEGIN:VEVENT\n" + 'SUMMARY;X="' + "\nBEGIN:VALARM\nEND:VEVENT\n"
    (sheet, *_) = child.read("day.ics", DAY.replace("BEGIN:VEVENT\nUID:m2", f"{broken}BEGIN:VEVENT\nUID:m2").encode())
    assert isinstance(sheet, Sheet)
    assert len(sheet.rows) - 1 + len(sheet.set_aside) == 3


def test_every_real_calendar_is_explained(shared: Path) -> None:
    verdicts = {}
    for file in sorted((shared / "real" / "ics").glob("*.ics")):
        verdicts[file.stem.removeprefix("icalendar_")] = problem(file.read_bytes()).sentence
    assert {name: text.partition(": ")[2] or text for name, text in verdicts.items()} == {
        "bom_calendar": "This calendar holds no events.",
        "broken_dtstart": "1 × does not say which two people meet (line 4).",
        "event_event_with_rsvp": "1 × does not say which two people meet (line 1).",
        "example": "3 × lasts whole days, no meeting (line 8, 19, 30).",
        "issue_722_missing_timezones": (
            "3 × does not say which two people meet; 1 × a task, no meeting (line 3, 9, 12, 15)."
        ),
        "multiple_timezones": "3 × does not say which two people meet (line 20, 25, 30).",
    }
