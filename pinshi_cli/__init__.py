"""pinshi: the quarterly assessment (平时考核) of civil servants, from register to grade."""

__version__ = "0.1.0"
