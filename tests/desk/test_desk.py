"""One door: ask the desk, get a value back; what was answered is on disk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk.answers import Change, Done, Newcomer, Refusal
from coordinator.domain.checkin import AlreadyHere, Goodbye, Replaced, Welcome
from coordinator.domain.day import Presence
from coordinator.domain.entries import CheckedIn, ClockJumped
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import MeetingStatus, Side

if TYPE_CHECKING:
    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk
    from coordinator.domain.schedule import Schedule


def done(answer: Done | Refusal) -> Done:
    """Return the answer if it is one."""
    assert isinstance(answer, Done), answer
    return answer


def test_a_badge_checks_its_owner_in_and_the_entry_survives_a_restart(desk: Desk, reopened: Any) -> None:
    scanned = desk.scan(desk.day.token_of("E01") or "")
    assert (scanned.outcome, scanned.saved) == (Welcome("E01"), True)
    day = reopened().day
    assert day.history[scanned.entry].entry.fact == CheckedIn("E01", "registration")
    assert day.presence("E01") is Presence.HERE


def test_everybody_gets_a_badge_of_their_own_at_the_import(desk: Desk, schedule: Schedule) -> None:
    tokens = [desk.day.token_of(person.id) for person in schedule.people]
    assert all(tokens)
    assert len(set(tokens)) == 52


def test_another_checkpoint_is_chosen_by_its_name(desk: Desk) -> None:
    done(desk.stand_at("Matchmaking, Hall 4"))
    desk.scan("E01")
    assert desk.day.standing("E01").visits[0].checkpoint == "matchmaking"


def test_an_unknown_checkpoint_is_refused_with_the_names_there_are(desk: Desk) -> None:
    answer = desk.stand_at("cellar")
    assert isinstance(answer, Refusal)
    assert "Registration desk" in answer.sentence


def test_check_out_and_a_second_scan_say_what_was_before(desk: Desk, clock: OwnClock) -> None:
    first = desk.scan("E01")
    clock.set(clock.wall() + 60_000)
    assert desk.scan("E01").outcome == AlreadyHere("E01", first.at, "Desk 1")
    assert desk.check_out("E01").outcome == Goodbye("E01")


def test_a_walk_in_has_a_badge_and_may_belong_to_a_known_organisation(desk: Desk, reopened: Any) -> None:
    known = desk.day.person("E01")
    assert known is not None
    scanned = desk.walk_in(Newcomer("Nadia", "Ok", "digital hub lodz"))
    assert scanned.outcome == Welcome("W001")
    again = reopened()
    person = again.day.person("W001")
    assert person is not None
    assert person.organisation == known.organisation
    assert again.day.token_of("W001")
    assert again.scan("W001").outcome.word == "already-here"


def test_a_walk_in_of_a_new_organisation_brings_it_along(desk: Desk) -> None:
    desk.walk_in(Newcomer("Nadia", "Ok", "Newcomers Ltd", "GB"))
    person = desk.day.person("W001")
    assert person is not None
    organisation = desk.day.organisation(person.organisation)
    assert organisation is not None
    assert organisation.name == "Newcomers Ltd"


def test_a_replaced_badge_is_void_at_once(desk: Desk) -> None:
    old = desk.day.token_of("E01") or ""
    done(desk.replace_badge("E01"))
    assert desk.scan(old).outcome == Replaced("E01")
    assert desk.scan(desk.day.token_of("E01") or "").outcome == Welcome("E01")


def test_undo_takes_back_the_last_action_and_redo_brings_it_back(desk: Desk) -> None:
    desk.scan("E01")
    desk.scan("E02")
    assert done(desk.undo()).sentence == "Undone: check-in of Paweł Źrebiec"
    assert desk.day.presence("E02") is Presence.UNKNOWN
    done(desk.undo())
    assert desk.day.presence("E01") is Presence.UNKNOWN
    done(desk.redo())
    done(desk.redo())
    assert isinstance(desk.redo(), Refusal)
    assert {desk.day.presence("E01"), desk.day.presence("E02")} == {Presence.HERE}


def test_undo_works_after_a_restart(desk: Desk, reopened: Any) -> None:
    desk.scan("E01")
    again = reopened()
    done(again.undo())
    assert again.day.presence("E01") is Presence.UNKNOWN


def test_a_new_action_ends_what_could_be_redone(desk: Desk) -> None:
    desk.scan("E01")
    done(desk.undo())
    desk.scan("E02")
    assert isinstance(desk.redo(), Refusal)


def test_any_entry_can_be_taken_back_by_its_id(desk: Desk) -> None:
    first = desk.scan("E01")
    desk.scan("E02")
    done(desk.undo(first.entry))
    assert (desk.day.presence("E01"), desk.day.presence("E02")) == (Presence.UNKNOWN, Presence.HERE)


def test_several_meetings_confirmed_at_once_are_taken_back_at_once(desk: Desk) -> None:
    done(desk.start(("M001", "M012")))
    done(desk.hold(("M001", "M012")))
    done(desk.undo())
    assert {desk.day.meetings[m].status for m in ("M001", "M012")} == {MeetingStatus.RUNNING}


def test_two_actions_at_the_same_moment_of_a_standing_clock_are_two(desk: Desk, reopened: Any) -> None:
    desk.scan("E01")
    again = reopened()
    again.scan("E02")
    done(again.undo())
    assert (again.day.presence("E01"), again.day.presence("E02")) == (Presence.HERE, Presence.UNKNOWN)


def test_a_no_show_is_repaired_and_taken_back_to_the_last_table(desk: Desk) -> None:
    desk.scan("U03")
    desk.scan("E27")
    before = desk.day.meetings
    done(desk.mark_missed("M013", Side.GUEST))
    offers = desk.propose("M013")
    assert not isinstance(offers, Refusal)
    best = offers.proposals[0]
    found = desk.proposal(best.id)
    assert found == best
    done(desk.accept(best))
    assert desk.check() == ()
    done(desk.undo())
    done(desk.undo())
    assert desk.day.meetings == before
    assert desk.check() == ()


def test_a_proposal_that_no_longer_holds_is_refused_with_the_reason(desk: Desk) -> None:
    desk.scan("U03")
    desk.scan("E27")
    done(desk.mark_missed("M013", Side.GUEST))
    offers = desk.propose("M013")
    assert not isinstance(offers, Refusal)
    fill = next(p for p in offers.proposals if p.kind == "fill")
    for person in {person for change in fill.changes for person in change.guests}:
        desk.check_out(person)
    answer = desk.accept(fill)
    assert isinstance(answer, Refusal)
    assert answer.sentence


@pytest.mark.parametrize("proposal", ["M013-none", "nothing", ""])
def test_an_unknown_proposal_is_refused(desk: Desk, proposal: str) -> None:
    assert isinstance(desk.proposal(proposal), Refusal)


def test_a_second_import_keeps_who_is_here_and_gives_no_second_badge(desk: Desk, schedule: Schedule) -> None:
    desk.scan("E01")
    token = desk.day.token_of("E01")
    done(desk.adopt(schedule))
    assert (desk.day.plan, desk.day.token_of("E01")) == (2, token)
    assert desk.day.presence("E01") is Presence.HERE


def test_everybody_who_listens_is_told_once_what_changed(desk: Desk) -> None:
    heard: list[Change] = []
    desk.subscribe(heard.append)
    desk.scan("E01")
    done(desk.mark_missed("M001", Side.GUEST))
    assert [(set(change.people), set(change.meetings)) for change in heard] == [({"E01"}, set()), (set(), {"M001"})]


def test_how_the_day_is_run_is_kept_in_the_file(desk: Desk, reopened: Any) -> None:
    desk.set_policy(Policy(grace_minutes=8, lead=2))
    assert reopened().policy == Policy(grace_minutes=8, lead=2)


def test_who_comes_late_or_never_is_noted(desk: Desk) -> None:
    done(desk.expect_late("E01", desk.now + timedelta(minutes=30)))
    done(desk.mark_absent("E02"))
    assert (desk.day.presence("E01"), desk.day.presence("E02")) == (Presence.LATE, Presence.ABSENT)
    assert isinstance(desk.mark_absent("nobody"), Refusal)


def test_a_clock_that_is_set_during_the_day_is_an_entry_of_its_own(desk: Desk, clock: OwnClock) -> None:
    clock.steady = True
    desk.scan("E01")
    clock.set(clock.wall() + 3_600_000)
    desk.scan("E02")
    jumps = [r.entry.fact for r in desk.day.history.values() if isinstance(r.entry.fact, ClockJumped)]
    assert len(jumps) == 1
    assert 3_590_000 < jumps[0].by <= 3_600_000


def test_entries_of_two_desks_are_counted_apart(desk: Desk, reopened: Any) -> None:
    desk.scan("E01")
    other = reopened("Desk 2")
    other.scan("E02")
    numbers = [(r.entry.desk, r.entry.number) for r in other.day.history.values()]
    assert numbers == [("Desk 1", 1), ("Desk 1", 2), ("Desk 2", 1)]


def test_a_full_disk_keeps_scans_in_memory_until_it_takes_them_again(desk: Desk, reopened: Any) -> None:
    database = desk._file._db.conn
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages}")
    scans = [desk.scan(f"E{number:02}") for number in range(1, 35)]
    assert not scans[-1].saved
    assert desk.trouble
    assert desk.day.presence("E34") is Presence.HERE
    assert not desk.save()
    database.execute("PRAGMA max_page_count = 1000000")
    assert desk.save()
    assert (desk.trouble, desk.waiting) == ("", 0)
    again = reopened()
    assert {again.day.presence(f"E{number:02}") for number in range(1, 35)} == {Presence.HERE}
