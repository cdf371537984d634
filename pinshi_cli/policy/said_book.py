"""The whole book in sentences, section by section."""

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said import Section
from pinshi_cli.policy.said_quarter import quarter_sections
from pinshi_cli.policy.said_use import use_sections
from pinshi_cli.policy.said_year import year_sections


def sections(policy: Policy) -> list[Section]:
    """Every rule of the book, by kind; kinds without a rule are left out."""
    every = (*quarter_sections(policy), *year_sections(policy), *use_sections(policy))
    return [section for section in every if section.lines]
