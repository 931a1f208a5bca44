"""Any schedule that is written in the program's own format comes back as it was."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.schedule import (
    Checkpoint,
    EventInfo,
    Meeting,
    MeetingStatus,
    Request,
    RequestStatus,
    Schedule,
    Side,
    Slot,
    Table,
)
from coordinator.intake import child
from coordinator.intake.door import Choices, settle
from coordinator.intake.folding import slug
from coordinator.intake.problems import Problem
from coordinator.intake.rows import Sheet, clean

HOMES = (
    "Łódź Hub",
    "Øster & Co",
    "株式会社",
    "Alpha; Beta, Gamma",
    'Quote "X"',
    "=SUM(1)",
    "O'Neill | Sons",
    "Ünal\tA.Ş.",
)
ZONES = ("Europe/Madrid", "America/New_York", "Asia/Kolkata", "UTC")
STATES = {
    (MeetingStatus.PLANNED, None): "scheduled",
    (MeetingStatus.HELD, None): "held",
    (MeetingStatus.MISSED, Side.HOST): "no_show_host",
    (MeetingStatus.MISSED, Side.GUEST): "no_show_guest",
    (MeetingStatus.MISSED, Side.BOTH): "no_show_both",
}


def tidy(text: str) -> str:
    """Return a text as a cell of one line keeps it."""
    line = " ".join(clean(text).split())
    return "" if line in ("-", "–", "—") or line != clean(line) else line


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=12).map(tidy)
NAMES = WORDS.filter(bool)
Sheets = dict[str, list[list[str]]]


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Make a schedule in which everything fits."""
    zone = draw(st.sampled_from(ZONES))
    slots = draw(slots_in(ZoneInfo(zone)))
    people = draw(st.lists(people_with(slots), min_size=2, max_size=7))
    people = [replace(person, id=f"P{number}") for number, person in enumerate(people)]
    tables = tuple(
        Table(
            f"T{n}", draw(NAMES), draw(WORDS), draw(st.integers(1, 9)), draw(st.sampled_from([None, "P0", "P1"])), n < 3
        )
        for n in range(draw(st.integers(0, 4)))
    )
    return Schedule(
        event=EventInfo(draw(NAMES), date(2026, 11, 24), zone, draw(WORDS), draw(st.integers(1, 60)), 5),
        organisations=homes_of(people),
        people=tuple(people),
        slots=slots,
        tables=tables,
        meetings=draw(meetings_of(people, slots, tables)),
        requests=draw(requests_of(people)),
        checkpoints=tuple(Checkpoint(f"C{n}", draw(NAMES), "seminar") for n in range(draw(st.integers(1, 3)))),
    )


@st.composite
def slots_in(draw: st.DrawFn, zone: ZoneInfo) -> tuple[Slot, ...]:
    """Make slots that follow one another."""
    found, clock = [], datetime(2026, 11, 24, 8, 30, tzinfo=zone)
    for number in range(draw(st.integers(0, 6))):
        start = clock + timedelta(minutes=draw(st.integers(0, 20)))
        clock = start + timedelta(minutes=draw(st.integers(1, 60)))
        found.append(Slot(f"S{number}", start, clock, draw(WORDS), draw(st.booleans())))
    return tuple(found)


@st.composite
def people_with(draw: st.DrawFn, slots: tuple[Slot, ...]) -> Person:
    """Make one person."""
    away = draw(st.sets(st.sampled_from([slot.id for slot in slots]))) if slots else set()
    diet = draw(WORDS)
    return Person(
        id="",
        first_name=draw(NAMES),
        last_name=draw(NAMES),
        organisation=draw(st.sampled_from(HOMES)),
        job_title=draw(WORDS),
        country=draw(st.sampled_from(["", "ES", "PL"])),
        city=draw(WORDS),
        email=draw(st.sampled_from(["", "a@example.org", "b@example.org"])),
        phone=draw(st.sampled_from(["", "+34 600 000", "(0)1-2"])),
        participant_type=draw(WORDS),
        side=draw(st.sampled_from(["", "A", "B"])),
        registration=draw(st.sampled_from(list(Registration))),
        badge_name=draw(WORDS),
        badge_line2=draw(WORDS),
        languages=draw(WORDS),
        needs_interpreter=draw(st.booleans()),
        max_meetings=draw(st.one_of(st.none(), st.integers(0, 99))),
        unavailable=frozenset(away),
        support_office=draw(WORDS),
        notes=draw(st.lists(WORDS, max_size=3).map(lambda lines: clean("\n".join(lines)).replace("-", "~"))),
        extra=(("Diet", diet),) if diet else (),
    )


