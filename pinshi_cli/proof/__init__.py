"""Does a rule book hold? Its own examples, worked."""
