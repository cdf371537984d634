"""Documents from templates, and read back."""
