"""The invented units of the other places, one module a place."""
