"""The sample event's morning in the terminal: what the program is for, in one minute and with real files."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coordinator.desk import logs, papers, sample
from coordinator.desk.answers import Done, Refusal
from coordinator.desk.logs import Log
from coordinator.domain.printing import Document
from coordinator.domain.schedule import Side
from coordinator.domain.trouble import ProgramTrouble
from coordinator.paper import offering
from coordinator.views import outcomes
from coordinator.views.deeds import place
from coordinator.views.state import State, stand
from coordinator.views.words import count, hhmm

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.answers import Answer
    from coordinator.desk.desk import Desk


def demo(asked: argparse.Namespace) -> int:
    """Play the sample's morning, repair its waiting table, and leave event file, papers and log."""
    folder = (asked.out or Path("coordinator-demo")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    desk = sample.build(sample.free_name(folder), _progress)
    try:
        _tell(desk, folder)
    finally:
        desk.close()
    return 0


def _progress(done: int, of: int) -> None:
    if sys.stdout.isatty():
        print(f"\r  playing the morning: {done} of {of}", end="" if done < of else "\n", flush=True)
    elif done == of:
        print(f"  played the morning: {count(of, 'happening')}")


def _tell(desk: Desk, folder: Path) -> None:
    day = desk.day
    print(f"{day.schedule.event.name}, {day.schedule.event.date}, {hhmm(desk.now)}")
    here = sum(1 for person in day.people() if day.standing(person.id).visits)
    print(
        f"  {here} of {count(len(day.schedule.people), 'person', 'people')} here, "
        f"{count(len(day.schedule.meetings), 'meeting')} planned"
    )
    for document in (Document.BADGES, Document.SIGNS, Document.CARDS, Document.AGENDAS):
        path = folder / f"{document}.pdf"
        result = papers.write(desk, offering.job(document), path)
        print(f"  wrote {path.name}, {count(result.pages, 'page')}")
    _scan(desk)
    _repair(desk, folder)
    for log in Log:
        path = folder / f"{log}.csv"
        print(f"  wrote {path.name}, {count(logs.write(desk, log, path), 'row')}")
    findings = desk.check()
    print(f"  check: {count(len(findings), 'finding') if findings else 'everything is in order'}")
    print(f"Everything is in {folder}\nOpen it in the window: {_program()} {shlex.quote(str(desk.path))}")


def _program() -> str:
    """Return how this program is called here; after the set-up it is in the clone's own environment."""
    beside = Path(sys.executable).with_name("coordinator")
    if not beside.exists() or beside.parent in map(Path, os.environ.get("PATH", "").split(os.pathsep)):
        return "coordinator"
    return shlex.quote(os.path.relpath(beside) if beside.is_relative_to(Path.cwd()) else str(beside))


def _scan(desk: Desk) -> None:
    """Scan the badge of somebody who has just come in, twice."""
    late = next(p.id for p in desk.day.schedule.people if not desk.day.standing(p.id).arrived)
    token = desk.day.token_of(late) or late
    for _ in range(2):
        print(f"  scan: {outcomes.sentence(desk.day, desk.scan(token).outcome)}")
    _must(desk.undo())
    print("  undo: the check-in is taken back")


def _repair(desk: Desk, folder: Path) -> None:
    """Mark the waiting table's guest as missing, take the best repair, print the changed cards, undo and redo."""
    waiting = next(
        meeting
        for meeting in desk.day.meetings.values()
        if stand(desk.day, meeting, desk.now, desk.policy).state is State.WAITING
    )
    print(f"  {place(desk.day, waiting)}: the guest is not here")
    _must(desk.mark_missed(waiting.id, Side.GUEST))
    offers = desk.propose(waiting.id)
    if isinstance(offers, Refusal):
        raise ProgramTrouble(offers.sentence)
    for number, proposal in enumerate(offers.proposals[:3], 1):
        print(f"    {number}. {proposal.title}: {proposal.reason}")
    best = offers.proposals[0]
    _must(desk.accept(best))
    result = papers.write(desk, offering.job(Document.CARDS), folder / "changed-cards.pdf", (papers.CHANGED,))
    print(f"  wrote changed-cards.pdf, {count(result.pages, 'page')}")
    before = desk.day.meetings
    _must(desk.undo())
    _must(desk.redo())
    if desk.day.meetings.keys() != before.keys():
        raise ProgramTrouble("Undo and redo did not come back to the same plan.")
    print("  undone and redone: the plan is the same to the last table")


def _must(answer: Answer) -> Done:
    if isinstance(answer, Refusal):
        raise ProgramTrouble(answer.sentence)
    return answer
