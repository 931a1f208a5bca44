"""The sample event is sound, and its morning tells the story that the first minute shows."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
SHEETS = ("event", "participants", "slots", "tables", "meetings", "requests", "checkpoints", "morning")
WAITING, MISSING, BEST_FILL = "M013", "E29", "E27"

Row = dict[str, str]


def sheet(name: str) -> list[Row]:
    """Read one sheet of the sample as rows by column name."""
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


EVENT = {row["key"]: row["value"] for row in sheet("event")}
PEOPLE = {row["participant_id"]: row for row in sheet("participants")}
SLOTS = {row["slot_id"]: row for row in sheet("slots")}
ROUNDS = [slot_id for slot_id, row in SLOTS.items() if row["kind"] == "meeting"]
TABLES = {row["table_id"]: row for row in sheet("tables")}
MEETINGS = {row["meeting_id"]: row for row in sheet("meetings")}
REQUESTS = {row["request_id"]: row for row in sheet("requests")}
MORNING = sheet("morning")
HERE = {row["person"] for row in MORNING if row["event"] == "arrived"}


def happened(event: str) -> list[Row]:
    """Return the rows of the morning that tell of this event."""
    return [row for row in MORNING if row["event"] == event]


def meetings_of(event: str) -> set[str]:
    """Return the meetings to which this event happened in the morning."""
    return {row["meeting"] for row in happened(event)}


def in_round(slot_id: str) -> dict[str, Row]:
    """Return the planned meetings of one round."""
    return {key: row for key, row in MEETINGS.items() if row["slot_id"] == slot_id}


def pair(one: str, other: str) -> frozenset[str]:
    """Return the two organisations of two people."""
    return frozenset({PEOPLE[one]["organisation"], PEOPLE[other]["organisation"]})


def busy(person: str) -> set[str]:
    """Return the rounds in which a person has a meeting."""
    return {row["slot_id"] for row in MEETINGS.values() if person in (row["host_id"], row["guest_id"])}


def clock(text: str) -> datetime:
    """Return a time of the morning on the event's day."""
    return datetime.strptime(f"{EVENT['date']} {text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(EVENT["timezone"]))


def moment(text: str) -> datetime:
    """Return a date and time of the timetable in the event's zone."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(EVENT["timezone"]))


def fills(meeting: Row) -> list[tuple[str, str]]:
    """Return rank and person of everybody who could sit with the host in the meeting's own slot."""
    host = meeting["host_id"]
    found = []
    for row in REQUESTS.values():
        ends = {row["from_id"], row["to_id"]}
        if host in ends:
            (other,) = ends - {host}
            if meeting["slot_id"] not in busy(other):
                found.append((row["priority"], other))
    return sorted(found)


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_utf8_with_mark_and_complete_rows(name: str) -> None:
    assert (SAMPLE / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(cell == cell.strip() for row in rows for cell in row)


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "morning"])
def test_first_column_is_unique(name: str) -> None:
    keys = [next(iter(row.values())) for row in sheet(name)]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_event_is_the_morning_near_washington() -> None:
    assert EVENT["name"]
    assert EVENT["venue"]
    assert (EVENT["date"], EVENT["timezone"]) == ("2017-05-16", "America/New_York")
    assert (EVENT["slot_minutes"], EVENT["change_minutes"]) == ("20", "5")


def test_nineteen_european_and_thirteen_us_organisations() -> None:
    sides = {side: {p["organisation"] for p in PEOPLE.values() if p["side"] == side} for side in "AB"}
    assert {side: len(names) for side, names in sides.items()} == {"A": 19, "B": 13}
    assert not sides["A"] & sides["B"]
    assert {p["side"] for p in PEOPLE.values()} == {"A", "B"}


def test_people_are_52_with_one_or_two_delegates_each() -> None:
    delegates = Counter(p["organisation"] for p in PEOPLE.values())
    assert len(PEOPLE) == 52
    assert set(delegates.values()) == {1, 2}


def test_every_person_is_described() -> None:
    wanted = ("first_name", "last_name", "organisation", "job_title", "country", "city", "email", "languages")
    for person in PEOPLE.values():
        assert all(person[field] for field in wanted), person
        assert person["participant_type"] == {"A": "EU cluster", "B": "US organisation"}[person["side"]]
        assert (person["country"] == "US") == (person["side"] == "B")
    assert len({(p["first_name"], p["last_name"]) for p in PEOPLE.values()}) == len(PEOPLE)


def test_addresses_and_phones_can_reach_nobody() -> None:
    emails = [p["email"] for p in PEOPLE.values()]
    assert len(set(emails)) == len(emails)
    assert all(re.fullmatch(r"[a-z-]+\.[a-z-]+@example\.org", email) for email in emails)
    phones = [p["phone"] for p in PEOPLE.values() if p["phone"]]
    assert 0 < len(phones) < len(PEOPLE)
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"\+1 \d{3} 555 01\d\d", phone) for phone in phones)


