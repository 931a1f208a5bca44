"""Buttons with an icon, words and the key that does the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.key_hint import cap_width, paint_cap
from coordinator.ui.widgets.painted import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class Kind(StrEnum):
    """What weight a button has."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    GHOST = "ghost"
    PANEL = "panel"


@dataclass(frozen=True, slots=True)
class Clothes:
    """The colours a button wears: fill, border, words, and the key cap's fill and words."""

    fill: QColor | None
    line: QColor | None
    ink: QColor
    cap: QColor
    cap_ink: QColor


class Button(PaintedButton):
    """A button; `key` is only shown, the page connects the shortcut. Height is 32, 40 or 48."""

    def __init__(
        self,
        words: str = "",
        icon: str = "",
        *,
        kind: Kind = Kind.SECONDARY,
        key: str = "",
        height: int = 40,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._key, self._kind, self._height = icon, key, kind, height
        self._panel_ink = QColor("#FFFFFF")
        self._shorter = 0
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_words(words)
        if hint:
            self.setToolTip(hint)
            self.setAccessibleDescription(hint)

    def set_words(self, words: str, icon: str | None = None, key: str | None = None) -> None:
        """Change what the button says."""
        self.setText(words.replace("&", "&&"))
        self._icon = self._icon if icon is None else icon
        self._key = self._key if key is None else key
        self.setAccessibleName(words or self.toolTip() or self._icon)
        self.restyle()

    def set_panel_ink(self, ink: QColor) -> None:
        """Write on a coloured panel in the panel's own ink."""
        self._panel_ink = ink
        self.update()

    def words(self) -> str:
        """Return what the button says."""
        return self.text().replace("&&", "&")

    def shorten(self, steps: int) -> None:
        """Show less where there is little room: 1 without the key, 2 without the words, 3 without both."""
        self._shorter = steps
        if steps and not self.toolTip():
            self.setToolTip(f"{self.words()}  {self._key}".strip())
        self.restyle()

    def _shown(self) -> str:
        return "" if self._shorter >= 2 and self._icon else self.words()

    def _cap(self) -> str:
        return "" if self._shorter in (1, 3) else self._key

    def sizeHint(self) -> QSize:
        """Return icon, words and key cap beside each other."""
        return QSize(round(self._content_width()) + 2 * self._pad(), look.px(self._height))

    def _pad(self) -> int:
        return look.px(10 if self._height < 40 or not self._shown() else 14)

    def _lettering(self) -> str:
        return "body_strong" if self._height >= 40 else "small_strong"

    def _icon_size(self) -> int:
        return look.px(18 if self._height >= 40 else 16)

    def _content_width(self) -> float:
        width = look.width_of(self._shown(), look.font(self._lettering())) if self._shown() else 0.0
        if self._icon:
            width += self._icon_size() + (look.px(7) if self._shown() else 0)
        if self._cap():
            width += cap_width(self._cap()) + look.px(12)
        return width

    def _clothes(self) -> Clothes:
        over = self.underMouse() and self.isEnabled()
        tokens = look.tokens()
        plain = look.colour("surface2")
        if not self.isEnabled():
            quiet = look.colour("text3")
            if self._kind is Kind.PANEL:
                quiet = _faded(self._panel_ink, 0.55)
            fill = None if self._kind in (Kind.GHOST, Kind.PANEL) else plain
            return Clothes(fill, look.colour("border"), quiet, plain, quiet)
        match self._kind:
            case Kind.PRIMARY:
                fill = look.colour("accent")
                ink = look.colour("on_accent")
                shade = fill.darker(108) if over else fill
                return Clothes(shade, None, ink, _faded(ink, 0.16), ink)
            case Kind.DANGER:
                fill, ink = QColor(look.LIGHT.bad.bar), QColor("#FFFFFF")
                return Clothes(fill.darker(108) if over else fill, None, ink, _faded(ink, 0.16), ink)
            case Kind.SECONDARY:
                line = look.colour("border_strong") if over else look.colour("border")
                fill = plain if over else look.colour("surface")
                cap = look.colour("border") if tokens.dark or over else plain
                return Clothes(fill, line, look.colour("text"), cap, look.colour("text2"))
            case Kind.GHOST:
                ink = look.colour("accent")
                return Clothes(look.colour("accent_soft") if over else None, None, ink, plain, look.colour("text2"))
            case Kind.PANEL:
                ink = self._panel_ink
                strength = 0.22 if over else 0.13
                return Clothes(_faded(ink, strength), _faded(ink, 0.38), ink, _faded(ink, 0.14), ink)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint fill, icon, words and key cap."""
        painter = look.smooth(QPainter(self))
        clothes = self._clothes()
        area = QRectF(self.rect())
        if self.hasFocus():
            area = area.adjusted(3, 3, -3, -3)
        look.rounded(painter, area, 8, clothes.fill, clothes.line)
        if self.isDown():
            look.rounded(painter, area, 8, _faded(clothes.ink, 0.10))
        self._paint_content(painter, area, clothes)
        if self.hasFocus():
            look.focus_ring(painter, area, 8, clothes.ink if self._kind is Kind.PANEL else None)
        painter.end()

    def _paint_content(self, painter: QPainter, area: QRectF, clothes: Clothes) -> None:
        spare = self.width() - self._content_width()
        left = min(float(self._pad()), spare / 2) if self._cap() else spare / 2
        middle = area.center().y()
        if self._icon:
            size = self._icon_size()
            look.paint_icon(painter, self._icon, QRectF(left, middle - size / 2, size, size), clothes.ink)
            left += size + (look.px(7) if self._shown() else 0)
        right = self.width() - min(float(self._pad()), spare / 2)
        if self._cap():
            cap = cap_width(self._cap())
            high = look.px(20)
            cap_area = QRectF(self.width() - look.px(8) - cap, middle - high / 2, cap, high)
            paint_cap(painter, cap_area, self._cap(), clothes.cap_ink, clothes.cap)
            right = cap_area.left() - look.px(6)
        rest = QRectF(left, 0, right - left + 1, self.height())
        look.text(painter, rest, self._shown(), look.font(self._lettering()), clothes.ink)

    def keyPressEvent(self, event: object) -> None:
        """Let Enter press the button as the space bar does."""
        key = event.key()  # type: ignore[attr-defined]
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]


def _faded(colour: QColor, alpha: float) -> QColor:
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result
