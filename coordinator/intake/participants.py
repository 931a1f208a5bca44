"""One row of the participant list becomes a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.people import Person
from coordinator.intake import names, phones, roster, synonyms, values
from coordinator.intake.fields import Kind
from coordinator.intake.folding import header_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.intake.hall import Hall
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.roster import Roster
    from coordinator.intake.rows import Record
    from coordinator.intake.timetable import Timetable

_BADGE_NAME, _BADGE_HOME = 60, 90
_QUANTITIES = frozenset(
    ("quantity", "qty", "anzahl", "menge", "quantite", "cantidad", "quantita", "numberoftickets", "aantal")
)
_KEPT_AS_EXTRA = ("title", "checked_in")


def take(record: Record, people: Roster, timetable: Timetable, hall: Hall, ledger: Ledger) -> None:
    """Take one row of the participant list."""
    first, last = names.names_of(record)
    organisation = record.one_line("organisation")
    if not first and not last:
        people.nameless.append(record)
        return
    person = _person(record, first, last, timetable, ledger)
    if person is None:
        return
    person_id = people.enrol(record, person, organisation)
    if person_id is None:
        return
    ledger.use(record)
    if not organisation and "organisation" not in record.headers:
        sentence = "This list has no column for the organisation; each name was taken in its place."
        ledger.look_once(record, sentence, "Add the column, if people come from organisations.")
    elif not organisation:
        sentence = f"{person.name} has no organisation; the name was taken in its place."
        ledger.look_at(record, "organisation", sentence, "Write the organisation.")
    if person.email and "@" not in person.email:
        ledger.look_at(record, "email", "This is no e-mail address.", "Correct it, or leave the cell empty.")
    _look_at_name(record, person, organisation, ledger)
    _look_at_cells(record, ledger)
    if record.one_line("fixed_table"):
        hall.fix(record, person_id)


def leave_nameless(people: Roster, ledger: Ledger) -> None:
    """Leave out the rows without a name that belong to somebody's order; the others must be fixed."""
    if not people.nameless:
        return
    orders = {cell: known.line for known in people.origins.values() for cell in _order_of(known)}
    for record in people.nameless:
        line = next((orders[cell] for cell in _order_of(record) if cell in orders), None)
        if line is not None:
            ledger.leave_record(record, f"no name, and the same order as row {line}")
        else:
            ledger.spoil(record, "full_name", "This row has no name.", "Write the name, or leave the row out.")


def _order_of(record: Record) -> Iterator[tuple[str, str]]:
    if record.one_line("email"):
        yield "email", record.one_line("email").casefold()
    for header, cell in record.extra:
        if any(known == "participant_id" for known, _ in synonyms.offers(Kind.PARTICIPANTS, header_key(header))):
            yield header, cell


def _look_at_cells(record: Record, ledger: Ledger) -> None:
    for header, cell in record.extra:
        if header_key(header) in _QUANTITIES and (values.number_of(cell) or 1) > 1:
            sentence = f"This row stands for {cell} people but names one."
            ledger.look_at(record, "full_name", sentence, "Add a row for each of the others.")
    match _phone(record)[1]:
        case phones.Damage.LOST:
            sentence = "A spreadsheet program has rounded this phone number; its last digits are lost."
            ledger.look_at(record, "phone", sentence, "Export it again with the column as text.")
        case phones.Damage.MENDED:
            sentence = "Phone numbers of this list had lost or gained a sign; they were mended where that was sure."
            ledger.look_once(record, sentence, "Check one or two of them.")
        case phones.Damage.NONE:
            pass


def _phone(record: Record) -> tuple[str, phones.Damage]:
    """Return the phone number as it was meant; what this program has written itself is whole."""
    phone = record.one_line("phone")
    ours = record.headers.get("participant_id") == "participant_id"
    return (phone, phones.Damage.NONE) if ours else phones.mend(phone, record.one_line("country"))


def _look_at_name(record: Record, person: Person, organisation: str, ledger: Ledger) -> None:
    """Note a name that is hardly one, and what will not fit on a badge."""
    column = next((field for field in ("full_name", "last_name", "first_name") if field in record.headers), "full_name")
    if names.is_doubtful(person.name):
        ledger.look_at(
            record, column, f"“{person.name}” is hardly a name.", "Write the person's name, or leave the row out."
        )
    if len(person.name) > _BADGE_NAME:
        sentence = f"This name has {len(person.name)} letters and will be cut on the badge."
        ledger.look_at(record, column, sentence, "Write a shorter one as badge_name.")
    if len(organisation) > _BADGE_HOME:
        sentence = f"This organisation has {len(organisation)} letters and will be cut on the badge."
        ledger.look_at(record, "organisation", sentence, "Write a shorter name of the organisation.")


def _person(record: Record, first: str, last: str, timetable: Timetable, ledger: Ledger) -> Person | None:
    registration = values.registration_of(record.get("reg_status"))
    if registration is None:
        sentence = "This state of a registration is not known."
        ledger.spoil(record, "reg_status", sentence, "Write registered, waiting, cancelled or rejected.")
        return None
    most = values.number_of(record.get("max_meetings")) if record.get("max_meetings") else None
    if record.get("max_meetings") and most is None:
        ledger.spoil(record, "max_meetings", "This number cannot be read.", "Write a number, or leave the cell empty.")
        return None
    side, extra = roster.side_of(record, ledger)
    away, unplaced = _unavailable(record, timetable, ledger)
    kept = tuple((field, record.get(field)) for field in _KEPT_AS_EXTRA if record.get(field))
    return Person(
        id=record.one_line("participant_id"),
        first_name=first,
        last_name=last,
        organisation="",
        job_title=record.one_line("job_title"),
        country=record.one_line("country"),
        city=record.one_line("city"),
        email=record.one_line("email"),
        phone=_phone(record)[0],
        participant_type=record.one_line("participant_type"),
        side=side,
        registration=registration,
        badge_name=record.one_line("badge_name"),
        badge_line2=record.one_line("badge_line2"),
        languages=record.one_line("languages"),
        needs_interpreter=roster.flag_of(record, "needs_interpreter", ledger),
        max_meetings=most,
        unavailable=away,
        support_office=record.one_line("support_office"),
        notes=record.get("notes"),
        extra=(*kept, *extra, *unplaced, *record.extra),
    )


def _unavailable(
    record: Record, timetable: Timetable, ledger: Ledger
) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """Return the slots in which a person is away; without any slots the cells are kept as they are."""
    cells = {field: record.get(field) for field in ("unavailable_slots", "available_slots") if record.get(field)}
    if not timetable.given:
        return frozenset(), tuple(cells.items())
    away = _slots(record, "unavailable_slots", timetable, ledger)
    if "available_slots" in cells:
        there = _slots(record, "available_slots", timetable, ledger)
        away |= {slot.id for slot in timetable.slots.values() if not slot.is_break} - there
    return frozenset(away), ()


def _slots(record: Record, field: str, timetable: Timetable, ledger: Ledger) -> set[str]:
    found = set()
    for reference in values.list_of(record.get(field)):
        slot = timetable.find(reference)
        if slot is None:
            sentence = f"There is no slot “{reference}”."
            ledger.must_fix(record, field, sentence, "Write ids of slots with ; between them, or add it to the slots.")
        else:
            found.add(slot)
    return found
