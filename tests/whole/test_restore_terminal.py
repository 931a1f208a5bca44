"""Restoring from the terminal: what a person can have back is listed by their id, and carried out by it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

AT = ("--at", "09:52")


def test_who_came_after_all_has_a_meeting_restored(coordinator: Any, sample_event: Path) -> None:
    coordinator("scan", sample_event, *AT, stdin="U03\n")
    coordinator("missed", sample_event, "M013", "--side", "guest", *AT)
    lost = coordinator("propose", sample_event, "E29", *AT)
    assert "Kestävä Metsä (Päivi Hämäläinen): 1 of 1 lost meeting can be restored." in lost
    assert "has not been seen yet" in lost
    coordinator("scan", sample_event, *AT, stdin="E29\n")
    document = json.loads(coordinator("propose", sample_event, "E29", "--json", *AT))
    assert [(way["meeting"], way["slot"], way["table"]) for way in document["ways"]] == [("M013", "R3", "T02")]
    assert document["lost"] == []
    assert "Restore 1 meeting of Kestävä Metsä" in coordinator("accept", sample_event, "E29", *AT)
    assert "in order" in coordinator("check", sample_event)
    assert "lost no meeting today" in coordinator("propose", sample_event, "E29", *AT)


def test_what_cannot_be_restored_is_listed_with_its_reason(coordinator: Any, sample_event: Path) -> None:
    evening = ("--at", "19:00")
    coordinator("missed", sample_event, "M013", "--side", "guest", *AT)
    listed = coordinator("propose", sample_event, "E29", *evening)
    assert "0 of 1 lost meeting can be restored." in listed
    assert "No later round is left today." in listed
    assert "nothing to restore" in coordinator("accept", sample_event, "E29", *evening, code=1)
