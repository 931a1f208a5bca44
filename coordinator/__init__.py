"""The Event-Day Coordinator: runs the day of a matchmaking event from one file on one laptop."""

__version__ = "0.1.0"
