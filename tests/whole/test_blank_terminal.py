"""A blank badge at a desk without a window: the scan names it and keeps its code to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coordinator.desk import opening
from coordinator.desk.answers import Newcomer

if TYPE_CHECKING:
    from pathlib import Path


def test_a_blank_badge_is_named_and_opens_once_it_has_an_owner(
    coordinator: Any, sample_event: Path, tmp_path: Path
) -> None:
    desk = opening.open_event(sample_event)
    desk.make_blanks(1)
    (token,) = desk.day.books.blanks
    desk.close()
    answer = coordinator("scan", sample_event, stdin=token)
    assert answer == "NO blank Blank badge: add its owner with F6.\n"
    desk = opening.open_event(sample_event)
    desk.walk_in(Newcomer("Nadia", "Ok", ""), token)
    desk.close()
    assert coordinator("scan", sample_event, stdin=token).split()[2:] == ["double-read", "W001"]
    log, badges = tmp_path / "attendance.csv", tmp_path / "badges.csv"
    coordinator("export", sample_event, "attendance", "-o", log)
    coordinator("export", sample_event, "badges", "-o", badges)
    assert "blank badge handed out" in log.read_text(encoding="utf-8")
    assert token not in log.read_text(encoding="utf-8")
    assert token in badges.read_text(encoding="utf-8")
