"""Participants: ids that stay, organisations that are one, and what their rows must say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coordinator.domain.people import Registration
from coordinator.domain.schedule import EventInfo
from coordinator.intake.door import Intake

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule

Load = Callable[..., Intake]


def schedule_of(intake: Intake) -> Schedule:
    """Return the schedule of an intake that went well."""
    assert intake.must_fix == ()
    assert intake.schedule is not None
    return intake.schedule


def test_a_list_of_people_alone_is_enough(load: Load) -> None:
    schedule = schedule_of(load({"people.csv": "First name,Last name,Company\nAna,Ruiz,Alpha\n"}))
    assert (len(schedule.people), schedule.meetings, schedule.slots) == (1, (), ())
    assert [checkpoint.id for checkpoint in schedule.checkpoints] == ["registration"]


def test_without_any_date_today_is_taken_and_said(load: Load) -> None:
    intake = load({"people.csv": "First name,Last name,Company\nAna,Ruiz,Alpha\n"}, base=None)
    assert schedule_of(intake).event.date == datetime.now(tz=UTC).date()
    assert any("on which day" in problem.sentence for problem in intake.look_at)


def test_an_id_of_the_file_is_kept(load: Load) -> None:
    schedule = schedule_of(load({"p.csv": "participant_id,full_name,organisation\n45.0,Ana Ruiz,Alpha\n"}))
    assert schedule.people[0].id == "45.0"


def test_a_made_id_stays_when_the_row_moves_and_other_cells_change(load: Load) -> None:
    header = "First name,Last name,Company,E-mail\n"
    first = schedule_of(load({"p.csv": header + "Ana,Ruiz,Alpha,Ana@Example.org\nBo,Berg,Beta,\n"}))
    second = schedule_of(load({"q.csv": header + "Bo,BERG,Béta,\nAna,Ruiz-Díaz,Gamma,ana@example.org\n"}))
    assert {p.id for p in first.people} == {p.id for p in second.people}


def test_a_made_id_shows_neither_name_nor_address(load: Load) -> None:
    header = "First name,Last name,Company,E-mail\n"
    schedule = schedule_of(load({"p.csv": header + "Ana,Ruiz,Alpha,ana@example.org\nBo,Berg,,\n"}))
    ids = [p.id for p in schedule.people] + [p.organisation for p in schedule.people[1:]]
    assert not any(word in made.casefold() for made in ids for word in ("ana", "ruiz", "berg", "example"))


def test_one_organisation_written_in_two_ways_is_one(load: Load) -> None:
    text = "First name,Last name,Company\nAna,Ruiz,Łódź Hub\nBo,Berg,LODZ HUB\n"
    schedule = schedule_of(load({"p.csv": text}))
    assert [o.name for o in schedule.organisations] == ["Łódź Hub"]


def test_without_an_organisation_the_name_stands_for_it(load: Load) -> None:
    intake = load({"p.csv": "First name,Last name,Company\nAna,Ruiz,\n"})
    assert schedule_of(intake).organisations[0].name == "Ana Ruiz"
    assert [problem.row for problem in intake.look_at] == [2]


def test_a_list_without_a_column_for_organisations_is_told_once(load: Load) -> None:
    intake = load({"p.csv": "First name,Last name\nAna,Ruiz\nBo,Berg\n"})
    assert len(intake.look_at) == 1


def test_a_full_name_is_cut_before_its_last_word_or_at_its_comma(load: Load) -> None:
    text = 'Full name,Company\nAnaïs Núñez Peña,Alpha\n"Berg, Bo",Beta\nPelé,Gamma\n'
    people = schedule_of(load({"p.csv": text})).people
    assert [(p.first_name, p.last_name) for p in people] == [("Anaïs Núñez", "Peña"), ("Bo", "Berg"), ("", "Pelé")]


def test_a_row_without_a_name_must_be_fixed(load: Load) -> None:
    intake = load({"p.csv": "First name,Last name,Company\n,,Alpha\nBo,Berg,Beta\n"})
    (problem,) = intake.must_fix
    assert (problem.row, problem.sentence) == (2, "This row has no name.")


def test_one_person_in_two_rows_is_one_person(load: Load) -> None:
    header = "First name,Last name,Company,E-mail\n"
    intake = load({"p.csv": header + "Ana,Ruiz,Alpha,ana@x.org\nANA,RUIZ,Alpha,ANA@x.org\nAna,Ruiz,Alpha,\n"})
    assert len(schedule_of(intake).people) == 1
    assert [(left.reason, left.rows) for left in intake.left_out] == [("the same person as row 2", (3, 4))]


def test_two_people_with_one_address_stay_two_and_are_looked_at(load: Load) -> None:
    header = "First name,Last name,Company,E-mail\n"
    intake = load({"p.csv": header + "Ana,Ruiz,Alpha,info@x.org\nBo,Berg,Alpha,info@x.org\n"})
    assert len({p.id for p in schedule_of(intake).people}) == 2
    assert len(intake.look_at) == 1


def test_a_total_below_the_list_is_no_person(load: Load) -> None:
    intake = load({"p.csv": "Full name,Company\nAna Ruiz,Alpha\nTotal: 1,\n"})
    assert len(schedule_of(intake).people) == 1
    assert [(left.reason, left.rows) for left in intake.left_out] == [("a total", (3,))]


def test_an_id_twice_must_be_fixed(load: Load) -> None:
    intake = load({"p.csv": "participant_id,full_name,organisation\nP1,Ana Ruiz,Alpha\nP1,Bo Berg,Beta\n"})
    (problem,) = intake.must_fix
    assert (problem.row, problem.column, problem.value) == (3, "participant_id", "P1")


def test_who_cancelled_stays_known_to_the_door(load: Load) -> None:
    text = "First name,Last name,Company,Registration status\nAna,Ruiz,Alpha,Cancelled\nBo,Berg,Beta,Confirmed\n"
    people = schedule_of(load({"p.csv": text})).people
    assert [p.registration for p in people] == [Registration.CANCELLED, Registration.REGISTERED]


def test_an_unknown_state_of_a_registration_must_be_fixed(load: Load) -> None:
    text = "First name,Last name,Company,reg_status\nAna,Ruiz,Alpha,maybe\n"
    (problem,) = load({"p.csv": text}).must_fix
    assert (problem.column, problem.value) == ("reg_status", "maybe")


def test_an_unreadable_number_must_be_fixed(load: Load) -> None:
    text = "First name,Last name,Company,max_meetings\nAna,Ruiz,Alpha,many\n"
    assert load({"p.csv": text}).must_fix[0].column == "max_meetings"


def test_unavailable_and_available_slots_are_both_understood(load: Load, day: dict[str, str]) -> None:
    day["participants.csv"] = (
        "participant_id,full_name,organisation,unavailable_slots,available_slots\n"
        "P1,Ana Ruiz,Alpha,,\nP2,Bo Berg,Beta,S2,\nP3,Cy Cole,Gamma,,s2\n"
    )
    people = schedule_of(load(day)).people
    assert [sorted(p.unavailable) for p in people] == [[], ["S2"], ["S1"]]


def test_an_unavailable_slot_that_is_not_there_must_be_fixed(load: Load, day: dict[str, str]) -> None:
    day["participants.csv"] = "participant_id,full_name,organisation,unavailable_slots\nP1,Ana Ruiz,Alpha,S9\n"
    del day["meetings.csv"]
    assert [problem.value for problem in load(day).must_fix] == ["S9"]


def test_a_fixed_table_of_a_person_binds_the_table(load: Load, day: dict[str, str]) -> None:
    day["participants.csv"] = (
        day["participants.csv"].replace("email", "fixed_table").replace("ana@example.org", "Table 2")
    )
    day["participants.csv"] = day["participants.csv"].replace("bo@example.org", "").replace("cy@example.org", "")
    assert schedule_of(load(day)).table_by_id["T2"].fixed_for == "P1"


def test_a_row_may_be_left_out_by_choice(load: Load) -> None:
    from coordinator.intake.door import Choices  # noqa: PLC0415 (for this test alone)

    choices = Choices(leave_out=frozenset({("p.csv", "", 2)}))
    intake = load({"p.csv": "First name,Last name,Company\n,,Alpha\nBo,Berg,Beta\n"}, choices=choices)
    assert len(schedule_of(intake).people) == 1
    assert [(left.reason, left.rows) for left in intake.left_out] == [("left out by choice", (2,))]


def test_the_event_sheet_goes_before_what_is_known(load: Load, day: dict[str, str]) -> None:
    day["event.csv"] = "key,value\nname,Forum\ntimezone,America/New_York\nslot_minutes,25\ncolour,blue\nvenue,\n"
    intake = load(day)
    event = schedule_of(intake).event
    assert (event.name, event.timezone, event.slot_minutes) == ("Forum", "America/New_York", 25)
    assert (event.date, event.venue) == (datetime(2026, 11, 24, tzinfo=UTC).date(), "")
    assert {left.reason for left in intake.left_out} == {"not known of an event", "no value"}


def test_a_time_zone_nobody_knows_must_be_fixed(load: Load, day: dict[str, str]) -> None:
    day["event.csv"] = "key,value\ntimezone,Central European Time\n"
    (problem,) = load(day).must_fix
    assert (problem.file, problem.row, problem.value) == ("event.csv", 2, "Central European Time")


def test_a_known_event_gives_its_time_zone_to_the_slots(load: Load, day: dict[str, str]) -> None:
    base = EventInfo("X", datetime(2026, 11, 24, tzinfo=UTC).date(), "Asia/Tokyo")
    assert str(schedule_of(load(day, base=base)).slots[0].start.tzinfo) == "Asia/Tokyo"


def test_a_phone_number_gets_back_the_plus_that_an_export_took_away_where_that_is_sure(load: Load) -> None:
    header = "Name,Company,Phone,Country\n"
    rows = "Ana Ruiz,Alpha,39 040 1234567,Italy\nBo Berg,Beta,040 1234567,IT\n"
    guarded = "Cy Cole,Gamma,'+34 600 1,ES\nDi Diaz,Delta,=+49 1,\n"
    intake = load({"p.csv": header + rows + guarded})
    phones = [p.phone for p in schedule_of(intake).people]
    assert phones == ["+39 040 1234567", "040 1234567", "+34 600 1", "+49 1"]
    assert ["mended where that was sure" in problem.sentence for problem in intake.look_at] == [True]


def test_a_phone_number_that_a_spreadsheet_rounded_is_looked_at(load: Load) -> None:
    (problem,) = load({"p.csv": "Name;Company;Phone\nAna Ruiz;Alpha;3,9E+11\n"}).look_at
    assert "its last digits are lost" in problem.sentence


def test_a_row_that_stands_for_two_is_looked_at(load: Load) -> None:
    (problem,) = load({"p.csv": "Name,Company,Quantity\nAna Ruiz,Alpha,2\n"}).look_at
    assert problem.sentence == "This row stands for 2 people but names one."


def test_an_add_on_of_an_order_without_a_name_is_no_person(load: Load) -> None:
    text = "Order code,Attendee name,Email,Company,Product\nA1,Ana Ruiz,a@x.org,Alpha,Ticket\nA1,,a@x.org,,Parking\n"
    intake = load({"p.csv": text})
    assert len(schedule_of(intake).people) == 1
    assert [left.reason for left in intake.left_out] == ["no name, and the same order as row 2"]


def test_a_header_that_comes_again_in_another_language_is_no_person(load: Load) -> None:
    text = "First name,Last name,Company\nAna,Ruiz,Alpha\nVorname,Nachname,Firma\nBo,Berg,Beta\n"
    intake = load({"p.csv": text})
    assert len(schedule_of(intake).people) == 2
    assert [left.reason for left in intake.left_out] == ["the header again"]
