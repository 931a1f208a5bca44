"""A table in the house style: tall rows, quiet header, icons and tones from the model."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from coordinator.ui import look
from coordinator.ui.widgets.day_rows import paint_title
from coordinator.ui.widgets.scroll import slim_bars

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

Index = QModelIndex | QPersistentModelIndex


class CellRole(IntEnum):
    """What a model may say about a cell beyond its words."""

    ICON = Qt.ItemDataRole.UserRole + 101
    INK = Qt.ItemDataRole.UserRole + 102
    STRONG = Qt.ItemDataRole.UserRole + 103
    SOFT = Qt.ItemDataRole.UserRole + 104


class HouseDelegate(QStyledItemDelegate):
    """Paints a cell: icon (ICON), words in a token (INK), semi-bold (STRONG), on a soft pill (SOFT)."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        look.smooth(painter)
        area = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.colour("surface2"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), look.colour("border"))
        self._paint_words(painter, area.adjusted(look.px(10), 0, -look.px(8), 0), index)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRectF, index: Index) -> None:
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        ink = look.colour(index.data(CellRole.INK) or "text")
        strong = bool(index.data(CellRole.STRONG))
        soft = index.data(CellRole.SOFT)
        if soft and words:
            wide = min(area.width(), look.width_of(words, look.font("body_strong")) + look.px(18))
            pill = QRectF(area.left(), area.center().y() - look.px(13), wide, look.px(26))
            look.rounded(painter, pill, 6, look.colour(str(soft)))
            look.text(painter, pill, words, look.font("body_strong"), ink, look.CENTER)
            return
        name = index.data(CellRole.ICON)
        if name:
            size = look.px(16)
            look.paint_icon(painter, str(name), QRectF(area.left(), area.center().y() - size / 2, size, size), ink)
            area = area.adjusted(look.px(22), 0, 0, 0)
        if int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & Qt.AlignmentFlag.AlignRight.value:
            look.text(painter, area, words, look.font("body", 600 if strong else 400), ink, look.RIGHT)
            return
        paint_title(painter, area, words, ink, role="body", strong=strong)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row; widths are set by the view."""
        return QSize(look.px(80), look.px(40))


class TableView(QTableView):
    """A read-only table; `set_widths` gives each column its width or a share of what is left."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: dict[int, int] = {}
        self.setAccessibleName(name)
        self.setItemDelegate(HouseDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        look.follow(self)
        self.restyle()

    def set_widths(self, widths: Mapping[int, int], stretch: int | None = None) -> None:
        """Give columns their widths in design pixels; the column `stretch` takes what is left."""
        self._widths = dict(widths)
        if stretch is not None:
            self.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        self.restyle()

    def restyle(self) -> None:
        """Take heights, widths and colours from the look."""
        self.verticalHeader().setDefaultSectionSize(look.px(40))
        header = self.horizontalHeader()
        header.setFont(look.font("small_strong"))
        header.setFixedHeight(look.px(34))
        tokens = look.tokens()
        header.setStyleSheet(
            f"QHeaderView::section {{ background: {tokens.surface2}; color: {tokens.text2}; border: none; "
            f"border-bottom: 1px solid {tokens.border}; padding: 0 {look.px(10)}px; }}"
        )
        for column, wide in self._widths.items():
            self.setColumnWidth(column, look.px(wide))
        slim_bars(self)
        self.viewport().update()


def ink_of(tone: look.Tone) -> str:
    """Return the name of a tone's ink for the INK role."""
    return {look.Tone.ACCENT: "accent", look.Tone.NEUTRAL: "text2"}.get(tone, f"{tone.value}.text")


def soft_of(tone: look.Tone) -> str:
    """Return the name of a tone's soft fill for the SOFT role."""
    return {look.Tone.ACCENT: "accent_soft", look.Tone.NEUTRAL: "surface2"}.get(tone, f"{tone.value}.soft")
