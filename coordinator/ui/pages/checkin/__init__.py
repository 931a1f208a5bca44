"""The check-in desk: one field, one answer, the person's day, and who is still missing."""
