"""The event file, its journal, its backups; the only SQL in Python."""
