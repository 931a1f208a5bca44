"""The words and rules of an event day; standard library only, no clock, no file, no randomness."""
