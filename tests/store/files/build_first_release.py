"""Builds first_release.sqlite, the file that every later version must open.

Run once with the first release, from the root of the repository; the file is never built again:
    python tests/store/files/build_first_release.py
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

from coordinator.domain.entries import (
    BadgeReplaced,
    Change,
    CheckedIn,
    CheckedOut,
    ExpectedLate,
    GivenUp,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanChanged,
    Redone,
    RepairKind,
    RoundFilled,
    ScanRefused,
    SeenAgain,
    Undone,
)
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import Side
from coordinator.store.event_file import EventFile

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Live a small day and keep its file."""
    target = HERE / "first_release.sqlite"
    if target.exists():
        sys.exit(f"{target} is there already and stays as it is.")
    spec = importlib.util.spec_from_file_location("store_conftest", HERE.parent / "conftest.py")
    assert spec
    assert spec.loader
    tools = importlib.util.module_from_spec(spec)
    sys.modules["store_conftest"] = tools
    spec.loader.exec_module(tools)
    hand = tools.Hand()
    hand.adopt(1)
    live(hand)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "first_release.event"
        with EventFile.create(path, tools.INFO, tag="BCD", event_id="first-release") as file:
            hand.save(file)
            file.save_choice(Policy(7, 2))
        shutil.copy(path, target)


def live(hand: object) -> None:
    """Let every kind of fact happen."""
    make = hand.make  # type: ignore[attr-defined]
    arrived = make(CheckedIn("A", "registration", by_hand=True))
    make(SeenAgain("A", "registration", "double-read"))
    make(ScanRefused(None, "registration", "foreign"))
    make(CheckedIn("B", "registration"))
    make(CheckedOut("B", "registration"))
    make(ExpectedLate("C", 1_494_940_000_000))
    make(MarkedAbsent("F"))
    hand.walk_in("W1")  # type: ignore[attr-defined]
    make(Undone(arrived.entry.id))
    make(Redone(arrived.entry.id))
    missed = make(MeetingMissed("M1", Side.GUEST, None, "no answer"))
    change = Change("M1", "A", ("E",), "S4", "T2", expects=missed.entry.id)
    make(PlanChanged("M1", RepairKind.SUBSTITUTE, (change,), expects=missed.entry.id))
    started = make(MeetingStarted("M2"))
    make(MeetingHeld("M2", started.entry.id))
    new = Change("F-Q1", "D", ("F",), "S3", "T1", request="Q1")
    make(RoundFilled("S3", (new,), (GivenUp("M3"),)))
    make(BadgeReplaced("W1", "TOKENW1", "TOKENA"))
    hand.adopt(2)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