def test_names_carry_the_letters_of_ten_countries() -> None:
    def foreign(person: Row) -> bool:
        text = person["first_name"] + person["last_name"] + person["organisation"] + person["city"]
        return any(letter.isalpha() and not letter.isascii() for letter in text)

    countries = {p["country"] for p in PEOPLE.values() if p["side"] == "A"}
    assert all(re.fullmatch("[A-Z]{2}", country) for country in countries)
    assert len({p["country"] for p in PEOPLE.values() if p["side"] == "A" and foreign(p)}) >= 10


def test_eight_rounds_of_twenty_minutes_with_change_over_and_one_break() -> None:
    kinds = [row["kind"] for row in SLOTS.values()]
    assert kinds == ["meeting"] * 4 + ["break"] + ["meeting"] * 4
    assert [f"R{n}" for n in range(1, 9)] == ROUNDS
    assert SLOTS["R1"]["start"] == "2017-05-16 09:00"
    spans = [(moment(row["start"]), moment(row["end"])) for row in SLOTS.values()]
    assert all(end <= later for (_, end), (later, _) in itertools.pairwise(spans))
    for before, after in itertools.pairwise(ROUNDS):
        gap = (moment(SLOTS[after]["start"]) - moment(SLOTS[before]["end"])).seconds // 60
        assert gap == (25 if before == "R4" else 5)
    for name in ROUNDS:
        assert (moment(SLOTS[name]["end"]) - moment(SLOTS[name]["start"])).seconds == 20 * 60


def test_thirteen_tables_belong_to_us_organisations_and_two_are_spare() -> None:
    assert [row["label"] for row in TABLES.values()] == [str(n) for n in range(1, 16)]
    assert {row["active"] for row in TABLES.values()} == {"yes"}
    owners = [row["fixed_participant"] for row in TABLES.values()]
    assert owners[13:] == ["", ""]
    first: dict[str, str] = {}
    for key, person in PEOPLE.items():
        if person["side"] == "B":
            first.setdefault(person["organisation"], key)
    assert owners[:13] == list(first.values())


def test_ninety_one_meetings_at_the_hosts_home_tables() -> None:
    assert len(MEETINGS) == 91
    for row in MEETINGS.values():
        assert PEOPLE[row["host_id"]]["side"] == "B"
        assert PEOPLE[row["guest_id"]]["side"] == "A"
        assert TABLES[row["table_id"]]["fixed_participant"] == row["host_id"]
        assert row["slot_id"] in ROUNDS
        assert row["status"] == "scheduled"


def test_no_meeting_conflicts_with_another() -> None:
    people = Counter((row["slot_id"], row[end]) for row in MEETINGS.values() for end in ("host_id", "guest_id"))
    tables = Counter((row["slot_id"], row["table_id"]) for row in MEETINGS.values())
    pairs = Counter(pair(row["host_id"], row["guest_id"]) for row in MEETINGS.values())
    assert set(people.values()) == set(tables.values()) == set(pairs.values()) == {1}


def test_every_european_person_has_a_meeting_and_nobody_a_crowded_day() -> None:
    counts = Counter(row["guest_id"] for row in MEETINGS.values())
    assert set(counts) == {key for key, p in PEOPLE.items() if p["side"] == "A"}
    assert max(counts.values()) <= 5


def test_standby_requests_are_ranked_and_join_pairs_that_do_not_meet() -> None:
    met = {pair(row["host_id"], row["guest_id"]) for row in MEETINGS.values()}
    wished = [pair(row["from_id"], row["to_id"]) for row in REQUESTS.values()]
    assert len(REQUESTS) == 48
    assert len(set(wished)) == len(wished)
    assert not met & set(wished)
    assert {row["status"] for row in REQUESTS.values()} == {"accepted", "standby", "pending"}
    assert {row["priority"] for row in REQUESTS.values()} == {"1", "2", "3"}
    ways = Counter(PEOPLE[r["from_id"]]["side"] + PEOPLE[r["to_id"]]["side"] for r in REQUESTS.values())
    assert set(ways) == {"AB", "BA"}
    assert ways["AB"] > ways["BA"] >= 8
    assert all(moment(row["requested_at"]) < clock("00:00") for row in REQUESTS.values())


def test_nearly_every_missing_guest_could_be_filled_in_the_very_slot() -> None:
    assert sum(bool(fills(row)) for row in MEETINGS.values()) >= 0.9 * len(MEETINGS)


def test_three_checkpoints() -> None:
    rows = sheet("checkpoints")
    assert [row["checkpoint_id"] for row in rows] == ["registration", "seminar", "matchmaking"]
    assert all(row["name"] and row["kind"] for row in rows)


