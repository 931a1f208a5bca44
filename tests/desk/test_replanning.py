"""A re-plan runs in a process of its own: better plans come while it runs, and it can be stopped at once."""

from __future__ import annotations

import random
import threading
import time
from typing import Any

import pytest

from coordinator.desk.replanning import Replanning, Standby
from coordinator.domain.trouble import WorldTrouble
from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.reading import read


def problem(people: int, meetings: int, slots: int = 12) -> dict[str, Any]:
    """Return a day on which everybody is there and nothing is planned yet."""
    rng = random.Random(1)  # noqa: S311 - a made-up day, no secret
    pairs = sorted({tuple(sorted(rng.sample(range(people), 2))) for _ in range(meetings)})
    return {
        "slots": slots,
        "now": 0,
        "tables": [{"id": n, "home": -1, "closed": []} for n in range(people // 3)],
        "participants": [{"id": n, "forb": rng.sample(range(slots), 4)} for n in range(people)],
        "meetings": [
            {"id": n, "a": a, "b": b, "value": rng.randint(1, 12), "slot": -1, "table": -1, "state": "requested"}
            for n, (a, b) in enumerate(pairs)
        ],
    }


def test_better_plans_are_heard_of_and_the_outcome_is_the_best_of_them() -> None:
    heard: list[Any] = []
    outcome = Replanning(read(problem(30, 150)), Ask(1.0, None), heard.append).run()
    assert outcome is not None
    assert heard
    assert outcome.figures.value >= max(improvement.value for improvement in heard)


def test_a_process_that_stood_by_answers_one_question_and_is_gone() -> None:
    standby = Standby()
    process = standby._child
    outcome = Replanning(read(problem(30, 150)), Ask(1.0, None), standby=standby).run()
    assert outcome is not None
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()


def test_a_process_that_nobody_asks_can_be_sent_away() -> None:
    standby = Standby()
    process = standby._child
    standby.end()
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()


def test_a_re_plan_that_is_cancelled_ends_at_once_and_without_a_plan() -> None:
    replanning = Replanning(read(problem(1500, 12000)), Ask(60.0, None))
    found: list[Any] = ["not yet"]
    thread = threading.Thread(target=lambda: found.append(replanning.run()))
    thread.start()
    time.sleep(1.5)
    replanning.cancel()
    thread.join(10)
    assert found == ["not yet", None]


@pytest.mark.long
def test_cancelling_takes_less_than_three_tenths_of_a_second() -> None:
    replanning = Replanning(read(problem(1500, 12000)), Ask(60.0, None))
    thread = threading.Thread(target=replanning.run)
    thread.start()
    time.sleep(1.5)
    asked = time.monotonic()
    replanning.cancel()
    thread.join(10)
    assert time.monotonic() - asked < 0.3


def test_a_child_that_does_not_end_in_time_is_killed_and_its_best_plan_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = read(problem(1500, 12000))
    monkeypatch.setattr("coordinator.desk.replanning._GRACE", -28.0)
    outcome = Replanning(model, Ask(30.0, None)).run()
    assert outcome is not None
    assert any("broke off" in note for note in outcome.notes)
    assert all(slot >= -1 for slot in outcome.slots)


def test_a_day_that_cannot_be_planned_is_a_sentence() -> None:
    day = problem(4, 4)
    day["participants"] = [{"id": n, "forb": []} for n in range(4)]
    for meeting, (a, b) in zip(day["meetings"], ((0, 1), (0, 2)), strict=False):
        meeting.update(a=a, b=b, slot=3, table=0, state="planned", pinned=True)
    with pytest.raises(WorldTrouble, match="pinned to slot 3"):
        Replanning(read(day), Ask(2.0, None)).run()
