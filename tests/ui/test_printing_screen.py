"""The print page on screens of all sizes and in very large events."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from coordinator.domain.printing import Document
from coordinator.paper.proof import Drawn, Proof
from coordinator.ui import look, print_work

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.ui.pages.printing.page import PrintingPage
    from coordinator.ui.pages.printing.view import PrintView


@pytest.fixture
def page(printing_page: PrintingPage) -> PrintingPage:
    return printing_page


@pytest.fixture
def view(page: PrintingPage) -> PrintView:
    return page.view


# -- very large events


def test_of_very_many_agendas_the_first_are_shown_before_all_are_counted(
    qtbot: QtBot, page: PrintingPage, view: PrintView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_work, "_MANY", 20)
    monkeypatch.setattr(print_work, "_FIRST", 4)
    page.show_now("agendas")
    assert view.preview.sheet.has_page()
    assert view.preview.where.text() == "1 / …"
    assert not view.target.is_ready()
    qtbot.waitUntil(view.target.is_ready, timeout=20_000)
    assert view.preview.where.text() == "1 / 24"


def test_a_page_in_the_middle_of_a_large_job_is_drawn_alone(view: PrintView, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    draw = Proof.draw

    def watched(proof: Proof, leaves: list[int] | range) -> Drawn:
        drawn.append(len(leaves))
        return draw(proof, leaves)

    monkeypatch.setattr(Proof, "draw", watched)
    view.preview.step(6)
    assert drawn == [1]


# -- small screens


def test_where_there_is_little_room_documents_are_icons(page: PrintingPage, view: PrintView) -> None:
    wide = view.documents.tiles[Document.BADGES].sizeHint().width()
    page.window().resize(1100, 768)
    assert view.documents.tiles[Document.BADGES].sizeHint().width() < wide / 3
    assert view.documents.tiles[Document.BADGES].toolTip() == "Badges, 52"
    page.window().resize(1366, 768)
    assert view.documents.tiles[Document.BADGES].sizeHint().width() == wide


@pytest.mark.parametrize("zoom", [80, 100, 125, 150])
def test_nothing_lies_on_anything_else_at_any_zoom(
    qapp: QApplication, page: PrintingPage, view: PrintView, zoom: int
) -> None:
    look.apply(qapp, zoom_percent=zoom)
    QApplication.processEvents()
    columns = [view.documents, view.how, view.preview, view.target]
    areas = [QRect(column.mapTo(page, QPoint()), column.size()) for column in columns]
    assert [a.left() < b.left() and a.right() < b.left() for a, b in pairwise(areas)] == [True] * 3


def test_every_control_can_be_reached_with_the_tab_key_and_has_a_name(page: PrintingPage, view: PrintView) -> None:
    start = view.documents.tiles[Document.BADGES]
    reached: list[QWidget] = []
    widget = start.nextInFocusChain()
    while widget is not start:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and view.isAncestorOf(widget):
            reached.append(widget)
        widget = widget.nextInFocusChain()
    how, target = view.how, view.target
    wanted = [how.whom.choice, how.paper, how.layout_choice, how.cells, how.copies.number, how.order, how.marks]
    order = [reached.index(each) for each in (*wanted, how.back, view.preview.on, target.save_only)]
    assert order == sorted(order)
    assert [each for each in reached if not (each.accessibleName() or getattr(each, "text", str)())] == []


def test_the_keys_of_the_page_save_and_turn(
    qtbot: QtBot, page: PrintingPage, view: PrintView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = str(tmp_path / "badges.pdf"), "PDF (*.pdf)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: asked)
    page.window().activateWindow()
    qtbot.keyClick(page.window(), Qt.Key.Key_PageDown)
    assert view.preview.page() == 2
    qtbot.keyClick(page.window(), Qt.Key.Key_PageUp)
    assert view.preview.page() == 1
    qtbot.keyClick(page.window(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.window(), Qt.Key.Key_F9)
    assert [line.words() for line in view.jobs.lines()] == [f"13 pages · {tmp_path / 'badges.pdf'}"] * 2


def test_documents_are_chosen_with_the_arrow_keys(qtbot: QtBot, page: PrintingPage, view: PrintView) -> None:
    page.show_now()
    qtbot.keyClick(view.documents.tiles[Document.BADGES], Qt.Key.Key_Down)
    assert view.documents.offer.document is Document.BLANKS
    assert view.how.title.text() == "Blank badges"
