"""The packs of rules for a call: found, proved, compared, printed."""
