"""Printers of this computer: which there are, how pages reach them, and what became of a job."""
