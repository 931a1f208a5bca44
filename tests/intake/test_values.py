"""Dates, times and numbers: read when they are clear, refused when they are not."""

from __future__ import annotations

from datetime import date, time

import pytest

from coordinator.domain.people import Registration
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.intake import values
from coordinator.intake.values import DateOrder


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "2026/11/24",
        "24.11.2026",
        "24. 11. 2026",
        "24.11.26",
        "24/11/2026",
        "24-11-26",
        "Tue 2026-11-24",
        "Dienstag, 24.11.2026",
        "24 November 2026",
        "24 Nov 2026",
        "Nov 24, 2026",
        "November 24 2026",
        "24 de noviembre de 2026",
        "24 novembre 2026",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert values.date_of(text, DateOrder.DAY_FIRST) == date(2026, 11, 24)


def test_the_month_comes_first_where_it_was_chosen() -> None:
    assert values.date_of("11/24/26", DateOrder.MONTH_FIRST) == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "31.02.2026", "24/11", "45985", "٢٤/٠٣/٢٠٢٦"])
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert values.date_of(text, DateOrder.DAY_FIRST) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("09:40", time(9, 40)),
        ("9:40", time(9, 40)),
        ("09:40:00", time(9, 40)),
        ("9.40", time(9, 40)),
        ("9h40", time(9, 40)),
        ("9:40 Uhr", time(9, 40)),
        ("8:00 PM", time(20)),
        ("8 pm", time(20)),
        ("12:15 am", time(0, 15)),
        ("12:15 p.m.", time(12, 15)),
        ("0.5", time(12)),
        ("0.375", time(9)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, read: time) -> None:
    assert values.time_of(text) == read


@pytest.mark.parametrize("text", ["", "9", "25:00", "09:60", "13:00 pm", "noon", "-1:00"])
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert values.time_of(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026-11-24 09:40", ("2026-11-24", "09:40")),
        ("2026-11-24T09:40", ("2026-11-24", "09:40")),
        ("11/29/24 22:28", ("11/29/24", "22:28")),
        ("24.11.2026, 9:40 Uhr", ("24.11.2026", "9:40 Uhr")),
        ("09:40", ("", "09:40")),
        ("24 Nov 2026 8:00 PM", ("24 Nov 2026", "8:00 PM")),
    ],
)
def test_a_moment_is_cut_into_date_and_time(text: str, parts: tuple[str, str]) -> None:
    assert values.split_moment(text) == parts


@pytest.mark.parametrize(
    ("text", "read"), [("12", 12), ("45.0", 45), ("", None), ("1.5", None), ("-2", None), ("٣", None)]
)
def test_numbers_are_plain_digits(text: str, read: int | None) -> None:
    assert values.number_of(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [("JA", True), ("Oui", True), ("Sí", True), ("x", True), ("", False), ("nein", False), ("?!a", None)],
)
def test_yes_and_no_are_read_in_five_languages(text: str, read: bool | None) -> None:
    assert values.yes_no_of(text) is read


def test_states_are_read_with_and_without_their_underscores() -> None:
    assert values.meeting_state_of("no_show_guest") == (MeetingStatus.MISSED, Side.GUEST)
    assert values.meeting_state_of("No show: host") == (MeetingStatus.MISSED, Side.HOST)
    assert values.meeting_state_of("") == (MeetingStatus.PLANNED, None)
    assert values.meeting_state_of("perhaps") is None
    assert values.registration_of("Waiting list") is Registration.WAITING
    assert values.registration_of("Annulé") is Registration.CANCELLED
