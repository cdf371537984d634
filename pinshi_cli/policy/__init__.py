"""The rule books: packs as data, read strictly, joined with their base, chosen by date."""
