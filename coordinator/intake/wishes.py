"""Requests and checkpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.schedule import Checkpoint, Request
from coordinator.intake import values

if TYPE_CHECKING:
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.roster import Roster
    from coordinator.intake.rows import Record

_STATES = "Write pending, accepted, standby, declined, cancelled or expired."
_USUAL_PRIORITY = 3


class Wishes:
    """The requests while they are collected."""

    def __init__(self, people: Roster, ledger: Ledger) -> None:
        self.requests: dict[str, Request] = {}
        self._origins: dict[str, Record] = {}
        self._people = people
        self._ledger = ledger

    def take(self, record: Record) -> None:
        """Take one row of the requests sheet."""
        ends = [self._person(record, field) for field in ("from_id", "to_id")]
        state = values.request_state_of(record.get("status"))
        if state is None:
            self._ledger.spoil(record, "status", "This state of a request is not known.", _STATES)
        text = record.get("priority")
        priority = values.number_of(text) if text else _USUAL_PRIORITY
        if priority is None:
            self._ledger.spoil(record, "priority", "This rank cannot be read.", "Write a number; 1 is the highest.")
        if ends[0] is None or ends[1] is None or state is None or priority is None:
            return
        if ends[0] == ends[1]:
            self._ledger.spoil(record, "to_id", "This is a wish to meet oneself.", "Correct one of the two people.")
            return
        request_id = record.one_line("request_id") or f"{ends[0]}>{ends[1]}"
        if request_id in self.requests:
            sentence = f"The request {request_id} stands in row {self._origins[request_id].line} already."
            self._ledger.spoil(record, "request_id", sentence, "Give each request an id of its own.")
            return
        wish, at = record.one_line("session_wish"), record.one_line("requested_at")
        self.requests[request_id] = Request(
            request_id, ends[0], ends[1], state, priority, wish, at, record.get("message")
        )
        self._origins[request_id] = record
        self._ledger.use(record)

    def _person(self, record: Record, field: str) -> str | None:
        reference = record.one_line(field)
        found = self._people.find(reference)
        if found is None:
            sentence = f"“{reference}” is not among the participants." if reference else "Nobody is named here."
            todo = "Write the id of a participant, or add the person to the participants."
            self._ledger.spoil(record, field, sentence, todo)
        return found


class Checkpoints:
    """The checkpoints while they are collected."""

    def __init__(self, ledger: Ledger) -> None:
        self.checkpoints: dict[str, Checkpoint] = {}
        self._ledger = ledger

    def take(self, record: Record) -> None:
        """Take one row of the checkpoints sheet."""
        checkpoint, name = record.one_line("checkpoint_id"), record.one_line("name")
        if not checkpoint:
            self._ledger.spoil(record, "checkpoint_id", "This checkpoint has no id.", "Give it one.")
        elif checkpoint in self.checkpoints:
            sentence = f"The checkpoint {checkpoint} stands in the file already."
            self._ledger.spoil(record, "checkpoint_id", sentence, "Give each checkpoint an id of its own.")
        else:
            kind = record.one_line("kind") or "registration"
            self.checkpoints[checkpoint] = Checkpoint(checkpoint, name or checkpoint, kind)
            self._ledger.use(record)
