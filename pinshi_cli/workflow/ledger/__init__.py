"""What is put on record, changed, asked of and kept: the commands of the ledger."""
