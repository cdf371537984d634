"""What each group of commands does, without a screen: results to show, documents to write."""