def homes_of(people: list[Person]) -> tuple[Organisation, ...]:
    """Return the organisations of people, as the first of their people has them; the people get their ids."""
    homes: dict[str, Organisation] = {}
    for number, person in enumerate(people):
        name = " ".join(person.organisation.split())
        home = homes.get(slug(name)) or Organisation(slug(name), name, person.country, person.side)
        homes[home.id] = replace(home, country=home.country or person.country)
        people[number] = replace(person, organisation=home.id)
    return tuple(homes.values())


@st.composite
def meetings_of(
    draw: st.DrawFn, people: list[Person], slots: tuple[Slot, ...], tables: tuple[Table, ...]
) -> tuple[Meeting, ...]:
    """Make meetings in which nobody and no table is twice in a slot."""
    found = []
    dice = random.Random(draw(st.integers(0, 10_000)))  # noqa: S311 - it shuffles
    for slot in slots:
        ids, free = [person.id for person in people], list(tables)
        dice.shuffle(ids)
        while len(ids) >= 2 and draw(st.booleans()):
            guests = tuple(ids.pop() for _ in range(min(len(ids) - 1, draw(st.integers(1, 2)))))
            table = free.pop().id if free and draw(st.booleans()) else None
            status, missed = draw(st.sampled_from(list(STATES)))
            found.append(
                Meeting(
                    f"M{len(found)}",
                    ids.pop(),
                    guests,
                    slot.id,
                    table,
                    status,
                    missed,
                    draw(WORDS),
                    draw(WORDS),
                    draw(WORDS),
                    draw(st.booleans()),
                )
            )
    return tuple(found)


@st.composite
def requests_of(draw: st.DrawFn, people: list[Person]) -> tuple[Request, ...]:
    """Make wishes between two people."""
    return tuple(
        Request(
            f"R{number}",
            people[number % len(people)].id,
            people[(number + 1) % len(people)].id,
            draw(st.sampled_from(list(RequestStatus))),
            draw(st.integers(1, 9)),
            draw(WORDS),
            draw(WORDS),
            draw(WORDS),
        )
        for number in range(draw(st.integers(0, 4)))
    )


PERSON_HEADERS = (
    "participant_id first_name last_name organisation job_title country city email phone participant_type side "
    "reg_status badge_name badge_line2 languages needs_interpreter max_meetings unavailable_slots "
    "support_office notes Diet"
)
MEETING_HEADERS = "meeting_id host_id guest_id slot_id table_id status subject interpreter source_request pinned rounds"
REQUEST_HEADERS = "request_id from_id to_id status priority session_wish requested_at message"
YES = {True: "yes", False: "no"}


def sheets_of(schedule: Schedule) -> Sheets:
    """Return the rows of every sheet of the format, the header first."""
    names = {home.id: home.name for home in schedule.organisations}
    return {
        "event": event_rows(schedule.event),
        "slots": [["slot_id", "start", "end", "block", "kind"], *map(slot_row, schedule.slots)],
        "tables": [
            ["table_id", "label", "room", "capacity", "fixed_participant", "active"],
            *([t.id, t.label, t.room, str(t.capacity), t.fixed_for or "", YES[t.active]] for t in schedule.tables),
        ],
        "participants": [PERSON_HEADERS.split(), *(person_row(person, names) for person in schedule.people)],
        "meetings": [MEETING_HEADERS.split(), *map(meeting_row, schedule.meetings)],
        "requests": [REQUEST_HEADERS.split(), *map(request_row, schedule.requests)],
        "checkpoints": [["checkpoint_id", "name", "kind"], *([c.id, c.name, c.kind] for c in schedule.checkpoints)],
    }


