"""What is published of a quarter: `pinshi notice`."""
