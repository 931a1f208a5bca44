"""Grids, matrices, ranked wishes, personal schedules and columns that stand there twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coordinator.intake.door import Choices, Intake

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule

Load = Callable[..., Intake]
Told = set[tuple[str, str, str, str]]


def schedule_of(intake: Intake) -> Schedule:
    """Return the schedule of an intake that went well."""
    assert intake.schedule is not None, intake.must_fix
    assert all(count.rows == count.used + count.left_out for count in intake.counts)
    return intake.schedule


def meetings(intake: Intake) -> Told:
    """Return every meeting as people see it: the two, when, and at which table."""
    schedule = schedule_of(intake)
    people, slots, tables = schedule.person_by_id, schedule.slot_by_id, schedule.table_by_id
    return {
        (
            *sorted(people[person].name for person in m.people),
            f"{slots[m.slot].start:%d %H:%M}" if m.slot else "",
            tables[m.table].label if m.table else "",
        )
        for m in schedule.meetings
    }


BOTH = {
    ("Ana Ruiz", "Bo Berg", "24 09:00", "1"),
    ("Cy Cole", "Di Diaz", "24 09:00", "2"),
    ("Ana Ruiz", "Di Diaz", "24 09:20", "2"),
}


@pytest.mark.parametrize("sign", [" x ", " × ", " - ", " vs. ", " / ", " & ", " with ", "×"])
def test_a_grid_of_rounds_by_tables_holds_two_people_in_a_cell(load: Load, sign: str) -> None:
    text = (
        "Time;Table 1;Table 2\n"
        f"09:00;Ana Ruiz{sign}Bo Berg;Cy Cole{sign}Di Diaz\n"
        f"09:20;;Ana Ruiz{sign}Di Diaz\n09:40;;\n"
    )
    intake = load({"grid.csv": text})
    assert meetings(intake) == BOTH
    assert intake.mappings[0].shape == "a grid: rows are rounds, columns are tables"
    assert [(left.reason, left.rows) for left in intake.left_out] == [("no meeting in this row", (4,))]


def test_a_grid_may_lie_on_its_side(load: Load) -> None:
    text = ";09:00 - 09:20;09:20 - 09:40\nTable 1;Ana Ruiz x Bo Berg;\nTable 2;Cy Cole x Di Diaz;Ana Ruiz x Di Diaz\n"
    assert meetings(load({"grid.csv": text})) == BOTH


def test_a_grid_of_rounds_by_people_holds_the_other_side_and_its_mirror_is_folded(load: Load) -> None:
    text = (
        "Time,Ana Ruiz,Bo Berg,Cy Cole,Di Diaz\n"
        "09:00,Bo Berg (Table 1),Ana Ruiz (Table 1),Di Diaz (Table 2),Cy Cole (Table 2)\n"
        "09:20,Di Diaz (Table 2),free,,Ana Ruiz (Table 2)\n"
    )
    assert meetings(load({"grid.csv": text})) == BOTH


def test_a_grid_of_people_by_rounds_knows_their_organisations(load: Load) -> None:
    text = "Name;Company;09:00;09:20\nAna Ruiz;Alpha;Bo Berg;Di Diaz\nCy Cole;Gamma;Di Diaz;\n"
    intake = load({"grid.csv": text})
    assert meetings(intake) == {(one, other, when, "") for one, other, when, _ in BOTH}
    assert {home.name for home in schedule_of(intake).organisations} >= {"Alpha", "Gamma"}


def test_days_stand_above_the_rounds_of_a_grid(load: Load) -> None:
    text = (
        "Time;Table 1;Table 2\nTue 2026-11-24;;\n09:00;Ana Ruiz x Bo Berg;Cy Cole x Di Diaz\n"
        "Wed 2026-11-25;;\n09:00;;Ana Ruiz x Di Diaz\n"
    )
    assert {when for _, _, when, _ in meetings(load({"grid.csv": text}))} == {"24 09:00", "25 09:00"}
    text = (
        ";2026-11-24;;2026-11-25\nTable;09:00;09:20;09:00\n1;Ana Ruiz x Bo Berg;Ana Ruiz x Di Diaz;Cy Cole x Di Diaz\n"
    )
    assert {when for _, _, when, _ in meetings(load({"grid.csv": text}))} == {"24 09:00", "24 09:20", "25 09:00"}


def test_a_grid_may_name_the_rounds_of_its_event(load: Load, day: dict[str, str]) -> None:
    day["slots.csv"] = day["slots.csv"].replace("S1,", "Round 1,").replace("S2,", "Round 2,")
    day["grid.csv"] = "Round;Table 1;Table 2\nRound 1;Ana Ruiz x Bo Berg;\nRound 2;;Ana Ruiz x Cy Cole\n"
    del day["meetings.csv"]
    assert {(when, table) for _, _, when, table in meetings(load(day))} == {("24 09:00", "1"), ("24 09:20", "2")}


def test_a_short_row_of_a_grid_says_nothing(load: Load) -> None:
    text = "Company;Name;09:00;09:20\nAlpha;Ana Ruiz;Bo Berg;\nNote\n"
    intake = load({"grid.csv": text})
    assert len(schedule_of(intake).meetings) == 1
    assert [(left.reason, left.rows) for left in intake.left_out] == [("no meeting in this row", (3,))]


def test_a_log_of_times_is_no_grid(load: Load) -> None:
    rows = "".join(f"{hour:02}:{minute:02},arrived,P{hour}\n" for hour in range(9, 12) for minute in (1, 1, 7))
    assert load({"log.csv": f"time,what,whom\n{rows}"}).schedule is None


def test_a_matrix_of_people_by_people_holds_their_wishes(load: Load) -> None:
    text = ";Ana;Bo;Cy\nAna;;x;2\nBo;x;;\nCy;;1;\n"
    schedule = schedule_of(load({"m.csv": "Name" + text}))
    names = {person.id: person.name for person in schedule.people}
    found = {(names[r.from_person], names[r.to_person], r.priority) for r in schedule.requests}
    assert found == {("Ana", "Bo", 3), ("Ana", "Cy", 2), ("Bo", "Ana", 3), ("Cy", "Bo", 1)}


def test_columns_of_crosses_beside_participants_are_no_wishes(load: Load) -> None:
    text = "Name;Company;Lunch;Dinner\nAna Ruiz;Alpha;x;x\nBo Berg;Beta;;x\n"
    schedule = schedule_of(load({"people.csv": text}))
    assert (len(schedule.people), schedule.requests) == (2, ())
    assert schedule.people[0].extra == (("Lunch", "x"), ("Dinner", "x"))


def test_ranked_wishes_of_one_row_become_one_wish_each(load: Load) -> None:
    text = "Name;Company;Wish 1;Wish 2\nAna Ruiz;Alpha;Bo Berg;Cy Cole\nBo Berg;Beta;Ana Ruiz;\nCy Cole;Gamma;;\n"
    intake = load({"w.csv": text})
    assert [request.priority for request in schedule_of(intake).requests] == [1, 2, 1]
    assert [(left.reason, left.rows) for left in intake.left_out] == [("no wish in this row", (4,))]


def test_a_list_of_wishes_names_both_sides(load: Load) -> None:
    text = "From;From company;To;To company;Priority\nAna Ruiz;Alpha;Bo Berg;Beta;1\nAna Ruiz;Alpha;Cy Cole;Gamma;2\n"
    schedule = schedule_of(load({"w.csv": text}))
    assert (len(schedule.people), len(schedule.requests)) == (3, 2)
    text = "Name;Company;Wants to meet\nAna Ruiz;Alpha;Bo Berg; Cy Cole\n".replace("Berg; Cy", "Berg | Cy")
    assert len(schedule_of(load({"w.csv": text})).requests) == 2


def test_a_personal_schedule_lists_each_meeting_for_either_side(load: Load) -> None:
    text = (
        "Participant;Company;Date;Time;Table;Meeting with;Partner company\n"
        "Ana Ruiz;Alpha;24.11.2026;09:00;1;Bo Berg;Beta\n"
        "Bo Berg;Beta;24.11.2026;09:00;1;Ana Ruiz;Alpha\n"
        "Bo Berg;Beta;24.11.2026;09:20;;free;\n"
    )
    intake = load({"p.csv": text})
    assert meetings(intake) == {("Ana Ruiz", "Bo Berg", "24 09:00", "1")}
    assert {left.reason for left in intake.left_out} == {"the same meeting as row 2", "no meeting in this row"}


def test_headers_that_stand_there_twice_are_the_two_sides(load: Load) -> None:
    text = "Date;Time;Table;Name;Company;E-mail;Name;Company;E-mail\n"
    row = "24.11.2026;09:00;1;Ana Ruiz;Alpha;a@x.org;Bo Berg;Beta;b@x.org\n"
    intake = load({"p.csv": text + row})
    assert meetings(intake) == {("Ana Ruiz", "Bo Berg", "24 09:00", "1")}
    assert [home.name for home in schedule_of(intake).organisations] == ["Alpha", "Beta"]


def test_a_header_of_two_lines_says_whose_and_what(load: Load) -> None:
    text = "Meeting;;Host;;Guest;\nDate;Time;Name;Company;Name;Company\n24.11.2026;09:00;Ana Ruiz;Alpha;Bo Berg;Beta\n"
    intake = load({"p.csv": text})
    assert meetings(intake) == {("Ana Ruiz", "Bo Berg", "24 09:00", "")}
    assert intake.mappings[0].header_line == 2


def test_people_of_one_cell_bring_address_and_organisation(load: Load) -> None:
    text = "Date;Time;Host;Guest\n24.11.2026;09:00;Ana Ruiz (Alpha);Bo Berg <bo@x.org>\n"
    schedule = schedule_of(load({"p.csv": text}))
    ana, bo = schedule.people
    assert (schedule.organisation_by_id[ana.organisation].name, bo.email, bo.name) == ("Alpha", "bo@x.org", "Bo Berg")


def test_everybody_of_a_meeting_may_stand_in_one_cell(load: Load) -> None:
    text = "Date;Time;Participants\n24.11.2026;09:00;Ana Ruiz, Bo Berg, Cy Cole\n"
    (meeting,) = schedule_of(load({"p.csv": text})).meetings
    assert len(meeting.people) == 3


def test_a_list_whose_lines_stand_in_one_column_is_cut(load: Load) -> None:
    text = '"Name,Company,E-mail"\n"Ana Ruiz,Alpha,a@x.org"\n"Bo Berg,Beta,b@x.org"\n'
    assert [person.name for person in schedule_of(load({"p.csv": text})).people] == ["Ana Ruiz", "Bo Berg"]


def test_one_row_for_each_product_is_one_person(load: Load) -> None:
    text = (
        "Order code;Position ID;Attendee name;Email;Product\n"
        "A1;1;Ana Ruiz;a@x.org;Ticket\nA1;2;Ana Ruiz;a@x.org;Dinner\nA2;1;Bo Berg;b@x.org;Ticket\n"
    )
    intake = load({"orders.csv": text})
    assert [person.name for person in schedule_of(intake).people] == ["Ana Ruiz", "Bo Berg"]
    assert [(left.reason, left.rows) for left in intake.left_out] == [("the same person as row 2", (3,))]


def test_absences_may_stand_in_a_list_of_their_own(load: Load, day: dict[str, str]) -> None:
    day["away.csv"] = "participant_id,slot_id\nP3,S1\nP9,S1\nP1,S9\n"
    intake = load(day)
    assert [(problem.row, problem.value) for problem in intake.must_fix] == [(3, "P9"), (4, "S9")]
    out = frozenset({("away.csv", "", 3), ("away.csv", "", 4)})
    schedule = schedule_of(load(day, choices=Choices(leave_out=out)))
    assert schedule.person_by_id["P3"].unavailable == {"S1"}
