"""A quarter sealed in an archive, and one held against itself: `pinshi seal`, `verify --sealed`."""
