"""How much a file may hold before it is refused."""

from __future__ import annotations

FILE_BYTES = 40_000_000
PARTS = 2_000
INFLATED_BYTES = 200_000_000
PART_RATIO = 250
"""A part that inflates to more than this many times its size is refused, once it is big enough to matter."""
RATIO_FROM_BYTES = 5_000_000
ROWS = 100_000
COLUMNS = 500
CELLS = 3_000_000
CELL_LETTERS = 33_000
LETTERS = 20_000_000
"""Letters in all cells of a file together."""
PREVIEW_ROWS = 60
CHILD_SECONDS = 60.0
CHILD_BYTES = 1_500_000_000
