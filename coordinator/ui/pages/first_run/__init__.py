"""The first page, when no event is open."""
