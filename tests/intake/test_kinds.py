"""Every problem has one word for what sort it is of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coordinator.intake.kinds import OTHER, kind_of

if TYPE_CHECKING:
    from coordinator.intake.door import Intake

Load = Callable[..., "Intake"]
SLOTS = "slot_id,start,end\nS1,2026-11-24 09:00,2026-11-24 09:20\nS2,2026-11-24 09:20,2026-11-24 09:40\n"
PEOPLE = "participant_id,first_name,last_name,organisation,email,unavailable_slots\n"
MEETINGS = "meeting_id,host_id,guest_id,slot_id,table_id\n"


@pytest.mark.parametrize(
    ("people", "meetings", "kind"),
    [
        ("", "M1,P1,P2,S1,T1\nM2,P1,P3,S1,T2\n", "person-twice"),
        ("", "M1,P1,P2,S1,T1\nM2,P3,P4,S1,T1\n", "table-twice"),
        ("", "M1,P1,P9,S1,T1\n", "unknown-person"),
        ("", "M1,P1,P2,S9,T1\n", "unknown-slot"),
        ("", "M1,P1,P1,S1,T1\n", "self-meeting"),
        ("", "M1,P1,P2,S1,T1\nM1,P3,P4,S1,T2\n", "id-twice"),
        ("", "M1,P1,P2,S1,T1\nM2,P1,P2,S2,T1\n", "pair-twice"),
        ("", "M1,P1,P2,S1,\n", "no-place-yet"),
        ("P5,Eve,Eder,,eve@example.org,\n", "", "no-organisation"),
        ("P5,Eve,Eder,Eta,eve,\n", "", "value"),
        ("P5,Eve,Eder,Eta,eve@example.org,S1\n", "M1,P1,P5,S1,T1\n", "unavailable"),
        ("P1,Eve,Eder,Eta,eve@example.org,\n", "", "id-twice"),
    ],
)
def test_a_problem_is_of_its_sort(load: Load, people: str, meetings: str, kind: str) -> None:
    names = enumerate(("Ana", "Bo", "Cy", "Di"), 1)
    everybody = "".join(f"P{n},{name},Person,Home {name},p{n}@example.org,\n" for n, name in names)
    files = {"slots.csv": SLOTS, "participants.csv": PEOPLE + everybody + people}
    if meetings:
        files["meetings.csv"] = MEETINGS + meetings
    assert kind in {kind_of(problem) for problem in load(files).problems}


def test_questions_and_files_have_sorts_of_their_own(load: Load) -> None:
    asked = load({"people.csv": (PEOPLE + "P1,Jörg,Groß,Wärme,j@example.org,\n").encode("cp1252")})
    assert [kind_of(problem) for problem in asked.problems] == ["encoding"]
    assert kind_of(load({"people.csv": ""}).problems[0]) == "file"


def test_no_usual_problem_is_without_a_sort(load: Load) -> None:
    strange = "P1,Ana,Ruiz,Alpha,ana,S9\nP1,,,,,\nP3,X1,99,,x@example.org,\n"
    meetings = "M1,P1,P9,S9,T9\nM1,P1,P1,S1,T1\nM2,,P1,S1,T1\n"
    found = load({"slots.csv": SLOTS, "participants.csv": PEOPLE + strange, "meetings.csv": MEETINGS + meetings})
    assert OTHER not in {kind_of(problem) for problem in found.problems}
