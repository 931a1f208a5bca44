"""Change slips: what is now is the largest on them, what was is struck out, and nothing is lost on the way."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pixels
import pytest
from hard_names import HARD_NAMES
from PIL import Image
from placed import clashes, pieces, words_of

from coordinator.domain.printing import Document
from coordinator.paper import offering, preview
from coordinator.paper.profile import Profile
from coordinator.views import slips
from coordinator.views.languages import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.paper.door import Result

    Print = Callable[..., tuple[bytes, Result]]

ROLLS = ("brother-62", "brother-dk-1202", "dymo-99014", "zebra-4x6")
GREY = 40
"""Channels of a grey pixel differ by less than this, those of our colours by more."""


@pytest.fixture(scope="session")
def told(repaired: Day, now: datetime) -> dict[str, slips.SlipRecord]:
    """Return the slips of the repaired day by what happened first."""
    return {slip.rows[0].difference: slip for slip in slips.slips(repaired, now)}


@pytest.fixture(scope="session")
def moved(told: dict[str, slips.SlipRecord]) -> slips.SlipRecord:
    return told["moved"]


def coloured(pdf: bytes, page: int = 0, box: pixels.Box | None = None) -> int:
    """Return how many pixels have a colour."""
    image = Image.open(io.BytesIO(preview.page_png(pdf, page, width=420))).convert("RGB")
    if box:
        unit = image.width / 105
        image = image.crop(tuple(round(side * unit) for side in box))
    return sum(count for count, colour in image.getcolors(1 << 24) if max(colour) - min(colour) > GREY)


def test_everybody_whose_day_changed_gets_a_slip_with_name_and_change(
    printed: Print, repaired: Day, now: datetime
) -> None:
    made = slips.slips(repaired, now)
    pdf, result = printed(Document.SLIPS, made, single=True)
    assert result.issues == ()
    assert result.pages == len(made)
    for slip, text in zip(made, words_of(pdf), strict=True):
        assert slip.name in text
        assert slip.stamp in text
        assert all(row.word in text for row in slip.rows)


def test_four_slips_share_a_page_of_a4(printed: Print, repaired: Day, now: datetime) -> None:
    made = slips.slips(repaired, now)
    pdf, result = printed(Document.SLIPS, made)
    assert result.pages == -(-len(made) // 4)
    assert all(slip.name in words_of(pdf)[0] for slip in made[:4])


@pytest.mark.parametrize("stock", ["a6", "a4-4xa6", "letter-4", *ROLLS])
def test_time_and_table_are_the_largest_on_a_slip(printed: Print, moved: slips.SlipRecord, stock: str) -> None:
    pdf, _ = printed(Document.SLIPS, [moved], stock=stock)
    row = moved.rows[0]
    sizes = {piece.text: piece.points for piece in pieces(pdf)}
    largest = sorted(sizes, key=lambda text: -sizes[text])[:2]
    assert set(largest) == {row.after_time, row.after_table}
    assert min(sizes[text] for text in largest) > sizes[moved.name]


def test_what_was_is_small_and_struck_out(printed: Print, moved: slips.SlipRecord) -> None:
    pdf, _ = printed(Document.SLIPS, [moved], single=True)
    row = moved.rows[0]
    (before,) = (piece for piece in pieces(pdf) if piece.text.startswith(row.before_time))
    (after,) = (piece for piece in pieces(pdf) if piece.text == row.after_time)
    assert before.points < after.points / 2
    left, top, right, bottom = before.box
    between = (left, top + (bottom - top) * 0.3, right, top + (bottom - top) * 0.75)
    drawn = pixels.picture(pdf, 0, 300)
    part = drawn.image.crop(drawn.pixels(between)).point(lambda grey: 255 if grey < 200 else 0)
    assert any(part.crop((0, y, part.width, y + 1)).getbbox() == (0, 0, part.width, 1) for y in range(part.height))


def test_only_what_is_different_stands_on_a_coloured_plate(printed: Print, moved: slips.SlipRecord) -> None:
    pdf, _ = printed(Document.SLIPS, [moved], single=True)
    row, found = moved.rows[0], {piece.text: piece.box for piece in pieces(pdf)}
    assert row.before_place == row.after_place
    assert coloured(pdf, box=found[row.after_time]) > 0
    assert coloured(pdf, box=found[row.after_table]) == 0


def test_cancelled_meeting_is_crossed_out_and_has_nothing_new(
    printed: Print, told: dict[str, slips.SlipRecord]
) -> None:
    slip = told["cancelled"]
    pdf, _ = printed(Document.SLIPS, [slip], single=True)
    row, found = slip.rows[0], {piece.text: piece.box for piece in pieces(pdf)}
    assert row.before_whom in found
    assert coloured(pdf, box=found[row.before_time]) > 0
    assert coloured(pdf, box=found[row.before_table]) > 0


@pytest.mark.parametrize("language", Language)
def test_slips_speak_every_language(printed: Print, repaired: Day, now: datetime, language: Language) -> None:
    made = slips.slips(repaired, now, language=language)
    for stock in ("a6", "brother-62"):
        pdf, result = printed(Document.SLIPS, made, stock=stock)
        assert result.issues == ()
        for slip, text in zip(made, words_of(pdf), strict=True):
            assert slip.title in text
            assert slip.rows[0].word in text
            assert slip.stamp in text


@pytest.mark.parametrize("stock", ["a6", "letter-4", *ROLLS])
def test_many_changes_go_on_with_the_next_slip_and_none_is_lost(
    printed: Print, moved: slips.SlipRecord, stock: str
) -> None:
    times = [f"{hour:02}:{minute:02}" for hour in (9, 10, 11) for minute in (0, 20, 40)]
    rows = tuple(replace(moved.rows[0], after_time=time, before_time=time[::-1]) for time in times)
    pdf, result = printed(Document.SLIPS, [replace(moved, rows=rows)], stock=stock)
    whole = [p for page in range(result.pages) for p in pieces(pdf, page)]
    assert [p.text for p in whole if p.text in times] == times
    slips_made = sum(p.text == moved.name for p in whole)
    assert slips_made > 1
    assert [p.text for p in whole if p.text.startswith("Page ")] == [
        f"Page {number} of {slips_made}" for number in range(1, slips_made + 1)
    ]
    assert all(clashes(pieces(pdf, page)) == [] for page in range(result.pages))


def test_slip_that_is_just_full_is_one_and_one_change_more_begins_another(
    printed: Print, moved: slips.SlipRecord
) -> None:
    def pages(count: int) -> int:
        return printed(Document.SLIPS, [replace(moved, rows=moved.rows[:1] * count)], single=True)[1].pages

    full = max(count for count in range(1, 8) if pages(count) == 1)
    assert full >= 2
    assert pages(full + 1) == 2


@pytest.mark.parametrize("name", HARD_NAMES)
def test_hard_names_stay_on_the_slip(printed: Print, moved: slips.SlipRecord, name: str) -> None:
    row = replace(
        moved.rows[0], after_whom=name, after_people=name, after_place=name, after_table=name, before_whom=name
    )
    slip = replace(moved, name=name, organisation=name, rows=(row, row))
    pdf, result = printed(Document.SLIPS, [slip], single=True)
    assert result.pages == 1
    assert not pixels.ink_outside(pdf, 0, (5.4, 5.4, 99.6, 142.6), dpi=72)


def test_days_stand_on_slips_of_events_with_several(printed: Print, moved: slips.SlipRecord) -> None:
    row = replace(moved.rows[0], before_day="Tuesday 16 May", after_day="Wednesday 17 May")
    pdf, _ = printed(Document.SLIPS, [replace(moved, rows=(row,))], single=True)
    (text,) = words_of(pdf)
    assert "Wednesday 17 May" in text
    assert f"Tuesday 16 May · {row.before_time}" in text


def test_latest_start_stands_on_the_slip(printed: Print, moved: slips.SlipRecord) -> None:
    later = replace(moved, rows=(replace(moved.rows[0], note="Starts by 11:10"),))
    assert "Starts by 11:10" in words_of(printed(Document.SLIPS, [later], single=True)[0])[0]


def test_slip_for_a_label_printer_is_black_and_white(printed: Print, told: dict[str, slips.SlipRecord]) -> None:
    mono = Profile("labels", dpi=203, mono=True)
    for slip in told.values():
        pdf, _ = printed(Document.SLIPS, [slip], stock="brother-62", profile=mono)
        assert coloured(pdf) == 0
        assert coloured(printed(Document.SLIPS, [slip], stock="brother-62")[0]) > 0


def test_same_slips_give_the_same_bytes(printed: Print, repaired: Day, now: datetime) -> None:
    made = slips.slips(repaired, now)
    assert printed(Document.SLIPS, made) == printed(Document.SLIPS, made)


def test_slips_are_usually_quarters_of_a4_and_single_ones_a6() -> None:
    assert offering.job(Document.SLIPS).stock.id == "a4-4xa6"
    assert offering.job(Document.SLIPS, single=True).stock.id == "a6"
