"""The floor: every table in every round, and a panel that repairs what goes wrong."""
