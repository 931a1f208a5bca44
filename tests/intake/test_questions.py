"""Where two readings are possible it is asked, with the answers that can be given; the next reading holds to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coordinator.intake.door import Choices, Intake
from coordinator.intake.problems import Question, Severity

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.problems import Problem

Load = Callable[..., Intake]
HEADER = "First name,Last name,Company,E-mail\n"


def schedule_of(intake: Intake) -> Schedule:
    """Return the schedule of an intake that went well."""
    assert intake.schedule is not None, intake.must_fix
    return intake.schedule


def asked(intake: Intake) -> list[Problem]:
    """Return what is asked."""
    return [problem for problem in intake.problems if problem.question]


def test_an_organisation_that_looks_like_another_is_asked_about(load: Load) -> None:
    files = {"p.csv": f"{HEADER}Ana,Ruiz,Medicon Valley,\nBo,Berg,Medicon Valey,\n"}
    (problem,) = asked(load(files))
    assert (problem.question, problem.severity, problem.row) == (Question.ORGANISATION, Severity.LOOK_AT, 3)
    assert problem.sentence == "“Medicon Valey” looks like “Medicon Valley”; two organisations were made."
    one = load(files, choices=Choices().answered(problem, "one organisation"))
    assert [home.name for home in schedule_of(one).organisations] == ["Medicon Valley"]
    two = load(files, choices=Choices().answered(problem, "two organisations"))
    assert len(schedule_of(two).organisations) == 2
    assert asked(one) == asked(two) == []


def test_numbers_tell_organisations_apart(load: Load) -> None:
    assert asked(load({"p.csv": f"{HEADER}Ana,Ruiz,Research Team 1,\nBo,Berg,Research Team 2,\n"})) == []


def test_one_address_under_two_names_that_are_alike_is_asked_about(load: Load) -> None:
    files = {"p.csv": f"{HEADER}Ana,López,Alpha,Ana@x.org\nAna,,Alpha,ana@x.org\nBo,Berg,Beta,\n"}
    (problem,) = asked(load(files))
    assert problem.options == ("two people", "one person")
    intake = load(files, choices=Choices().answered(problem, "one person"))
    assert [person.name for person in schedule_of(intake).people] == ["Ana López", "Bo Berg"]
    assert [left.reason for left in intake.left_out] == ["the same person as row 2, by choice"]
    assert len(schedule_of(load(files, choices=Choices().answered(problem, "two people"))).people) == 3


def test_one_name_and_organisation_under_two_addresses_is_asked_about(load: Load) -> None:
    files = {"p.csv": f"{HEADER}Ana,Ruiz,Alpha,a@x.org\nAna,Ruiz,Alpha,b@x.org\n"}
    (problem,) = asked(load(files))
    assert "has the same name and organisation" in problem.sentence
    assert len(schedule_of(load(files, choices=Choices().answered(problem, "one person"))).people) == 1


def test_who_was_merged_is_found_under_either_id(load: Load, day: dict[str, str]) -> None:
    day["participants.csv"] = day["participants.csv"].replace("P3,Cy,Cole,Gamma,cy@", "P3,Bo,,Beta,bo@")
    day["meetings.csv"] = day["meetings.csv"].replace("M2,P1,P3,S2", "M2,P3,P1,S2")
    (problem,) = asked(load(day))
    schedule = schedule_of(load(day, choices=Choices().answered(problem, "one person")))
    assert [meeting.people for meeting in schedule.meetings] == [("P1", "P2"), ("P2", "P1")]


def test_any_row_may_be_left_out_as_an_answer(load: Load) -> None:
    files = {"p.csv": f"{HEADER}Ana,Ruiz,Alpha,info@x.org\nAna,,Alpha,info@x.org\n"}
    (problem,) = asked(load(files))
    intake = load(files, choices=Choices().answered(problem, "leave out"))
    assert len(schedule_of(intake).people) == 1
    assert [left.reason for left in intake.left_out] == ["left out by choice"]


def test_a_header_that_is_almost_known_is_asked_about(load: Load) -> None:
    files = {"p.csv": "First name;Last name;Orgnisaton\nAna;Ruiz;Alpha\n"}
    (problem,) = asked(load(files))
    assert (problem.question, problem.options) == (Question.COLUMN, ("keep as it is", "organisation"))
    assert schedule_of(load(files)).people[0].extra == (("Orgnisaton", "Alpha"),)
    chosen = load(files, choices=Choices().answered(problem, "organisation"))
    assert schedule_of(chosen).organisations[0].name == "Alpha"
    kept = load(files, choices=Choices().answered(problem, "keep as it is"))
    assert asked(chosen) == asked(kept) == []


def test_a_header_with_a_slip_is_taken_at_a_high_score(load: Load) -> None:
    intake = load({"p.csv": "First name;Last name;Organisaton name\nAna;Ruiz;Alpha\n"})
    assert schedule_of(intake).organisations[0].name == "Alpha"
    assert [column.sure for column in intake.mappings[0].columns] == [100, 100, 60]


def test_of_two_columns_that_could_be_the_organisation_one_is_taken_and_the_other_asked_about(load: Load) -> None:
    files = {"p.csv": "First name;Last name;Company;Affiliation\nAna;Ruiz;Alpha;University of Vigo\n"}
    (problem,) = asked(load(files))
    assert problem.sentence == "“Affiliation” could be what “Company” was taken for; it was kept as it is."
    chosen = load(files, choices=Choices().answered(problem, "organisation"))
    assert schedule_of(chosen).organisations[0].name == "University of Vigo"
    assert asked(chosen) == []


def test_two_columns_that_say_the_same_are_no_question(load: Load) -> None:
    assert asked(load({"p.csv": "First name;Last name;Company;Affiliation\nAna;Ruiz;Alpha;ALPHA\n"})) == []


def test_a_place_that_holds_many_meetings_at_once_is_a_room_and_no_table(load: Load) -> None:
    rows = "".join(f"2026-11-24;09:00;Hall A;A{n} B;C{n} D\n" for n in "abc")
    schedule = schedule_of(load({"p.csv": f"Date;Time;Location;Host;Guest\n{rows}"}))
    assert (schedule.tables, len(schedule.meetings)) == ((), 3)


def test_two_files_may_answer_day_and_month_each_for_itself(load: Load) -> None:
    text = "Date;Time;Host;Host company;Guest;Guest company\n{};Ana Ruiz;A;Bo Berg;B\n"
    files = {"a.csv": text.format("03/04/2026;09:00"), "b.csv": text.format("04/03/2026;10:00")}
    first, second = load(files, base=None).must_fix
    choices = Choices().answered(first, "day first").answered(second, "month first")
    schedule = schedule_of(load(files, base=None, choices=choices))
    assert [f"{slot.start:%m-%d %H}" for slot in schedule.slots] == ["04-03 09", "04-03 10"]


def test_two_files_may_be_written_in_two_encodings(load: Load) -> None:
    files = {
        "a.csv": f"{HEADER}Zoë,Ruiz,Alpha,\n".encode("cp1252"),
        "b.csv": f"{HEADER}Łucja,Berg,Beta,\n".encode("cp1250"),
    }
    first, second = load(files).must_fix
    choices = Choices().answered(first, "cp1252").answered(second, "cp1250")
    assert [person.first_name for person in schedule_of(load(files, choices=choices)).people] == ["Zoë", "Łucja"]


def test_what_is_the_same_in_many_rows_is_said_once(load: Load) -> None:
    rows = "".join(f"2026-11-24,09:{n:02},09:{n + 1:02},A{chr(97 + n)} B,X,C{chr(97 + n)} D,Y\n" for n in range(20))
    intake = load({"m.csv": f"Date,Start,End,Host,Host company,Guest,Guest company\n{rows}"})
    (problem,) = intake.look_at
    assert problem.sentence.startswith("This meeting has no table yet. It is the same in 20 rows (2, 3, 4")


def test_a_name_that_is_hardly_one_and_what_is_too_long_for_a_badge_are_looked_at(load: Load) -> None:
    intake = load({"p.csv": f"{HEADER}Test,,Alpha,\nAna,{'Ruiz' * 20},{'Alpha ' * 20},\nBo4,Berg,Beta,\n"})
    sentences = [(problem.row, problem.sentence) for problem in intake.look_at]
    assert sentences == [
        (2, "“Test” is hardly a name."),
        (3, "This name has 84 letters and will be cut on the badge."),
        (3, "This organisation has 119 letters and will be cut on the badge."),
        (4, "“Bo4 Berg” is hardly a name."),
    ]


def test_a_slot_far_from_the_day_of_the_event_is_looked_at(load: Load, day: dict[str, str]) -> None:
    day["slots.csv"] += "S3,2026-12-24 09:00,2026-12-24 09:20,,meeting\n"
    assert [(p.row, p.sentence) for p in load(day).look_at] == [
        (4, "This slot is on 2026-12-24, but the event is on 2026-11-24.")
    ]
