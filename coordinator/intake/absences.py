"""A list of who is away when, as it stands beside the participants of some exports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.intake import values

if TYPE_CHECKING:
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.roster import Roster
    from coordinator.intake.rows import Record
    from coordinator.intake.timetable import Timetable


def take(record: Record, people: Roster, timetable: Timetable, ledger: Ledger) -> None:
    """Take one row: this person is not available in these slots."""
    person, away = people.find(record.one_line("participant_id")), set()
    if person is None:
        sentence = f"“{record.one_line('participant_id')}” is not among the participants."
        ledger.spoil(record, "participant_id", sentence, "Write the id of a participant, or add the person.")
    for reference in values.list_of(record.get("slot_id")):
        slot = timetable.find(reference)
        if slot is None:
            sentence = f"There is no slot “{reference}”."
            ledger.spoil(record, "slot_id", sentence, "Write the id of a slot, or add it to the slots.")
        else:
            away.add(slot)
    if person is not None and away:
        people.people[person] = replace(people.people[person], unavailable=people.people[person].unavailable | away)
        ledger.use(record)
    elif not record.one_line("slot_id"):
        ledger.leave_record(record, "no slot in this row")
