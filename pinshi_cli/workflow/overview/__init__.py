"""Where all units of a run stand: `pinshi overview`."""
