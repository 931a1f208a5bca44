"""The sample event opens in the middle of its morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coordinator.desk import opening, sample
from coordinator.domain.day import Presence
from coordinator.views.state import State, stand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coordinator.desk.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the desk of one sample event for all these tests."""
    built = sample.build(tmp_path_factory.mktemp("sample") / "sample.sqlite")
    yield built
    built.close()


def test_its_third_round_has_just_begun(desk: Desk) -> None:
    assert f"{desk.now:%Y-%m-%d %H:%M}" == "2017-05-16 09:52"


def test_most_people_are_here(desk: Desk) -> None:
    assert sum(desk.day.presence(p.id) is Presence.HERE for p in desk.day.people()) == 43


def test_exactly_one_table_waits(desk: Desk) -> None:
    stands = {m.id: stand(desk.day, m, desk.now, desk.policy).state for m in desk.day.meetings.values()}
    assert [meeting for meeting, state in stands.items() if state is State.WAITING] == ["M013"]
    assert sum(state is State.RUNNING for state in stands.values()) == 11


def test_the_waiting_table_can_be_filled_at_once(desk: Desk) -> None:
    offers = desk.propose("M013")
    assert offers.proposals[0].kind == "fill"
    change = offers.proposals[0].changes[0]
    assert {change.host, *change.guests} == {"E27", "U03"}


def test_nothing_is_wrong_with_it(desk: Desk) -> None:
    assert desk.check() == ()


def test_reopened_it_goes_on_where_it_was_left(tmp_path: Path) -> None:
    path = tmp_path / "sample.sqlite"
    sample.build(path).close()
    again = opening.open_event(path)
    try:
        assert opening.is_sample(again)
        assert f"{again.now:%H:%M}" in ("09:51", "09:52")
    finally:
        again.close()
