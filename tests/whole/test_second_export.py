"""The morning runs on the workbook; then the platform exports another list with ids of its own, and the day goes on."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from coordinator.desk import opening, sample
from coordinator.desk.answers import Done
from coordinator.domain.day import Presence
from coordinator.domain.schedule import MeetingStatus
from coordinator.intake import door
from coordinator.intake.compare import difference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.domain.schedule import Schedule


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with the sample's schedule, two arrivals and a meeting that was held."""
    schedule = door.load([sample.folder() / f"{sheet}.csv" for sheet in sample._SHEETS]).schedule
    assert schedule is not None
    opened = opening.create(tmp_path / "event.sqlite", schedule.event)
    opened.adopt(schedule)
    first = schedule.meetings[0]
    for person in first.people:
        opened.check_in(person)
    assert isinstance(opened.start((first.id,)), Done)
    assert isinstance(opened.hold((first.id,)), Done)
    yield opened
    opened.close()


def flat_list(schedule: Schedule, path: Path) -> Path:
    """Write the meetings as a platform does: names and times, and no id of this program."""
    people, homes = schedule.person_by_id, schedule.organisation_by_id
    slots, tables = schedule.slot_by_id, schedule.table_by_id
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(["Nr", "Datum", "Beginn", "Ende", "Tisch", "Gastgeber", "Gastgeber Firma", "Gast", "Gast Firma"])
        for number, m in enumerate(schedule.meetings):
            slot, table = slots[m.slot or ""], tables[m.table or ""]
            row = [number, f"{slot.start:%d.%m.%Y}", f"{slot.start:%H:%M}", f"{slot.end:%H:%M}", f"Tisch {table.label}"]
            for person in (people[m.host], people[m.guests[0]]):
                row += [f"{person.last_name}, {person.first_name}", homes[person.organisation].name]
            lines.writerow(row)
    return path


def people_list(schedule: Schedule, path: Path) -> Path:
    """Write the people as a ticket shop does: numbers of its own, and one who is new."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["Ticket ID", "First Name", "Last Name", "Email", "Company"])
        homes = schedule.organisation_by_id
        for number, p in enumerate(schedule.people):
            lines.writerow([9000 + number, p.first_name, p.last_name.upper(), p.email, homes[p.organisation].name])
        lines.writerow([9999, "Nina", "Neu", "nina@example.org", "Nova"])
    return path


def test_a_flat_list_changes_nothing_and_the_day_stays_on_its_people(desk: Desk, tmp_path: Path) -> None:
    before = desk.day
    intake = door.load([flat_list(before.schedule, tmp_path / "liste.csv")], day=before)
    assert intake.schedule is not None, intake.must_fix
    assert difference(before.schedule, intake.schedule).summary == "This is the same schedule as before."
    assert isinstance(desk.adopt(intake.schedule, intake.sources), Done)
    first = before.schedule.meetings[0]
    assert {desk.day.presence(person) for person in first.people} == {Presence.HERE}
    assert desk.day.meetings[first.id].status is MeetingStatus.HELD
    assert all(desk.day.token_of(person.id) == before.token_of(person.id) for person in before.schedule.people)


def test_a_list_of_people_with_other_ids_adds_the_newcomer_and_keeps_everybody(desk: Desk, tmp_path: Path) -> None:
    before = desk.day
    intake = door.load([people_list(before.schedule, tmp_path / "people.csv")], day=before)
    assert intake.schedule is not None, intake.must_fix
    found = difference(before.schedule, intake.schedule)
    assert [item.sentence for item in found.people.new] == ["Nina Neu, Nova."]
    assert not found.people.removed
    assert found.meetings.is_same
    assert isinstance(desk.adopt(intake.schedule, intake.sources), Done)
    assert len(desk.day.meetings) == len(before.meetings)
    assert desk.day.presence(before.schedule.meetings[0].host) is Presence.HERE
