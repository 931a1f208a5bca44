"""The fields of every sheet of the schedule format, and which of them make a sheet what it is."""

from __future__ import annotations

from enum import StrEnum

PERSON = ("id", "full_name", "first_name", "last_name", "organisation", "email", "job_title", "country", "phone")
"""What a row can tell about each side of a meeting or a wish."""


class Kind(StrEnum):
    """What a sheet is; the order is the order in which sheets are understood."""

    EVENT = "event"
    SLOTS = "slots"
    TABLES = "tables"
    PARTICIPANTS = "participants"
    MEETINGS = "meetings"
    FLAT = "meeting list"
    REQUESTS = "requests"
    WISHES = "wish list"
    ABSENCES = "absences"
    CHECKPOINTS = "checkpoints"


FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.EVENT: ("key", "value"),
    Kind.SLOTS: ("slot_id", "date", "start", "end", "block", "kind"),
    Kind.TABLES: ("table_id", "label", "room", "capacity", "fixed_participant", "active"),
    Kind.PARTICIPANTS: (
        "participant_id",
        "first_name",
        "last_name",
        "full_name",
        "title",
        "organisation",
        "job_title",
        "country",
        "city",
        "email",
        "phone",
        "participant_type",
        "side",
        "reg_status",
        "badge_name",
        "badge_line2",
        "languages",
        "needs_interpreter",
        "fixed_table",
        "max_meetings",
        "available_slots",
        "unavailable_slots",
        "support_office",
        "checked_in",
        "notes",
    ),
    Kind.MEETINGS: (
        "meeting_id",
        "host_id",
        "guest_id",
        "slot_id",
        "date",
        "start",
        "end",
        "table_id",
        "status",
        "subject",
        "interpreter",
        "rounds",
        "source_request",
        "pinned",
    ),
    Kind.FLAT: (
        *["meeting_id", "slot_id", "date", "start", "end", "table_id", "status", "subject", "interpreter", "pinned"],
        "rounds",
        "people",
        *(f"{side}_{field}" for side in ("host", "guest") for field in PERSON),
    ),
    Kind.REQUESTS: ("request_id", "from_id", "to_id", "status", "priority", "session_wish", "requested_at", "message"),
    Kind.WISHES: (
        *["request_id", "status", "priority", "session_wish", "requested_at", "message"],
        *(f"{side}_{field}" for side in ("from", "to") for field in PERSON if field != "id"),
    ),
    Kind.ABSENCES: ("participant_id", "slot_id"),
    Kind.CHECKPOINTS: ("checkpoint_id", "name", "kind"),
}

SHEET_NAMES: dict[Kind, tuple[str, ...]] = {
    Kind.EVENT: ("event",),
    Kind.SLOTS: ("slots", "rounds", "timetable", "timeslots"),
    Kind.TABLES: ("tables", "tische", "mesas", "tavoli", "rooms"),
    Kind.PARTICIPANTS: (
        *("participants", "people", "persons", "attendees", "delegates", "guests", "contacts"),
        *("teilnehmer", "participantes", "partecipanti"),
    ),
    Kind.MEETINGS: ("meetings",),
    Kind.FLAT: ("meetings", "meetingsflat", "meetinglist", "schedule"),
    Kind.REQUESTS: ("requests", "wishes", "preferences"),
    Kind.WISHES: ("requests", "wishes", "preferences", "wishlist"),
    Kind.ABSENCES: ("absences", "unavailable", "unavailability"),
    Kind.CHECKPOINTS: ("checkpoints", "sessions"),
}


def complete(kind: Kind, found: frozenset[str], *, named: bool) -> bool:
    """Return whether these fields make a sheet of this kind; `named` says that its name tells the same."""
    match kind:
        case Kind.EVENT:
            return {"key", "value"} <= found
        case Kind.SLOTS:
            return "start" in found and ("slot_id" in found or named) and len(found) >= 2
        case Kind.TABLES:
            return ("table_id" in found and (named or len(found) >= 2)) or (named and "label" in found)
        case Kind.PARTICIPANTS:
            return _is_participants(found, named=named)
        case Kind.MEETINGS:
            return {"host_id", "guest_id"} <= found
        case Kind.FLAT:
            sides = [_tells_a_person(found, side) for side in ("host", "guest")]
            return (all(sides) or "people" in found) and bool(found & {"date", "start", "slot_id", "table_id"})
        case Kind.REQUESTS:
            return {"from_id", "to_id"} <= found
        case Kind.WISHES:
            return all(_tells_a_person(found, side) for side in ("from", "to"))
        case Kind.ABSENCES:
            return found == {"participant_id", "slot_id"}
        case Kind.CHECKPOINTS:
            return {"checkpoint_id", "name"} <= found


def _is_participants(found: frozenset[str], *, named: bool) -> bool:
    names = found & {"full_name", "first_name", "last_name"}
    if named:
        return bool(names or found & {"email", "participant_id"})
    return (bool(names) and len(found) >= 2) or {"organisation", "email"} <= found


def _tells_a_person(found: frozenset[str], side: str) -> bool:
    return bool(found & {f"{side}_{field}" for field in ("full_name", "last_name", "organisation", "email")})
