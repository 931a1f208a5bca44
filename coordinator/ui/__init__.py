"""Qt only: the window, its look, its widgets and its pages."""
