"""Requests and checkpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.schedule import Checkpoint, Request
from coordinator.intake import values
from coordinator.intake.sides import sides_of

if TYPE_CHECKING:
    from coordinator.domain.schedule import RequestStatus
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
        said = self._said(record)
        if said is not None and ends[0] is not None and ends[1] is not None:
            self._add(record, (ends[0], ends[1]), said, record.one_line("request_id"))

    def take_flat(self, record: Record) -> None:
        """Take one row of a list of wishes that names people; several of them may be wished for in one row."""
        said = self._said(record)
        sides = [list(sides_of(record, side)) for side in ("from", "to")]
        for side, found in zip(("from", "to"), sides, strict=True):
            if not found:
                who = "wishes" if side == "from" else "is wished for"
                self._ledger.spoil(record, f"{side}_full_name", f"This row does not say who {who}.", "Write a name.")
                return
        if said is None:
            return
        ends = [
            [self._people.meet(record, person, home, f"{side}_full_name") for person, home in found]
            for side, found in zip(("from", "to"), sides, strict=True)
        ]
        for one, other in ((one, other) for one in ends[0] for other in ends[1]):
            if one is not None and other is not None:
                self._add(record, (one, other), said, record.one_line("request_id") if len(ends[1]) == 1 else "")

    def _said(self, record: Record) -> tuple[RequestStatus, int] | None:
        """Return the state and the rank that a row gives its wish, None when it cannot be read."""
        state = values.request_state_of(record.get("status"))
        if state is None:
            self._ledger.spoil(record, "status", "This state of a request is not known.", _STATES)
        text = record.get("priority")
        priority = values.number_of(text) if text else _USUAL_PRIORITY
        if priority is None:
            self._ledger.spoil(record, "priority", "This rank cannot be read.", "Write a number; 1 is the highest.")
        return None if state is None or priority is None else (state, priority)

    def _add(self, record: Record, ends: tuple[str, str], said: tuple[RequestStatus, int], known: str) -> None:
        if ends[0] == ends[1]:
            column = "to_id" if "to_id" in record.headers else "to_full_name"
            self._ledger.spoil(record, column, "This is a wish to meet oneself.", "Correct one of the two people.")
            return
        request_id = known or f"{ends[0]}>{ends[1]}"
        if request_id in self.requests:
            first = self._origins[request_id]
            if not known:
                self._ledger.leave_record(record, f"the same wish as row {first.line}")
                return
            sentence = f"The request {request_id} stands in row {first.line} already."
            self._ledger.spoil(record, "request_id", sentence, "Give each request an id of its own.")
            return
        wish, at, message = record.one_line("session_wish"), record.one_line("requested_at"), record.get("message")
        self.requests[request_id] = Request(request_id, *ends, *said, wish, at, message)
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
