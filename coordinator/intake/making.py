"""A schedule in the making: rows by kind become people, slots, tables and meetings, told with the ids of the event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.schedule import DEFAULT_CHECKPOINT, Schedule
from coordinator.intake import absences, alike, doubting, matching, participants
from coordinator.intake.checks import Origins, check
from coordinator.intake.fields import Kind
from coordinator.intake.folding import fold
from coordinator.intake.hall import Hall
from coordinator.intake.ledger import MUST_BE_FIXED
from coordinator.intake.problems import Severity
from coordinator.intake.roster import Roster
from coordinator.intake.sittings import Sitting, Sittings
from coordinator.intake.sorting import FORMAT
from coordinator.intake.timetable import Timetable
from coordinator.intake.wishes import Checkpoints, Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from coordinator.intake.asking import Answers
    from coordinator.intake.happening import Happening
    from coordinator.intake.known import Known, Told
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record
    from coordinator.intake.values import DateOrder


class Making:
    """A schedule in the making; sheets are taken in the order in which they refer to each other."""

    def __init__(
        self,
        event: Happening,
        orders: Mapping[str, DateOrder],
        ledger: Ledger,
        answers: Answers,
        *,
        told: Told,
        known: Known | None,
    ) -> None:
        self._event, self._ledger, self._answers = event, ledger, answers
        self._told, self._known = told, known
        everybody = known.everybody if known and Kind.PARTICIPANTS not in told else None
        slots = known.plan.slots if known and Kind.SLOTS not in told else ()
        tables = known.plan.tables if known and Kind.TABLES not in told else ()
        self._timetable = Timetable(event, orders, ledger, slots)
        self._hall = Hall(ledger, tables)
        self._people = Roster(ledger, answers, everybody)
        self._sittings = Sittings(self._people, self._timetable, self._hall, ledger)
        self._wishes = Wishes(self._people, ledger)
        self._checkpoints = Checkpoints(ledger)

    def take(self, rows: Mapping[Kind, Sequence[Record]]) -> None:
        """Take all rows."""
        self._each(rows, Kind.SLOTS, self._timetable.add)
        self._each(rows, Kind.TABLES, self._hall.add)
        self._each(rows, Kind.PARTICIPANTS, self._take_person)
        participants.leave_nameless(self._people, self._ledger)
        # The sheet with ids goes first, so that a flat list beside it adds nothing twice.
        if self._people.people:
            self._each(rows, Kind.MEETINGS, self._sittings.take)
            self._each(rows, Kind.FLAT, self._sittings.take_flat)
        else:
            self._each(rows, Kind.FLAT, self._sittings.take_flat)
            self._each(rows, Kind.MEETINGS, self._sittings.take, needs_people=True)
        self._each(rows, Kind.WISHES, self._wishes.take_flat)
        self._each(rows, Kind.REQUESTS, self._wishes.take, needs_people=True)
        self._each(rows, Kind.ABSENCES, self._take_absence, needs_people=True)
        self._each(rows, Kind.CHECKPOINTS, self._checkpoints.take)
        self._hall.bind(self._people.find)

    def schedule(self, today: date, file: str) -> Schedule:
        """Return the schedule, and note what is wrong with it as a whole."""
        slots = self._timetable.sorted_slots()
        sittings = self._sittings.meetings()
        if not self._people.people and not any(problem.must_fix for problem in self._ledger.problems):
            sentence = "No people were found in these files."
            self._ledger.about(Severity.MUST_FIX, file, sentence, FORMAT)
        first = min((slot.start.date() for slot in slots), default=None)
        if self._event.day is None and first is None:
            sentence = f"Nothing says on which day the event is; {today} was taken."
            self._ledger.about(Severity.LOOK_AT, file, sentence, "Add a sheet “event” with key date, or set the date.")
        checkpoints = tuple(self._checkpoints.checkpoints.values()) or (DEFAULT_CHECKPOINT,)
        schedule = Schedule(
            event=self._event.info(first, today),
            organisations=tuple(self._people.organisations.values()),
            people=tuple(self._people.people.values()),
            slots=slots,
            tables=self._hall.sorted_tables(),
            meetings=tuple(sitting.meeting for sitting in sittings),
            requests=tuple(self._wishes.requests.values()),
            checkpoints=checkpoints,
        )
        schedule, origins = self._matched(schedule, self._known) if self._known else (schedule, self._origins())
        self._look_for_alike(schedule, origins)
        # Meetings that no file told have no row of which anything could be said.
        told = zip(schedule.meetings, (sitting.record for sitting in sittings), strict=False)
        check(schedule, [Sitting(meeting, record) for meeting, record in told], origins, self._ledger)
        return schedule

    def _matched(self, after: Schedule, known: Known) -> tuple[Schedule, Origins]:
        """Tell the schedule with the ids of the event, and complete it with what the files do not tell."""
        before = known.everybody
        answers = doubting.answered(before, after, self._answers.people)
        found = matching.match(before, after, answers)
        doubting.ask(found.doubts, before, after, self._people.origins, self._ledger)
        return known.completed(found.schedule, self._told), self._origins(found.people, found.slots)

    def _look_for_alike(self, schedule: Schedule, origins: Origins) -> None:
        """Suggest organisations that may be one; who stands for no organisation is compared with nobody."""
        rows: dict[str, Record] = {}
        for person in schedule.people:
            home = schedule.organisation_by_id[person.organisation]
            if person.id in origins.people and home.name != person.name:
                rows.setdefault(home.id, origins.people[person.id])
        known = (
            frozenset(fold(home.name) for home in self._known.everybody.organisations) if self._known else frozenset()
        )
        alike.ask(schedule, known, rows, self._answers, self._ledger)

    def _origins(self, people: Mapping[str, str] | None = None, slots: Mapping[str, str] | None = None) -> Origins:
        return Origins(
            {(people or {}).get(known, known): record for known, record in self._people.origins.items()},
            {(slots or {}).get(known, known): record for known, record in self._timetable.origins.items()},
        )

    def _take_person(self, record: Record) -> None:
        participants.take(record, self._people, self._timetable, self._hall, self._ledger)

    def _take_absence(self, record: Record) -> None:
        absences.take(record, self._people, self._timetable, self._ledger)

    def _each(
        self,
        rows: Mapping[Kind, Sequence[Record]],
        kind: Kind,
        take: Callable[[Record], None],
        *,
        needs_people: bool = False,
    ) -> None:
        found = rows.get(kind, ())
        if found and needs_people and not self._people.people:
            sentence = f"The {kind} name people by id, but there is no list of participants."
            self._ledger.about(
                Severity.MUST_FIX, found[0].file, sentence, "Choose the file with the participants as well."
            )
            for record in found:
                self._ledger.leave_record(record, MUST_BE_FIXED)
            return
        for record in found:
            take(record)
