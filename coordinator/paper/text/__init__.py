"""Text on paper: made printable, ordered, shaped, fitted into its box and written."""
