"""The verbs, pure: score, bands, measures, quota, decision. See the steps of docs/design.md."""
