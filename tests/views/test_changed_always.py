"""Whatever happens, no paper that says something wrong is taken to be up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from coordinator.domain import step
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import (
    Change,
    Entry,
    Fact,
    GivenUp,
    PlanAdopted,
    PlanChanged,
    PrintEnded,
    PrintStarted,
    Redone,
    RepairKind,
    Replanned,
    Undone,
)
from coordinator.domain.people import Organisation, Person
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Slot, Table
from coordinator.views import papers
from coordinator.views.changed import out_of_date

START = datetime(2017, 5, 16, 9, 0, tzinfo=ZoneInfo("America/New_York"))
SLOTS = tuple(
    Slot(f"R{n}", START + timedelta(minutes=25 * n), START + timedelta(minutes=25 * n + 20), "morning")
    for n in range(1, 5)
)
FIRST = Schedule(
    EventInfo("Matchmaking", date(2017, 5, 16), "America/New_York"),
    tuple(Organisation(f"O{key}", f"Org {key}") for key in "ABCDE"),
    tuple(Person(key, key, "Test", f"O{key}") for key in "ABCDE"),
    SLOTS,
    (Table("T1", "1"), Table("T2", "2"), Table("T3", "3")),
    (
        Meeting("M1", "A", ("B",), "R1", "T1"),
        Meeting("M2", "C", ("D", "E"), "R1", "T2"),
        Meeting("M3", "A", ("C",), "R2", "T1", rounds=2),
    ),
)
PLANS = {
    0: Schedule(FIRST.event),
    1: FIRST,
    2: replace(
        FIRST,
        people=(*FIRST.people[:4], replace(FIRST.people[4], last_name="Married")),
        meetings=(Meeting("M1", "A", ("D",), "R1", "T1"), Meeting("M2", "C", ("D", "E"), "R4", "T3")),
    ),
    3: replace(
        FIRST,
        slots=(SLOTS[0], SLOTS[1], replace(SLOTS[2], end=SLOTS[2].end + timedelta(minutes=5)), SLOTS[3]),
        tables=(FIRST.tables[0], replace(FIRST.tables[1], label="Lounge"), FIRST.tables[2]),
    ),
}
NUMBER = st.integers(0, 11)


def happen(day: Day, kind: int, first: int, second: int) -> Fact:
    """Return something that changes the plan, or takes such a change back; the numbers choose what."""
    entries, names = list(day.history), sorted(day.meetings)
    later = [plan for plan in PLANS if plan > max(_adopted(day))]
    if kind == 0 and later:
        return PlanAdopted(later[0])
    if not names:
        return Redone((sorted(day.undone) or entries)[0])
    if kind == 1:
        return Undone(entries[-1 - first % len(entries)])
    if kind == 2:
        return Redone((sorted(day.undone) or entries)[0])
    now, other = day.meetings[names[first % len(names)]], day.meetings[names[second % len(names)]]
    slot, table = f"R{1 + second % 4}", f"T{1 + first % 3}"
    people = (now.host, now.guests) if second % 3 else ("E", ("B",))
    change = Change(now.id, *people, slot, table, expects=now.version)
    if kind == 3:
        return PlanChanged(now.id, RepairKind.WAIT, waits_until=9_000_000 + second * 60_000, expects=now.version)
    if kind == 4:
        return PlanChanged(now.id, RepairKind.LEAVE_EMPTY, expects=now.version)
    if kind == 5:
        wish = Change(f"Q{second}", "D", ("B",), slot, table, request=f"Q{second}")
        return PlanChanged(now.id, RepairKind.FILL, (wish,), expects=now.version)
    if kind == 6 and other is not now:
        return Replanned((change,), (GivenUp(other.id, other.version),))
    return PlanChanged(now.id, RepairKind.MOVE, (change,), expects=now.version)


def _adopted(day: Day) -> list[int]:
    return [known.entry.fact.plan for known in day.history.values() if isinstance(known.entry.fact, PlanAdopted)]


def texts(day: Day) -> dict[tuple[Document, str], object]:
    """Return what stands on every card and every agenda."""
    cards = {(Document.CARDS, record.about): record.rows for record in papers.cards(day, START)}
    agendas = papers.agendas(day, START, only={person.id for person in day.people()})
    return cards | {(Document.AGENDAS, record.about): (record.name, record.rows) for record in agendas}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), NUMBER, NUMBER), max_size=12), st.integers(1, 12))
def test_whatever_says_something_else_than_when_it_was_printed_is_out_of_date(
    deeds: list[tuple[int, int, int]], printed_after: int
) -> None:
    day = step.start(Books(PLANS, {}))
    facts: list[Fact] = [PlanAdopted(1)]
    held: dict[tuple[Document, str], object] = {}
    for number, deed in enumerate([None, *deeds]):
        fact = happen(day, *deed) if deed else facts[0]
        day, _ = step.step(day, Entry(f"e{number}", "Desk 1", number, number, number, fact))
        if number + 1 == printed_after:
            held = texts(day)
            for document in (Document.CARDS, Document.AGENDAS):
                job = f"print-{document}"
                subjects = tuple(about for known, about in held if known is document)
                asked = PrintStarted(document, subjects, version=len(day.history))
                day, _ = step.step(day, Entry(job, "Desk 2", 1, 0, 0, asked))
                day, _ = step.step(day, Entry(f"{job}-end", "Desk 2", 2, 0, 0, PrintEnded(job, PrintOutcome.SENT)))
    changed = {
        (document, about) for document in (Document.CARDS, Document.AGENDAS) for about in out_of_date(day, document)
    }
    now = texts(day)
    wrong = {key for key, text in held.items() if now.get(key, text) != text}
    assert wrong <= changed
