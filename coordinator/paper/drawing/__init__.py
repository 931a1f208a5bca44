"""Drawing: elements of a template, filled from a record, on a panel of the sheet."""
