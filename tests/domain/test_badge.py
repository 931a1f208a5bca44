"""A badge is read right under every keyboard, or known to be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.domain import badge


def draw(numbers: list[int]) -> object:
    """Return a source of the given numbers."""
    source = iter(numbers)
    return lambda limit: next(source) % limit


TAG = "BCD"
TOKEN = badge.make(TAG, draw([5] * 13))
letters = st.text(badge.ALPHABET, min_size=20, max_size=20)


def test_a_new_token_has_twenty_letters_of_the_alphabet_and_the_tag_in_front() -> None:
    assert len(TOKEN) == 20
    assert set(TOKEN) <= set(badge.ALPHABET)
    assert TOKEN.startswith(TAG)


@given(st.lists(st.integers(0, 15), min_size=13, max_size=13))
def test_every_token_reads_back_as_itself(numbers: list[int]) -> None:
    token = badge.make(TAG, draw(numbers))
    assert badge.read(token, TAG) == badge.Token(token)


@pytest.mark.parametrize("scanned", ["]Q1{}", "{}\r\n", "  {} ", "\x02{}\x03"])
def test_what_a_scanner_adds_is_taken_off(scanned: str) -> None:
    assert badge.read(scanned.format(TOKEN), TAG) == badge.Token(TOKEN)


def test_small_letters_and_groups_with_hyphens_read_the_same() -> None:
    grouped = "-".join(TOKEN[i : i + 5] for i in range(0, 20, 5)).lower()
    assert badge.read(grouped, TAG) == badge.Token(TOKEN)


@given(st.integers(0, 19), st.sampled_from(badge.ALPHABET))
def test_one_wrong_letter_is_always_noticed(place: int, letter: str) -> None:
    wrong = TOKEN[:place] + letter + TOKEN[place + 1 :]
    expected = badge.Token(TOKEN) if wrong == TOKEN else badge.Damaged()
    assert badge.read(wrong, TAG) == expected


def test_a_badge_of_another_event_is_told_from_a_damaged_one() -> None:
    assert badge.read(badge.make("XXX", draw([1] * 13)), TAG) == badge.OtherEvent()


def test_a_part_of_a_code_is_partial_and_too_much_is_damaged() -> None:
    assert badge.read(TOKEN[:11], TAG) == badge.Partial()
    assert badge.read(TOKEN + TOKEN, TAG) == badge.Damaged()


@pytest.mark.parametrize("text", ["", "Zoë Łukaszewicz", "https://example.org/x", "P001", "BCD"])
def test_names_ids_and_links_are_words_and_stay_as_they_are(text: str) -> None:
    assert badge.read(text, TAG) == badge.Words(text)


def test_the_checksum_is_crc16_ccitt_over_eight_bytes() -> None:
    # 0x29B1 is the published check value of CRC-16/CCITT-FALSE for "123456789"; ours runs over packed letters.
    assert badge.checksum("B" * 16) == "".join(badge.ALPHABET[int(d, 16)] for d in f"{0x313E:04x}")
