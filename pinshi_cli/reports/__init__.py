"""Documents about many rules or many people: handbooks, reports, lists."""
