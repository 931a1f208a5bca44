"""The re-plan of the whole rest of the day: a problem goes in, a valid plan and its bounds come out; pure."""
