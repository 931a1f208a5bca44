"""Work elsewhere comes back on the Qt thread, or not at all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from coordinator.ui.tasks import AtOnce, Tasks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _fail() -> int:
    raise ValueError("no paper")


def test_a_result_comes_back_on_the_qt_thread(qtbot: QtBot) -> None:
    tasks = Tasks(ThreadPoolExecutor(1))
    came: list[tuple[object, bool, bool]] = []
    here = threading.get_ident()
    tasks.run(
        threading.get_ident,
        lambda there: came.append((there, there != here, threading.get_ident() == here)),
        lambda error: came.append((error, False, False)),
    )
    qtbot.waitUntil(lambda: bool(came))
    assert came[0][1:] == (True, True)
    tasks.close()


def test_an_error_comes_back_as_a_value_on_the_qt_thread(qtbot: QtBot) -> None:
    tasks = Tasks(ThreadPoolExecutor(1))
    came: list[Exception] = []
    tasks.run(_fail, lambda _value: None, came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert str(came[0]) == "no paper"
    tasks.close()


def test_nothing_comes_back_from_cancelled_work(qtbot: QtBot) -> None:
    tasks = Tasks(ThreadPoolExecutor(1))
    gate = threading.Event()
    came: list[object] = []
    first = tasks.run(gate.wait, came.append, came.append)
    after = tasks.run(lambda: "after", came.append, came.append)
    first.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(came))
    assert came == ["after"]
    assert not first.running
    assert not after.running
    tasks.close()


def test_long_work_that_is_cancelled_or_given_up_at_the_end_is_told_to_stop() -> None:
    tasks = Tasks(ThreadPoolExecutor(2))
    gates = [threading.Event(), threading.Event()]
    first, _second = (tasks.run(gate.wait, print, print, gate.set) for gate in gates)
    first.cancel()
    assert [gate.is_set() for gate in gates] == [True, False]
    tasks.close()
    assert gates[1].is_set()


def test_a_test_can_run_work_at_once(qtbot: QtBot) -> None:
    tasks = Tasks(AtOnce())
    came: list[object] = []
    tasks.run(lambda: 41 + 1, came.append, came.append)
    tasks.run(_fail, came.append, lambda error: came.append(str(error)))
    assert came == [42, "no paper"]
    tasks.close()
