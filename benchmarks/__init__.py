"""Measurements: paired, in one run, as ratios. `python -m benchmarks.speed` prints them all."""
