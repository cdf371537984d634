"""The nouns: people, periods, registers, grades, figures, diagnostics. No input, no output."""
