"""What the page says in each of its states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.schedule import Phase, moment
from coordinator.ui.look import Tone
from coordinator.ui.pages.replan import words
from coordinator.views import imagining
from coordinator.views.replan import compared, to_tell, verdict
from coordinator.views.words import count

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.ui.pages.replan.session import Session
    from coordinator.views.replan import PointLine

START = 0.5
"""Seconds that a search takes to begin and to hand over what it has found, about."""

Said = tuple[str, str, str]
"""An icon, a title and a sentence."""


@dataclass(frozen=True, slots=True)
class News:
    """What the line above the points says; `anew` offers to look for plans again."""

    words: str
    sentence: str
    tone: Tone = Tone.NEUTRAL
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """The points to show, which of them is chosen, and what no plan can be worth more than."""

    lines: tuple[PointLine, ...] = ()
    chosen: int = -1
    bound: int | None = None
    note: str = ""


def no_rest(day: Day, now: datetime) -> Said | None:
    """Say why there is nothing left to plan."""
    at = moment(day.schedule, now)
    if at.phase is Phase.NO_SLOTS or not day.meetings:
        return "calendar-sync", "No meetings yet", "Import a schedule; then the rest of its day can be planned anew."
    if at.phase is Phase.AFTER:
        return "flag", "The day is over", "Every round has ended. The report tells how it went."
    if at.following is None:
        return "flag", "No round is left today", "The last round is under way; nothing can be planned any more."
    return None


def points(session: Session) -> Points:
    """Return the points of the plan, or those heard of while the search runs."""
    if session.busy:
        search = session.search
        return Points(search.lines, -1, search.bound, "so far") if search.running else Points()
    plan = session.world.plan
    if plan is None:
        return Points()
    took = f"found in {max(0.1, plan.outcome.seconds):.1f} s"
    return Points(plan.lines, plan.chosen, plan.outcome.bound, took)


def progress(session: Session) -> str:
    """Say how far the search is."""
    search = session.search
    if not search.running:
        return "Working out how the rest of the day stands."
    time = f"{search.elapsed:.0f} of {search.seconds:.0f} s"
    if not search.lines:
        return f"{time}."
    best = search.lines[-1]
    bound = f"; no plan is worth more than {search.bound}" if search.bound is not None else ""
    return f"{time}. Best so far: {best.gain}, value {best.value}, {best.title.lower()}{bound}."


def news(session: Session) -> News:
    """Say how good the chosen point is, or why there is none."""
    plan, trouble = session.world.plan, session.world.trouble
    if trouble:
        return News("No plan", trouble, Tone.BAD, anew=True)
    if session.is_accepted:
        return News("Accepted", "The plan is in force. Ctrl+Z puts everything back.", Tone.OK)
    if plan is None:
        return News("", " ".join((_PROMISE, *words.notes(None))))
    line = plan.lines[plan.chosen]
    if session.is_outdated:
        return News("The day has changed", "This was found for an earlier moment.", Tone.WAIT, anew=True)
    if line.gone:
        return News("The day has changed", line.gone, Tone.WAIT, anew=True)
    found = verdict(line, plan.proven)
    tone = Tone.OK if found.sure else Tone.ACCENT if plan.proven.bound else Tone.WAIT
    return News(found.words, " ".join((found.sentence, *words.notes(plan.outcome))), tone)


def imagined(session: Session) -> str:
    """Say what is imagined, and what it would do."""
    world = session.what_if
    if not session.thoughts or world.event is None:
        return imagining.said(session.thoughts)
    breaking, plan = session.breaking(), world.plan
    choice = plan.choice if plan else None
    recovered = words.recovered_of(choice.offer, breaking) if choice else None
    return f"{imagining.said(session.thoughts)} {compared(len(breaking), recovered)}"


def instead(session: Session, day: Day) -> Said | None:
    """Say what stands in the place of a difference; nothing if there is one to show."""
    if session.busy:
        return "hourglass", "Looking for plans…", "The best ones found so far stand at the left as they come."
    if session.is_accepted and session.accepted is not None:
        _, _, title = session.accepted.title.partition(": ")
        told = to_tell(day, session.accepted.tells)
        return "circle-check", f"Accepted: {title}", f"{told} Print their changed agendas with Ctrl+P."
    if session.world.plan is not None:
        return None
    if session.world.trouble:
        return "circle-alert", "No plan was found", session.world.trouble
    return _before(session)


def _before(session: Session) -> Said:
    event, at = session.real.event, session.real.standing
    if event is None or at is None:
        return "hourglass", "Looking how the rest of the day stands…", ""
    if event.model.candidates:
        sentence = (
            "Broken meetings get another time or a colleague, wishes fill what is free. "
            "You choose how many announced meetings may move for it: at first none."
        )
        return "calendar-sync", "Plan the rest of the day anew", sentence
    if at.broken:
        broken = count(at.broken, "meeting is", "meetings are")
        sentence = f"{broken} broken, but no two who would meet are free and here at the same time."
        return "circle-check", "Nothing to re-plan", sentence
    stand = count(at.stand, "meeting stands", "meetings stand")
    sentence = f"{stand} as planned, and no wish fits. What if something happens? Try it with F2."
    return "circle-check", "Nothing is broken, nothing to fill", sentence


_PROMISE = "Nothing changes until you accept a plan. At first nobody who still has their meeting is moved."
