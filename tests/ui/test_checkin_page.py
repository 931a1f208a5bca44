"""The check-in page before a real event file: every outcome of a scan, names, walk-ins, undo, and keeping in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from coordinator.domain import badge
from coordinator.domain.checkin import Withdrawn
from coordinator.domain.day import Presence
from coordinator.ui import layouts, look
from coordinator.ui.frame_state import frame_state
from coordinator.ui.link import Link
from coordinator.ui.pages.checkin.page import SHOWN_S, CheckinPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.widgets import GoTo, Steps, Verdict
from coordinator.ui.window import Window
from coordinator.views import banner as banners

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk
    from coordinator.ui.widgets import Result

LATE = "E30"


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, tmp_path: Path) -> Iterator[CheckinPage]:
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    tasks = Tasks(AtOnce())
    link = Link(sample_desk)
    page = CheckinPage(link, tasks, preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.set_frame(frame_state(sample_desk, sample=True))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield page
    tasks.close()
    del link


def _scan(page: CheckinPage, text: str) -> Result:
    """Let a scanner type this text and Enter into the field."""
    page.stage.scan.line.setText(text)
    page.stage.scan.submit()
    return _said(page)


def _said(page: CheckinPage) -> Result:
    result = page.stage.panel.result()
    assert result is not None
    return result


def _absent(desk: Desk) -> str:
    return next(p.id for p in desk.day.people() if desk.day.presence(p.id) is Presence.UNKNOWN and _meets(desk, p.id))


def _meets(desk: Desk, person: str) -> bool:
    return any(meeting.is_open and meeting.slot == "R3" for meeting in desk.day.meetings_of(person))


def _token(desk: Desk, person: str) -> str:
    token = desk.day.token_of(person)
    assert token is not None
    return token


def _damaged(token: str) -> str:
    other = "B" if token[10] != "B" else "C"
    return token[:10] + other + token[11:]


def test_before_the_first_scan_the_page_invites_to_scan(page: CheckinPage) -> None:
    assert page.stage.invitation.accessibleName() == "Scan the next badge"
    assert page.stage.panel.isHidden()
    assert QApplication.focusWidget() is page.stage.scan.line


def test_a_new_guest_is_welcomed_in_green_and_told_the_table(page: CheckinPage, sample_desk: Desk) -> None:
    person = _absent(sample_desk)
    said = _scan(page, _token(sample_desk, person))
    assert (said.verdict, said.kicker, said.title) == (Verdict.OK, "CHECKED IN", "Päivi Hämäläinen")
    assert said.box == GoTo("GO TO NOW", "Table 2", "Boston BioHarbor", "Host is here · started 2 min ago")
    assert page.stage.below.day.title.text() == "Päivi’s day"
    assert [row.table for row in page.stage.below.day.rows.rows if row.current] == ["T2"]
    assert sample_desk.day.presence(person) is Presence.HERE


def test_who_is_here_already_is_told_in_amber_since_when_and_where(page: CheckinPage, sample_desk: Desk) -> None:
    said = _scan(page, _token(sample_desk, "U01"))
    assert (said.verdict, said.kicker, said.aside) == (Verdict.AGAIN, "ALREADY HERE", "since 08:18 at Desk 1")
    assert [act.key for act in said.acts] == ["F7", "F9", "F8"]


def test_a_badge_read_twice_in_a_row_stays_green(page: CheckinPage, sample_desk: Desk) -> None:
    token = _token(sample_desk, _absent(sample_desk))
    _scan(page, token)
    assert _scan(page, token).aside == "read twice, counted once"
    assert _said(page).verdict is Verdict.OK


def test_a_replaced_badge_is_red_and_names_its_owner(page: CheckinPage, sample_desk: Desk) -> None:
    old = _token(sample_desk, LATE)
    sample_desk.replace_badge(LATE)
    said = _scan(page, old)
    assert (said.verdict, said.kicker) == (Verdict.NO, "OLD BADGE")
    assert said.title == sample_desk.day.person(LATE).name  # type: ignore[union-attr]
    assert sample_desk.day.presence(LATE) is not Presence.HERE


def test_a_badge_that_nobody_has_is_red_and_says_what_to_do(page: CheckinPage, sample_desk: Desk) -> None:
    stranger = badge.make(sample_desk.tag, lambda _most: 0)
    said = _scan(page, stranger)
    assert (said.verdict, said.title) == (Verdict.NO, "Unknown badge")
    assert isinstance(said.box, Steps)
    assert stranger not in f"{said}"


def test_a_badge_of_another_event_is_red(page: CheckinPage, sample_desk: Desk) -> None:
    tag = "BBB" if sample_desk.tag != "BBB" else "CCC"
    said = _scan(page, badge.make(tag, lambda _most: 3))
    assert (said.verdict, said.kicker) == (Verdict.NO, "ANOTHER EVENT")


def test_a_badge_of_another_event_shows_nobody_elses_day(page: CheckinPage, sample_desk: Desk) -> None:
    _scan(page, _token(sample_desk, _absent(sample_desk)))
    assert page.stage.below.shows(page.stage.below.day)
    tag = "BBB" if sample_desk.tag != "BBB" else "CCC"
    _scan(page, badge.make(tag, lambda _most: 3))
    assert not page.stage.below.shows(page.stage.below.day)


def test_a_badly_read_badge_offers_the_nearest_and_checks_nobody_in(page: CheckinPage, sample_desk: Desk) -> None:
    person = _absent(sample_desk)
    said = _scan(page, _damaged(_token(sample_desk, person)))
    assert (said.verdict, said.title) == (Verdict.AGAIN, "Scan again")
    assert [(row.person, row.note) for row in page.stage.below.matches.rows.rows] == [(person, "one letter differs")]
    assert sample_desk.day.presence(person) is Presence.UNKNOWN


def test_enter_on_the_nearest_badge_checks_its_owner_in(page: CheckinPage, sample_desk: Desk, qtbot: QtBot) -> None:
    person = _absent(sample_desk)
    _scan(page, _damaged(_token(sample_desk, person)))
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_Return)
    assert sample_desk.day.presence(person) is Presence.HERE


def test_half_a_badge_is_to_be_scanned_again(page: CheckinPage, sample_desk: Desk) -> None:
    person = _absent(sample_desk)
    said = _scan(page, _token(sample_desk, person)[:12])
    assert (said.kicker, said.line) == ("NOT READ", "Only a part of the code arrived.")
    assert page.stage.below.matches.rows.rows[0].note == "this part fits"


def test_a_link_is_no_badge_and_is_shown_nowhere(page: CheckinPage) -> None:
    said = _scan(page, "https://example.org/win-a-prize")
    assert (said.verdict, said.kicker) == (Verdict.NO, "NOT A BADGE")
    assert "prize" not in f"{said}"


def test_a_withdrawn_registration_is_red(sample_desk: Desk) -> None:
    said = banners.banner(sample_desk.day, Withdrawn(LATE), 0, sample_desk.now)
    assert (said.tone, said.kicker) == (banners.Tone.NO, "REGISTRATION CANCELLED")


def test_typing_two_letters_lists_names_and_enter_takes_the_first(
    page: CheckinPage, sample_desk: Desk, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.stage.scan.line, "paivi ham")
    qtbot.waitUntil(lambda: bool(page.stage.results.rows()))
    assert [row.title for row in page.stage.results.rows()] == ["Päivi Hämäläinen"]
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_Return)
    assert _said(page).title == "Päivi Hämäläinen"
    assert page.stage.scan.text() == ""
    assert sample_desk.day.presence(page.person() or "") is Presence.HERE


def test_arrows_and_control_with_a_number_choose_among_those_found(page: CheckinPage, qtbot: QtBot) -> None:
    line = page.stage.scan.line
    qtbot.keyClicks(line, "an")
    qtbot.waitUntil(lambda: bool(page.stage.results.rows()))
    third = page.stage.results.rows()[2]
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert page.stage.results.current() == page.stage.results.rows()[1]
    qtbot.keyClick(line, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert page.person() == third.key


def test_a_table_finds_who_sits_there_now(page: CheckinPage) -> None:
    page.search.look_for("table 2")
    assert {row.title for row in page.stage.results.rows()} == {"Päivi Hämäläinen", "Priya Raman"}


def test_a_misspelt_name_is_guessed_but_never_checked_in_by_itself(page: CheckinPage, sample_desk: Desk) -> None:
    before = len(sample_desk.day.history)
    page.stage.scan.line.setText("Hamalainnen Paivi")
    page.stage.scan.submit()
    assert "Päivi Hämäläinen" in [row.title for row in page.stage.results.rows()]
    assert len(sample_desk.day.history) == before
    assert page.stage.scan.text() == "Hamalainnen Paivi"


def test_escape_clears_the_field_and_the_list(page: CheckinPage, qtbot: QtBot) -> None:
    page.search.look_for("an")
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_Escape)
    assert (page.stage.scan.text(), page.stage.results.rows()) == ("", ())


def test_undo_takes_the_check_in_back_and_the_panel_says_so(page: CheckinPage, sample_desk: Desk) -> None:
    person = _absent(sample_desk)
    _scan(page, _token(sample_desk, person))
    button = page.stage.panel.button("undo")
    assert button is not None
    button.click()
    assert _said(page).kicker == "TAKEN BACK"
    assert sample_desk.day.presence(person) is Presence.UNKNOWN


def test_undo_from_elsewhere_is_seen_at_once(page: CheckinPage, sample_desk: Desk) -> None:
    _scan(page, _token(sample_desk, _absent(sample_desk)))
    sample_desk.undo()
    assert _said(page).kicker == "TAKEN BACK"


def test_f7_checks_out_and_names_the_meetings_still_to_come(page: CheckinPage, sample_desk: Desk, qtbot: QtBot) -> None:
    _scan(page, _token(sample_desk, "U01"))
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_F7)
    said = _said(page)
    assert said.kicker == "CHECKED OUT"
    assert isinstance(said.box, GoTo)
    assert said.box.place == "5 meetings"
    assert sample_desk.day.presence("U01") is Presence.LEFT


def test_checking_out_somebody_who_is_not_here_says_so(page: CheckinPage, sample_desk: Desk) -> None:
    person = _absent(sample_desk)
    page.deeds.check_out(person)
    assert _said(page).kicker == "NOT CHECKED IN"
    page.act("check in")
    assert sample_desk.day.presence(person) is Presence.HERE


def test_f6_adds_a_walk_in_with_the_name_that_was_typed(page: CheckinPage, sample_desk: Desk, qtbot: QtBot) -> None:
    _scan(page, "Quirin Xaverius")
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_F6)
    form = page.stage.below.walk_in
    assert (form.first.text(), form.last.text()) == ("Quirin", "Xaverius")
    form.organisation.setText("Boston BioHarbor")
    qtbot.keyClick(form.organisation, Qt.Key.Key_Return)
    person = page.person() or ""
    assert (_said(page).kicker, _said(page).title) == ("CHECKED IN", "Quirin Xaverius")
    assert sample_desk.day.standing(person).walked_in
    assert sample_desk.day.token_of(person) is not None
    assert page.deeds.exactly("quirin xaverius") == person


def test_a_walk_in_needs_a_name(page: CheckinPage, sample_desk: Desk) -> None:
    before = len(sample_desk.day.history)
    page.open_walk_in()
    page.stage.below.walk_in.submit()
    assert len(sample_desk.day.history) == before
    assert page.stage.below.walk_in.last.accessibleDescription() == "Give a name."


def test_f9_prints_the_badge_and_f8_the_agenda(page: CheckinPage, sample_desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    page.said.connect(lambda sentence, _undo: said.append(sentence))
    _scan(page, _token(sample_desk, "U01"))
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_F9)
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_F8)
    assert ["Dale Whitcomb" in sentence for sentence in said] == [True, True]
    assert len(list(sample_desk.path.parent.rglob("*.pdf"))) == 2


def test_a_replaced_badge_is_void_printed_anew_and_can_be_undone(
    page: CheckinPage, sample_desk: Desk, qtbot: QtBot
) -> None:
    said: list[tuple[str, bool]] = []
    page.said.connect(lambda sentence, undo: said.append((sentence, undo)))
    old = _token(sample_desk, "U01")
    _scan(page, old)
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert _token(sample_desk, "U01") != old
    assert said[0] == ("New badge for Dale Whitcomb", True)


def test_nothing_is_done_to_nobody(page: CheckinPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.said) as told:
        page.act("check out")
    assert told.args == ["Scan a badge or pick a name first.", False]


def test_the_answer_leaves_the_screen_after_a_minute(page: CheckinPage, sample_desk: Desk) -> None:
    _scan(page, _token(sample_desk, "U01"))
    for _ in range(SHOWN_S):
        page.tick()
    assert page.stage.panel.isHidden()
    assert page.person() is None


def test_what_another_page_does_is_seen_here(page: CheckinPage, sample_desk: Desk) -> None:
    person = _absent(sample_desk)
    name = sample_desk.day.person(person).name  # type: ignore[union-attr]
    assert name in page.side.missing.rows()
    sample_desk.check_in(person)
    assert name not in page.side.missing.rows()
    assert page.side.scans.rows()[0] == name


def test_at_a_large_event_the_answer_comes_first_and_the_counts_follow(
    page: CheckinPage, sample_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.ui.pages.checkin.page._LARGE", 0)
    _scan(page, _token(sample_desk, _absent(sample_desk)))
    assert page.side.arrivals._number.text() == "43"
    qtbot.waitUntil(lambda: page.side.arrivals._number.text() == "44")


def test_arrivals_count_people_and_organisations(page: CheckinPage, sample_desk: Desk) -> None:
    assert page.side.arrivals._number.text() == "43"
    _scan(page, _token(sample_desk, _absent(sample_desk)))
    assert page.side.arrivals._number.text() == "44"
    assert page.side.arrivals.note.text() == "+2 in the last 10 min"


def test_another_checkpoint_is_chosen_in_the_field(page: CheckinPage, sample_desk: Desk) -> None:
    said: list[str] = []
    page.said.connect(lambda sentence, _undo: said.append(sentence))
    menu = page.stage.place.menu()
    menu.actions()[1].trigger()
    assert sample_desk.checkpoint.id == "seminar"
    assert said == ["Scanning at Seminar: doing business across the Atlantic"]
    assert _scan(page, _token(sample_desk, "U01")).kicker == "CHECKED IN"


def test_a_missing_person_is_found_by_a_click(page: CheckinPage) -> None:
    page.side.missing.wanted.emit("Päivi Hämäläinen")
    assert [row.title for row in page.stage.results.rows()] == ["Päivi Hämäläinen"]


def test_the_place_follows_the_clock(page: CheckinPage, sample_desk: Desk, sample_clock: OwnClock) -> None:
    _scan(page, _token(sample_desk, "U01"))
    sample_clock.set(sample_clock.wall() + 60_000)
    page.tick()
    box = _said(page).box
    assert isinstance(box, GoTo)
    assert box.remark.endswith("started 3 min ago")


@pytest.mark.parametrize("mode", [look.Mode.LIGHT, look.Mode.DARK])
@pytest.mark.parametrize("shape", [(1366, 768, 100), (1920, 1080, 100), (1366, 768, 150), (1366, 768, 80)])
def test_the_page_paints_at_every_size_and_zoom(
    page: CheckinPage, sample_desk: Desk, qapp: QApplication, mode: look.Mode, shape: tuple[int, int, int]
) -> None:
    wide, high, zoom = shape
    look.apply(qapp, mode, zoom)
    window = page.window()
    window.resize(wide, high)
    _scan(page, _token(sample_desk, "U01"))
    assert not window.grab().isNull()


def test_a_scan_under_a_greek_or_russian_layout_is_still_a_scan() -> None:
    token = badge.make("BCD", lambda most: most // 2)
    greek = token.lower().translate(str.maketrans("bcdfghjklnprstvx", "βψδφγηξκλνπρστωχ"))
    russian = token.lower().translate(str.maketrans("bcdfghjklnprstvx", "исвапролдтзкыемч"))
    assert layouts.as_badge(greek, "BCD").upper() == token
    assert layouts.as_badge(russian, "BCD").upper() == token
    assert layouts.as_badge("Ελένη", "BCD") == "Ελένη"
