"""Slots: as the file has them, or made from the times of the meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coordinator.domain.schedule import Slot
from coordinator.intake import values
from coordinator.intake.folding import fold
from coordinator.intake.values import DateOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from coordinator.intake.happening import Happening
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record

_BREAKS = frozenset(["break", "pause", "pausa", "coffee", "lunch", "descanso"])
_KINDS = frozenset(("", "meeting", "meetings", "slot", "round", *_BREAKS))
_WRITE_TIME = "Write the date as 2026-11-24 and the time as 14:20."


class Timetable:
    """The slots of the day while they are collected; `known` are those of the event, until a list of slots is read."""

    def __init__(
        self, event: Happening, orders: Mapping[str, DateOrder], ledger: Ledger, known: Iterable[Slot] = ()
    ) -> None:
        self.slots: dict[str, Slot] = {}
        self.origins: dict[str, Record] = {}
        self.given = False
        self._event = event
        self._zone = ZoneInfo(event.timezone)
        self._orders = orders
        self._ledger = ledger
        self._by_fold: dict[str, str] = {}
        self._by_start: dict[datetime, list[str]] = {}
        self._used: set[str] = set()
        self._covering: dict[str, tuple[str, int]] | None = None
        self._between: dict[tuple[datetime, datetime], list[Slot]] = {}
        self._spans: dict[tuple[str, ...], tuple[datetime, datetime]] = {}
        for slot in known:
            self._enter(slot)

    def add(self, record: Record) -> None:
        """Take one row of the slots sheet."""
        self.given = True
        span = self._span(record)
        if span is None:
            return
        start, end = span
        kind = fold(record.get("kind"))
        if kind not in _KINDS:
            self._ledger.spoil(record, "kind", "A slot is a meeting or a break.", "Write meeting or break.")
            return
        slot_id = record.one_line("slot_id") or _id(start, end)
        if slot_id in self.slots:
            first = self.origins[slot_id].line
            sentence = f"The slot {slot_id} stands in row {first} already."
            self._ledger.spoil(record, "slot_id", sentence, "Give each slot an id of its own.")
            return
        self._keep(Slot(slot_id, start, end, record.one_line("block"), kind in _BREAKS), record)
        self._ledger.use(record)

    def find(self, reference: str) -> str | None:
        """Return the id of the slot that is meant by an id."""
        return reference if reference in self.slots else self._by_fold.get(fold(reference))

    def place(self, record: Record) -> tuple[bool, str | None]:
        """Return whether a meeting's time makes sense, and its slot, None where it has no time yet."""
        fits, slot = self._place(record)
        if slot is not None:
            self._used.add(slot)
        return fits, slot

    def lasting(self, slot: str, record: Record) -> tuple[str, int]:
        """Return the first slot of a meeting and how many it takes, by its end or by the rounds its row tells."""
        made = self._long().get(slot)
        if made is not None:
            return made
        told = values.number_of(record.get("rounds")) if record.get("rounds") else 1
        if told is None or told < 1:
            self._ledger.look_at(
                record, "rounds", "This is no number of slots; one was taken.", "Write a number from 1."
            )
            told = 1
        span = self._span(record) if record.get("start") and (record.get("end") or _is_span(record)) else None
        inside = len(self._inside(self.slots[slot].start, span[1])) if span else 1
        return slot, max(told, inside, 1)

    def _long(self) -> dict[str, tuple[str, int]]:
        """Map slots that were made of one long meeting to the first of the slots they cover, and their number."""
        # Every meeting asks, and the answer changes only with another slot.
        if self._covering is None:
            self._covering = self._look_for_long()
        return self._covering

    def _look_for_long(self) -> dict[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = {}
        for slot_id in self.origins if not self.given else ():
            slot = self.slots[slot_id]
            inside = [each for each in self._inside(slot.start, slot.end) if each.id != slot_id]
            apart = all(one.end <= other.start for one, other in pairwise(inside))
            if len(inside) > 1 and apart and (inside[0].start, inside[-1].end) == (slot.start, slot.end):
                found[slot_id] = inside[0].id, len(inside)
        return found

    def _inside(self, start: datetime, end: datetime) -> list[Slot]:
        if (start, end) not in self._between:
            within = (s for s in self.slots.values() if start <= s.start and s.end <= end and not s.is_break)
            self._between[start, end] = sorted(within, key=lambda slot: (slot.start, slot.end))
        return self._between[start, end]

    def sorted_slots(self) -> tuple[Slot, ...]:
        """Return the slots: in the order of the file, or by time where they were made from meetings.

        A slot of the event stays unless the file has a slot of its own at that time.
        """
        long = self._long()
        slots = tuple(slot for slot in self.slots.values() if slot.id not in long)
        if self.given:
            return slots
        made = [slot for slot in slots if slot.id in self.origins]
        stay = [slot for slot in slots if slot.id in self._used or not any(_overlap(slot, new) for new in made)]
        return tuple(sorted(stay, key=lambda slot: (slot.start, slot.end)) if made else stay)

    def _place(self, record: Record) -> tuple[bool, str | None]:
        reference = record.one_line("slot_id")
        if reference and (self.given or not record.get("start")):
            found = self.find(reference)
            if found is None:
                sentence = f"There is no slot “{reference}”."
                self._ledger.spoil(record, "slot_id", sentence, "Write the id of a slot, or add it to the slots.")
            return found is not None, found
        if not record.get("start"):
            return True, None
        span = self._span(record)
        ends = bool(record.get("end") or values.span_of(record.one_line("start")))
        return (False, None) if span is None else self._at(record, *span, ends=ends)

    def _at(self, record: Record, start: datetime, end: datetime, *, ends: bool) -> tuple[bool, str | None]:
        for known in self._by_start.get(start, ()):
            if self.slots[known].end == end or not ends:
                return True, known
        inside = self._inside(start, end) if self.given else []
        if len(inside) > 1 and (inside[0].start, inside[-1].end) == (start, end):
            return True, inside[0].id
        if self.given:
            sentence = f"There is no slot from {start:%H:%M} to {end:%H:%M} on {start:%Y-%m-%d}."
            self._ledger.spoil(record, "start", sentence, "Correct the time, or add the slot to the slots.")
            return False, None
        slot = Slot(_id(start, end), start, end)
        self._keep(slot, record)
        return True, slot.id

    def _keep(self, slot: Slot, record: Record) -> None:
        self.origins[slot.id] = record
        self._enter(slot)

    def _enter(self, slot: Slot) -> None:
        self.slots[slot.id] = slot
        self._covering = None
        self._between.clear()
        self._by_fold.setdefault(fold(slot.id), slot.id)
        self._by_start.setdefault(slot.start, []).append(slot.id)

    def _span(self, record: Record) -> tuple[datetime, datetime] | None:
        told = (record.file, record.get("date"), record.get("start"), record.get("end"))
        if told not in self._spans:
            span = self._read_span(record)
            if span is None:
                # What cannot be read is told for each row.
                return None
            self._spans[told] = span
        return self._spans[told]

    def _read_span(self, record: Record) -> tuple[datetime, datetime] | None:
        span = None if record.get("end") else values.span_of(record.one_line("start"))
        if span is not None:
            record = replace(record, values={**record.values, "start": span[0], "end": span[1]})
        start = self._moment(record, "start", None)
        if start is None:
            return None
        if not record.get("end"):
            return start, start + timedelta(minutes=self._event.slot_minutes)
        end = self._moment(record, "end", start.date())
        if end is None:
            return None
        if end <= start:
            self._ledger.spoil(record, "end", f"The end is not after the start at {start:%H:%M}.", "Correct the times.")
            return None
        return start, end

    def _moment(self, record: Record, field: str, day: date | None) -> datetime | None:
        order = self._orders.get(record.file, DateOrder.DAY_FIRST)
        text = record.one_line(field)
        offset = values.zone_of(text)
        date_text, time_text = values.split_moment(values.without_zone(text))
        # An Excel cell of a time may carry an empty date, and a date column may carry an empty time.
        date_text = date_text or values.split_moment(record.one_line("date"))[0]
        clock = values.time_of(time_text)
        on = values.date_of(date_text, order) if date_text else day or self._event.day
        if clock is None or (date_text and on is None):
            column = field if clock is None else ("date" if record.get("date") else field)
            what = "time" if clock is None else "date"
            self._ledger.spoil(record, column, f"The {what} “{record.get(column)}” cannot be read.", _WRITE_TIME)
            return None
        if on is None:
            self._ledger.spoil(record, field, "Nothing says on which day this is.", "Add a column “date”.")
            return None
        if offset is not None:
            moment = datetime.combine(on, clock).replace(tzinfo=ZoneInfo("UTC")) - offset
            return moment.astimezone(self._zone)
        return datetime.combine(on, clock).replace(tzinfo=self._zone)


def _is_span(record: Record) -> bool:
    return values.span_of(record.one_line("start")) is not None


def _id(start: datetime, end: datetime) -> str:
    return f"{start:%Y-%m-%dT%H:%M}-{end:%H:%M}"


def _overlap(one: Slot, other: Slot) -> bool:
    return one.id != other.id and one.start < other.end and other.start < one.end
