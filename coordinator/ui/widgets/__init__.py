"""The program's own widgets, each painted with the look's colours."""

from __future__ import annotations

from coordinator.ui.widgets.bar import Bar
from coordinator.ui.widgets.boxes import Column, Grid, Row, clear
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.card import Card
from coordinator.ui.widgets.day_rows import DayLine, DayRows
from coordinator.ui.widgets.empty_state import EmptyState, IconDisc
from coordinator.ui.widgets.field import Check, Choice, Field, LineEdit
from coordinator.ui.widgets.key_hint import KeyHint, KeyHintView
from coordinator.ui.widgets.kpi_chip import KpiChip
from coordinator.ui.widgets.painted import Painted, PaintedButton
from coordinator.ui.widgets.panel_box import GoTo, Steps
from coordinator.ui.widgets.people_rows import MatchLine, MatchRows, MissingLine, MissingRows, ScanRow, ScanRows
from coordinator.ui.widgets.pill import DOT, Pill
from coordinator.ui.widgets.progress_dots import ProgressDots
from coordinator.ui.widgets.result_panel import Act, Result, ResultPanel, Verdict
from coordinator.ui.widgets.row_list import RowList
from coordinator.ui.widgets.scan_line import ScanLine
from coordinator.ui.widgets.scroll import Scroll, slim_bars
from coordinator.ui.widgets.search_results import Found, SearchResults
from coordinator.ui.widgets.segmented import Segmented
from coordinator.ui.widgets.table_view import CellRole, HouseDelegate, TableView, ink_of, soft_of
from coordinator.ui.widgets.text import Text
from coordinator.ui.widgets.toast import Toast

__all__ = [
    "DOT",
    "Act",
    "Bar",
    "Button",
    "Card",
    "CellRole",
    "Check",
    "Choice",
    "Column",
    "DayLine",
    "DayRows",
    "EmptyState",
    "Field",
    "Found",
    "GoTo",
    "Grid",
    "HouseDelegate",
    "IconDisc",
    "KeyHint",
    "KeyHintView",
    "Kind",
    "KpiChip",
    "LineEdit",
    "MatchLine",
    "MatchRows",
    "MissingLine",
    "MissingRows",
    "Painted",
    "PaintedButton",
    "Pill",
    "ProgressDots",
    "Result",
    "ResultPanel",
    "Row",
    "RowList",
    "ScanLine",
    "ScanRow",
    "ScanRows",
    "Scroll",
    "SearchResults",
    "Segmented",
    "Steps",
    "TableView",
    "Text",
    "Toast",
    "Verdict",
    "clear",
    "ink_of",
    "slim_bars",
    "soft_of",
]
