"""The page on which staff re-plan the rest of the day."""