def event_rows(event: EventInfo) -> list[list[str]]:
    """Return the rows that tell about the event itself."""
    return [
        ["key", "value"],
        ["name", event.name],
        ["date", event.date.isoformat()],
        ["timezone", event.timezone],
        ["venue", event.venue],
        ["slot_minutes", str(event.slot_minutes)],
        ["change_minutes", str(event.change_minutes)],
    ]


def slot_row(s: Slot) -> list[str]:
    """Return the row of one slot."""
    kind = "break" if s.is_break else "meeting"
    return [s.id, f"{s.start:%Y-%m-%d %H:%M}", f"{s.end:%Y-%m-%d %H:%M}", s.block, kind]


def meeting_row(m: Meeting) -> list[str]:
    """Return the row of one meeting."""
    sides = [m.id, m.host, ";".join(m.guests), m.slot or "", m.table or ""]
    return [
        *sides,
        STATES[m.status, m.missed],
        m.subject,
        m.interpreter,
        m.source_request,
        YES[m.pinned],
        str(m.rounds),
    ]


def request_row(r: Request) -> list[str]:
    """Return the row of one request."""
    return [r.id, r.from_person, r.to_person, r.status, str(r.priority), r.session_wish, r.requested_at, r.message]


def person_row(p: Person, names: dict[str, str]) -> list[str]:
    """Return one row of the participants sheet."""
    most = "" if p.max_meetings is None else str(p.max_meetings)
    return [
        *[p.id, p.first_name, p.last_name, names[p.organisation], p.job_title, p.country, p.city, p.email, p.phone],
        *[p.participant_type, p.side, p.registration, p.badge_name, p.badge_line2, p.languages],
        *["yes" if p.needs_interpreter else "", most, ";".join(sorted(p.unavailable)), p.support_office, p.notes],
        dict(p.extra).get("Diet", ""),
    ]


def written(rows: list[list[str]], separator: str, end: str, encoding: str) -> bytes:
    """Return rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    schedule=schedules(),
    separator=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    order=st.randoms(use_true_random=False),
)
def test_a_schedule_written_as_csv_comes_back_equal(
    schedule: Schedule, separator: str, end: str, encoding: str, order: random.Random
) -> None:
    files = list(sheets_of(schedule).items())
    order.shuffle(files)
    sheets: list[Sheet] = []
    for name, rows in files:
        for reading in child.read(f"{name}.csv", written(rows, separator, end, encoding)):
            assert isinstance(reading, Sheet), reading
            sheets.append(reading)
    intake = settle(sheets, [], [], None, Choices())
    assert intake.must_fix == ()
    assert intake.schedule == schedule
    assert all(count.rows == count.used + count.left_out for count in intake.counts)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xlsx", "a.txt"]))
def test_no_bytes_at_all_break_the_reading(content: bytes, name: str) -> None:
    readings = child.read(name, content)
    sheets = [reading for reading in readings if isinstance(reading, Sheet)]
    problems = [reading for reading in readings if isinstance(reading, Problem)]
    assert sheets or problems
    settle(sheets, problems, [], None, Choices())


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.lists(
            st.sampled_from(
                [
                    "",
                    "Name",
                    "Company",
                    "Ana Ruiz",
                    "Alpha",
                    "host_id",
                    "P1",
                    "Date",
                    "24/11/2026",
                    "10:00",
                    "Start",
                    "Host",
                    "Guest",
                    "x@y.z",
                    "Total",
                ]
            ),
            min_size=1,
            max_size=6,
        ),
        max_size=8,
    )
)
def test_every_row_of_a_recognised_sheet_has_its_account(rows: list[list[str]]) -> None:
    readings = child.read("a.csv", written(rows, ";", "\n", "utf-8"))
    sheets = [reading for reading in readings if isinstance(reading, Sheet)]
    problems = [reading for reading in readings if isinstance(reading, Problem)]
    intake = settle(sheets, problems, [], None, Choices())
    assert all(count.rows == count.used + count.left_out for count in intake.counts)
    assert (intake.schedule is None) == bool(intake.must_fix)


def test_what_a_child_packs_comes_back_equal() -> None:
    readings = child.read("people.xlsx", "a,b\nŁ,2\n".encode())
    assert child.unpack(child.pack(readings)) == readings
    asked = child.read("people.csv", b"a,b\n\xe9,2\n")
    assert child.unpack(child.pack(asked)) == asked
