"""Who links whom: brokerage between groups."""
