"""What can be chosen, applied at once."""
