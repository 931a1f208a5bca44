"""A schedule file becomes a schedule, or a list of problems: read under guard, understood, checked."""
