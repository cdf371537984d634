"""Many units side by side: finding registers, running work on them, remembering what is done."""
