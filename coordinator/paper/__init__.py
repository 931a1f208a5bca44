"""Badges, table signs, table cards and agendas as PDF: records of `views.papers` in, pages and issues out."""
