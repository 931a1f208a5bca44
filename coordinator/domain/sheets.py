"""The schedule format in words: its sheets and their columns, for whoever writes them, reads them or explains them."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.domain.people import Registration
from coordinator.domain.schedule import RequestStatus

YES_NO = ("yes", "no")
MEETING_STATES = ("scheduled", "held", "no_show_host", "no_show_guest", "no_show_both", "cancelled")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its header, what belongs into it, whether a row needs it, and its words where only some fit.

    `refers` names the sheet whose ids stand in this column; `many` says that several may, with `;` between them.
    """

    name: str
    explained: str
    needed: bool = False
    words: tuple[str, ...] = ()
    refers: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleSheet:
    """One sheet: its name, what its rows are, and its columns; the first column holds the id of a row."""

    name: str
    explained: str
    columns: tuple[SheetColumn, ...]


_C = SheetColumn

EVENT = ScheduleSheet(
    "event",
    "The event itself: one line for each thing that is known of it.",
    (_C("key", "What the line tells", needed=True), _C("value", "What it is")),
)
EVENT_KEYS = {
    "name": "The name of the event, as it stands on badges and screens",
    "date": "The day: 2026-11-24",
    "venue": "Where it takes place",
    "timezone": "The time zone of all times: Europe/Madrid, America/New_York",
    "slot_minutes": "How long a meeting lasts",
    "change_minutes": "How long people have to change tables",
}
SLOTS = ScheduleSheet(
    "slots",
    "The rounds of meetings and the breaks, one row each.",
    (
        _C("slot_id", "A short name of your own: R1", needed=True),
        _C("start", "Date and time, 24 hours: 2026-11-24 09:40", needed=True),
        _C("end", "Date and time, 24 hours: 2026-11-24 10:00"),
        _C("block", "The part of the day, where there are several: morning"),
        _C("kind", "meeting or break; empty means meeting", words=("meeting", "break")),
    ),
)
TABLES = ScheduleSheet(
    "tables",
    "The tables, one row each.",
    (
        _C("table_id", "A short name of your own: T1", needed=True),
        _C("label", "What stands on the sign; empty means the id"),
        _C("room", "Where the table stands"),
        _C("capacity", "How many parties have a place; empty means 2"),
        _C("fixed_participant", "Who always sits here, if anybody", refers="participants"),
        _C("active", "no keeps the table free", words=YES_NO),
    ),
)
PARTICIPANTS = ScheduleSheet(
    "participants",
    "The people, one row each. Columns that you add are kept.",
    (
        _C("participant_id", "A short name of your own: P1. Empty: it is made from the e-mail address or the name"),
        _C("first_name", "The given name", needed=True),
        _C("last_name", "The family name", needed=True),
        _C("full_name", "The whole name, in place of the two before"),
        _C("title", "Dr., Prof."),
        _C("organisation", "Company or cluster; empty means the person alone", needed=True),
        _C("job_title", "What the person does there"),
        _C("country", "Two letters or the English name: ES, Spain"),
        _C("city", "Where the organisation is"),
        _C("email", "By this the person is known again at the next import"),
        _C("phone", "With the country: +34 600 000 000"),
        _C("participant_type", "Buyer, exhibitor, EU cluster: any word of your own"),
        _C("side", "A or B, where only people of different sides meet", words=("A", "B")),
        _C("reg_status", "Empty means registered", words=tuple(state.value for state in Registration)),
        _C("badge_name", "The name on the badge, where it differs"),
        _C("badge_line2", "The second line of the badge, where it is not the organisation"),
        _C("languages", "Languages, with ; between them: en; es"),
        _C("needs_interpreter", "yes or no", words=YES_NO),
        _C("fixed_table", "The table where the person always sits, if any", refers="tables"),
        _C("max_meetings", "How many meetings at most"),
        _C("available_slots", "Rounds, with ; between them; empty means all", refers="slots", many=True),
        _C("unavailable_slots", "Rounds in which the person is away, with ; between them", refers="slots", many=True),
        _C("support_office", "Who looks after the person"),
        _C("checked_in", "Kept as it is"),
        _C("notes", "Anything else"),
    ),
)
MEETINGS = ScheduleSheet(
    "meetings",
    "The meetings, one row each.",
    (
        _C("meeting_id", "A short name of your own: M1; empty: it is made from the people"),
        _C("host_id", "Who sits at the table", needed=True, refers="participants"),
        _C("guest_id", "Who comes; several with ; between them", needed=True, refers="participants", many=True),
        _C("slot_id", "The round; empty: not fixed yet", refers="slots"),
        _C("table_id", "The table; empty: not fixed yet", refers="tables"),
        _C("status", "Empty means scheduled; cancelled rows are left out", words=MEETING_STATES),
        _C("subject", "What it is about"),
        _C("interpreter", "Who interprets"),
        _C("rounds", "How many slots it lasts; empty for one"),
        _C("source_request", "The request that it was made of", refers="requests"),
        _C("pinned", "yes keeps the program from moving it", words=YES_NO),
    ),
)
REQUESTS = ScheduleSheet(
    "requests",
    "Wishes to meet that have no meeting yet; freed tables are filled from them.",
    (
        _C("request_id", "A short name of your own; empty: it is made from the two people"),
        _C("from_id", "Who wishes it", needed=True, refers="participants"),
        _C("to_id", "Whom they wish to meet", needed=True, refers="participants"),
        _C("status", "Empty means accepted", words=tuple(state.value for state in RequestStatus)),
        _C("priority", "1 is the strongest wish; empty means 3"),
        _C("session_wish", "When they would like it"),
        _C("requested_at", "When they asked"),
        _C("message", "What they wrote"),
    ),
)
CHECKPOINTS = ScheduleSheet(
    "checkpoints",
    "The places where badges are scanned; without this sheet there is one, the registration.",
    (
        _C("checkpoint_id", "A short name of your own", needed=True),
        _C("name", "What the desk calls it", needed=True),
        _C("kind", "registration, seminar: any word of your own"),
    ),
)
SHEETS = (EVENT, PARTICIPANTS, SLOTS, TABLES, MEETINGS, REQUESTS, CHECKPOINTS)
