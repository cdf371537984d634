"""The use of results: `pinshi use`."""
