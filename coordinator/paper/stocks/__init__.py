"""Stocks: what lies in the printer, where its cells are, and how records are spread over them."""
