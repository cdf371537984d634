"""Many registers in one run: `pinshi batch`."""
