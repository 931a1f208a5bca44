"""What happened, as tables: the attendance log, the meetings, the badge codes, and a CSV file that is safe to open."""
