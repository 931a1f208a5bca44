"""Layouts in files: what is wrong with one is said in one sentence with its place, and shapes are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coordinator.domain.look import Design
from coordinator.domain.printing import Document
from coordinator.paper.geometry import Size
from coordinator.paper.stocks import shelf as stocks
from coordinator.paper.templates import shelf

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'id = "mine"\ntitle = "Mine"\ndocument = "badges"\nsize = [86, 54]\n'
TEXT = '{ is = "text", left = 1, width = 9, top = 1, height = 2, text = "{name}", size = 9 }'


def with_more(words: str) -> str:
    """Return a layout whose one text says more."""
    return HEAD + f"front = [{TEXT.replace(' }', f', {words} }}')}]"


def read(folder: Path, text: str) -> shelf.Template:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return shelf.read(path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id = ", "is not described well: Invalid value (at end of document)."),
        (HEAD, "is not described well: Object missing required field `front`."),
        (HEAD + "front = []\nsides = 2", "is not described well: Object contains unknown field `sides`."),
        (HEAD.replace("badges", "beds") + "front = []", "Invalid enum value 'beds' - at `$.document`."),
        (HEAD + 'front = [{ is = "tex", left = 1 }]', "Invalid value 'tex' - at `$.front[0].is`."),
        (HEAD + f"front = [{TEXT}, {TEXT.replace('9 }', 'true }')}]", "got `bool` - at `$.front[1].size`."),
        (HEAD + f"front = [{TEXT.replace('1,', '1, right = 2,', 1)}]", "of top, bottom and height - at `$.front[0]`."),
        (HEAD + f"front = []\nback = [{TEXT.replace(', height = 2', '')}]", "and height - at `$.back[0]`."),
        (with_more("colour = 'pink'"), "there is no colour “pink”, only"),
        (HEAD + f"front = [{TEXT.replace('{name}', '{nome}')}]", "names fields that badges lack: nome."),
        (with_more("when = ['nome']"), "names fields that badges lack: nome."),
        (HEAD.replace("86", "0") + "front = []", "size and scales are more than 0."),
        (HEAD + 'extends = "moon"\nfront = []', "there is no shape “moon” to extend."),
    ],
)
def test_wrong_layout_is_one_sentence_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(shelf.BadTemplate) as told:
        read(tmp_path, text)
    assert str(told.value).startswith("The template “mine.toml”")
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


def test_layout_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(shelf.BadTemplate, match="cannot be read"):
        shelf.read(tmp_path / "none.toml")
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(shelf.BadTemplate, match="not described well"):
        shelf.read(tmp_path / "mine.toml")


def test_layout_takes_from_its_shape_what_it_does_not_say_itself(tmp_path: Path) -> None:
    made = read(tmp_path, f'extends = "badge-card"\nid = "mine"\ntitle = "Mine"\nsafe = 9\nfront = [{TEXT}]')
    known = shelf.template("badge-card-band")
    assert (made.size, made.scales, made.back) == (known.size, known.scales, known.back)
    assert (made.safe, known.safe) == (9, 3)


@pytest.mark.parametrize(
    ("panel", "scale"),
    [
        ((86, 54), 1.0),
        ((90, 54), 1.0),
        ((101.6, 50.8), 50.8 / 54),
        ((54, 86), 0.0),
        ((86, 100), 0.0),
        ((40, 25), 0.0),
        ((200, 126), 0.0),
    ],
)
def test_layout_fits_panels_near_its_size(panel: tuple[float, float], scale: float) -> None:
    assert shelf.template("badge-card-band").scale_on(Size(*panel)) == pytest.approx(scale)


def test_document_without_a_layout_for_a_stock_is_a_sentence() -> None:
    with pytest.raises(shelf.NoSuchTemplate, match="No layout of badges fits the stock “a3”"):
        shelf.best(Document.BADGES, stocks.stock("a3"), Design.BAND)


def test_unknown_layout_is_a_sentence() -> None:
    with pytest.raises(shelf.NoSuchTemplate, match="no template “badge-round”"):
        shelf.template("badge-round")
