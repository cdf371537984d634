"""The verdicts of a year, from registers or from the ledger: `pinshi annual`."""
