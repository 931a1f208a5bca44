"""A schedule file, step by step: file, columns, check, ready."""
