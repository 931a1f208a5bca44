"""The numbers of the day, and the logs to save."""
