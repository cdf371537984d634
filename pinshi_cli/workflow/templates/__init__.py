"""The templates of forms: where they lie, what is wrong with them, a trial print."""
