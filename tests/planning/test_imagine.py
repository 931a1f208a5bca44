"""What is only imagined: somebody absent, a table closed, an earlier end; the day itself stays as it is."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.day import Presence
from coordinator.planning.imagine import Imagined, imagine
from coordinator.planning.replan.event import EventModel, model_of
from coordinator.planning.wishes import MOST

if TYPE_CHECKING:
    from collections.abc import Callable

    Hall = Any
    Maker = Callable[..., Hall]


@pytest.fixture
def made(hall: Maker) -> Hall:
    """Return a day with two announced meetings, one of them at a home table, and a wish."""
    made = hall(rounds=4, tables=2).people("Ann@Acme", "Bob", "Cid", "Dot").table("H1", home="Ann").at("9:05")
    made.meeting("M1 Ann Bob R3 H1").meeting("M2 Cid Dot R4 T1").wish("Q1 Ann Cid")
    return made.here("Ann", "Bob", "Cid", "Dot")


def rounds_of(event: EventModel, meeting: str) -> str:
    """Return the rounds a meeting may have: "3 4"."""
    number = next(n for n, item in enumerate(event.items) if item.meeting == meeting)
    return " ".join(str(n + 1) for n in range(event.model.slots) if event.model.rounds[number] >> n & 1)


def test_nothing_imagined_is_the_day_as_it_is(made: Hall) -> None:
    assert not Imagined()
    assert imagine(made.problem(), Imagined()) == made.problem()


def test_imagining_changes_nothing_of_the_day(made: Hall) -> None:
    problem = made.problem()
    before, imagined = copy.deepcopy(problem), Imagined(frozenset({"Ann"}), frozenset({"H1"}), made.time("9:40"))
    assert imagined
    assert imagine(problem, imagined) != problem
    assert problem == before


def test_who_is_imagined_absent_loses_their_meetings_and_gets_no_new_one(made: Hall) -> None:
    problem = imagine(made.problem(), Imagined(absent=frozenset({"Ann"})))
    event = model_of(problem)
    assert problem.people["Ann"].presence is Presence.ABSENT
    assert [(item.meeting, event.model.broken[n]) for n, item in enumerate(event.items)] == [
        ("M2", False),
        ("M1", True),
    ]
    assert rounds_of(event, "M1") == ""
    assert event.model.value[1] > MOST


def test_a_colleague_of_who_is_imagined_absent_takes_their_place(made: Hall) -> None:
    made.people("Abe@Acme").here("Abe")
    event = model_of(imagine(made.problem(), Imagined(absent=frozenset({"Ann"}))))
    assert ("Abe", "Bob") in [item.people for item in event.items if item.meeting == "M1"]


def test_the_last_home_table_imagined_closed_sends_its_people_to_the_pool(made: Hall) -> None:
    event = model_of(imagine(made.problem(), Imagined(closed=frozenset({"H1"}))))
    assert event.model.own == ((), (), ())
    assert event.model.capacity == ((0, 2, 2, 2),)


def test_a_table_of_the_pool_imagined_closed_is_one_fewer_in_every_round(made: Hall) -> None:
    event = model_of(imagine(made.problem(), Imagined(closed=frozenset({"T1", "no table"}))))
    assert event.model.capacity == ((0, 1, 1, 1),)
    assert event.problem.homes == made.problem().homes


def test_after_an_imagined_end_nobody_meets_and_what_was_announced_is_to_be_recovered(made: Hall) -> None:
    event = model_of(imagine(made.problem(), Imagined(end=made.time("10:00"))))
    assert rounds_of(event, "M1") == "3"
    assert rounds_of(event, "M2") == "2 3"
    assert rounds_of(event, "F-Q1") == "2 3"
    assert [event.items[n].meeting for n, broken in enumerate(event.model.broken) if broken] == ["M2"]


def test_a_round_that_would_end_after_the_imagined_end_is_not_used(made: Hall) -> None:
    event = model_of(imagine(made.problem(), Imagined(end=made.time("9:59"))))
    assert rounds_of(event, "F-Q1") == "2"
