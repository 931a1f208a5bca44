"""Everybody, to be found, narrowed and acted for."""
