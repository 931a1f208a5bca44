"""One test a rule: what a re-plan leaves alone, where it puts meetings, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator.planning.replan.reading import BadProblem, read
from coordinator.planning.replan.start import NoPlan


def places(result: dict[str, Any]) -> dict[int, tuple[int, int]]:
    """Return slot and table of every meeting of a result."""
    return {row["id"]: (row["slot"], row["table"]) for row in result["assign"]}


def test_a_meeting_that_was_held_is_not_in_the_new_plan(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    problem = day([person(0), person(1)], [meeting(0, 0, 1, 0, state="held"), meeting(1, 0, 1)])
    assert places(written(replan(problem))) == {}


def test_no_announced_meeting_moves_when_no_change_is_asked_for(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    people = [person(0), person(1, forb=[2]), person(2)]
    problem = day(people, [meeting(0, 0, 2, 1), meeting(1, 0, 1, value=50)], slots=3)
    assert places(written(replan(problem, changes=0))) == {0: (1, 0)}
    assert places(written(replan(problem, changes=1))).keys() == {0, 1}


def test_a_pinned_meeting_keeps_its_slot_and_table_whatever_it_costs(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    people = [person(0), person(1, forb=[2]), person(2)]
    problem = day(people, [meeting(0, 0, 2, 1, table=3, pinned=True), meeting(1, 0, 1, value=50)], slots=3)
    assert places(written(replan(problem))) == {0: (1, 3)}


def test_within_the_lead_time_nothing_announced_moves_and_nobody_who_is_not_here_is_promised_anything(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    people = [person(0, checked_in=False), person(1), person(2), person(3, forb=[2, 3])]
    problem = day(people, [meeting(0, 1, 2, 1), meeting(1, 0, 1), meeting(2, 1, 3, value=50)])
    found = places(written(replan(problem, lead=1)))
    assert found[0][0] == 1
    assert found[1][0] > 1
    assert 2 not in found


def test_a_host_with_a_table_of_its_own_meets_there_and_others_sit_elsewhere(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    problem = day([person(n) for n in range(4)], [meeting(0, 0, 1), meeting(1, 2, 3)], slots=2)
    problem["tables"] = [{"id": 7, "home": 0, "closed": []}, {"id": 8, "home": -1, "closed": []}]
    assert places(written(replan(problem))) == {0: (1, 7), 1: (1, 8)}


def test_a_closed_table_moves_only_the_meetings_that_sat_there(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    problem = day([person(n) for n in range(4)], [meeting(0, 0, 1, 1), meeting(1, 2, 3, 1, table=1)])
    problem["tables"][0]["closed"] = [1]
    outcome = replan(problem)
    found = places(written(outcome))
    assert found[1] == (1, 1)
    assert found[0][0] == 1
    assert found[0][1] in (2, 3)
    assert (outcome.figures.changes, outcome.figures.table_moves) == (0, 1)


def test_when_too_many_tables_close_as_few_meetings_move_as_must_even_if_no_change_was_asked_for(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    problem = day([person(n) for n in range(4)], [meeting(0, 0, 1, 1), meeting(1, 2, 3, 1, table=1)], tables=2)
    problem["tables"][0]["closed"] = [1]
    outcome = replan(problem, changes=0)
    assert places(written(outcome)).keys() == {0, 1}
    assert outcome.figures.changes == 1
    assert outcome.notes == ("1 announced meetings cannot stay where they are.",)


def test_an_announced_meeting_that_fits_nowhere_is_said_and_not_dropped(
    day: Any, person: Any, meeting: Any, replan: Any
) -> None:
    people = [person(0, forb=[2, 3]), person(1), person(2, forb=[2, 3]), person(3)]
    problem = day(people, [meeting(0, 0, 1, 1), meeting(1, 2, 3, 1, table=1)], tables=2)
    problem["tables"][0]["closed"] = [1]
    with pytest.raises(NoPlan, match="slot 1"):
        replan(problem)


def test_two_people_who_meet_anyway_get_no_second_meeting(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    meetings = [meeting(0, 0, 1, 1), meeting(1, 0, 1, value=90), meeting(2, 2, 3), meeting(3, 2, 3, value=9)]
    problem = day([person(n) for n in range(4)], meetings)
    assert places(written(replan(problem))).keys() == {0, 3}


def test_a_broken_promise_comes_before_any_new_request(
    day: Any, person: Any, meeting: Any, replan: Any, written: Any
) -> None:
    problem = day(
        [person(0), person(1), person(2)], [meeting(0, 0, 1, 0, value=1), meeting(1, 0, 2, value=12)], slots=2
    )
    problem["meetings"][0]["state"] = "missed"
    assert places(written(replan(problem))).keys() == {0}


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda p: p.pop("meetings"), "no list of meetings"),
        (lambda p: p["meetings"][0].update(a=9), "participant 9, who is not in the problem"),
        (lambda p: p["meetings"][0].update(state="late"), "has the state 'late'"),
        (lambda p: p["meetings"][0].update(value="much"), "needs a whole number as “value”"),
        (lambda p: p["meetings"].append(p["meetings"][0]), "Meeting 0 stands twice"),
        (lambda p: p["tables"][0].update(home=9), "belongs to participant 9"),
        (lambda p: p.update(now=7), "slot 7 cannot be the one that runs"),
        (lambda p: p.update(sessions=[0]), "one session for every slot"),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused_in_one_sentence(
    day: Any, person: Any, meeting: Any, spoil: Any, sentence: str
) -> None:
    problem = day([person(0), person(1)], [meeting(0, 0, 1, 1)])
    spoil(problem)
    with pytest.raises(BadProblem, match=sentence):
        read(problem)
