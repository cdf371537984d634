"""Two rosters held against each other: `pinshi roster`."""
