"""A step after the last one, for the tortures only."""
