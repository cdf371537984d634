"""The ledger under torture: killed, full, failing, shared, tampered with.

`python -m benchmarks.torture` runs everything with the full counts, `python -m benchmarks.torture
kills --share 20` one suite with a twentieth of them, as the tests do.
"""
