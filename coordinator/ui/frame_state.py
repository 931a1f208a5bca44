"""What the frame around every page says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.ui.look import Tone
from coordinator.views.round_clock import RoundClock, round_clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Chip:
    """A small notice in the top bar."""

    words: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


@dataclass(frozen=True, slots=True)
class FrameState:
    """What rail, top bar and footer say; `not_saved` is the sentence of the red bar, empty while all is on disk.

    `badges` maps page keys to the number shown on the page's place in the rail.
    """

    event_line: str = ""
    round: RoundClock | None = None
    clock: str = ""
    not_saved: str = ""
    chips: tuple[Chip, ...] = ()
    desk_line: str = ""
    desk_tone: Tone = Tone.OK
    badges: Mapping[str, int] = field(default_factory=dict)


def frame_state(
    desk: Desk, *, sample: bool = False, backup: str = "", badges: Mapping[str, int] | None = None
) -> FrameState:
    """Return what the frame says about this desk now; `backup` is the last backup in words."""
    event = desk.day.schedule.event
    now = desk.now
    parts = (event.name, event.venue, f"{now:%a}\u00a0{now.day}\u00a0{now:%b}")
    desk_parts = (desk.name, desk.checkpoint.name, backup)
    chips = (Chip("Sample clock", Tone.WAIT, "clock"),) if sample else ()
    trouble = desk.trouble
    return FrameState(
        event_line=" · ".join(part for part in parts if part),
        round=round_clock(desk.day.schedule, now),
        clock=f"{now:%H:%M:%S}",
        not_saved=trouble,
        chips=chips,
        desk_line=" · ".join(part for part in desk_parts if part),
        desk_tone=Tone.BAD if trouble else Tone.OK,
        badges=badges or {},
    )