def test_morning_is_in_order_of_time_and_refers_to_what_is_there() -> None:
    times = [clock(row["time"]) for row in MORNING]
    assert times == sorted(times)
    checkpoints = {row["checkpoint_id"] for row in sheet("checkpoints")}
    for row in MORNING:
        wants_person = row["event"] in {"arrived", "expected_late"}
        assert (row["person"] in PEOPLE) if wants_person else not row["person"]
        wants_meeting = row["event"] in {"started", "held", "missed"}
        assert (row["meeting"] in MEETINGS) if wants_meeting else not row["meeting"]
        assert row["event"] != "arrived" or row["detail"] in checkpoints
        assert row["event"] != "missed" or row["detail"] in {"host", "guest", "both"}
    assert {row["event"] for row in MORNING} == {"arrived", "expected_late", "started", "held", "missed", "opens"}


def test_sample_opens_two_minutes_into_the_third_round() -> None:
    assert [MORNING[-1]] == happened("opens")
    assert (clock(MORNING[-1]["time"]) - moment(SLOTS["R3"]["start"])).seconds == 120


def test_most_people_have_arrived_once() -> None:
    assert len(HERE) == len(happened("arrived")) == 43
    assert {row["fixed_participant"] for row in TABLES.values()} - {""} <= HERE


def test_first_two_rounds_were_held_but_for_two_missed_meetings() -> None:
    past = in_round("R1").keys() | in_round("R2").keys()
    assert meetings_of("held") | meetings_of("missed") == past
    assert not meetings_of("held") & meetings_of("missed")
    assert [row["detail"] for row in happened("missed")] == ["guest", "guest"]
    assert len(meetings_of("started")) == len(happened("started"))
    assert not meetings_of("started") & meetings_of("missed")
    missed = {MEETINGS[key]["guest_id"] for key in meetings_of("missed")}
    assert len(missed & HERE) == len(missed - HERE) == 1


def test_what_happened_to_a_meeting_fits_its_slot_and_its_people() -> None:
    arrived = {row["person"]: clock(row["time"]) for row in happened("arrived")}
    for row in happened("started") + happened("held") + happened("missed"):
        meeting = MEETINGS[row["meeting"]]
        slot = SLOTS[meeting["slot_id"]]
        assert moment(slot["start"]) <= clock(row["time"]) <= moment(slot["end"])
        if row["event"] == "missed":
            assert arrived.get(meeting["guest_id"], clock("23:59")) > clock(row["time"])
        else:
            assert max(arrived[meeting["host_id"]], arrived[meeting["guest_id"]]) <= clock(row["time"])


def test_one_person_is_late_and_comes_in_time_for_the_next_round() -> None:
    (late,) = happened("expected_late")
    assert late["person"] not in HERE
    assert "R4" in busy(late["person"])
    assert not busy(late["person"]) & {"R1", "R2", "R3"}
    assert clock(MORNING[-1]["time"]) < clock(late["detail"]) < moment(SLOTS["R4"]["start"])


def test_a_few_people_of_the_next_round_are_not_here_yet() -> None:
    assert 3 <= len({row["guest_id"] for row in in_round("R4").values()} - HERE) <= 5


def test_exactly_one_running_table_waits_for_its_guest() -> None:
    running = in_round("R3")
    assert len(running) == 12
    assert running.keys() - meetings_of("started") == {WAITING}
    assert [key for key, row in running.items() if not {row["host_id"], row["guest_id"]} <= HERE] == [WAITING]
    assert MEETINGS[WAITING]["guest_id"] == MISSING
    assert MEETINGS[WAITING]["host_id"] in HERE


def test_waiting_table_can_be_filled_by_somebody_who_is_here_and_free() -> None:
    present = [(rank, person) for rank, person in fills(MEETINGS[WAITING]) if person in HERE]
    assert present[0] == ("1", BEST_FILL)
    assert [rank for rank, _ in present].count("1") == 1
    assert len(present) >= 2


def test_waiting_meeting_can_move_to_a_later_round_without_moving_another() -> None:
    meeting = MEETINGS[WAITING]
    used = {row["slot_id"] for row in MEETINGS.values() if row["table_id"] == meeting["table_id"]}
    free = set(ROUNDS) - used - busy(meeting["host_id"]) - busy(meeting["guest_id"])
    assert free & {"R6", "R7", "R8"}


def test_missing_guest_has_no_colleague_so_fill_and_move_are_the_ways_out() -> None:
    organisation = PEOPLE[MISSING]["organisation"]
    assert [key for key, p in PEOPLE.items() if p["organisation"] == organisation] == [MISSING]


def test_readme_names_the_model_and_says_that_all_is_invented() -> None:
    text = " ".join((SAMPLE / "README.md").read_text(encoding="utf-8").split())
    assert "EU-US cluster matchmaking mission of May 2017 at TechConnect" in text
    assert "invented" in text
