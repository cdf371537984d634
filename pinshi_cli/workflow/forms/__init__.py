"""Papers from templates: `pinshi form`."""
