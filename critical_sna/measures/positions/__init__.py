"""Where people stand: one value or more for each person."""
