"""What was decided, kept: entries that nobody overwrites, each sealed by the one before."""
