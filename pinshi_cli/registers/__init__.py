"""Registers in: sheets and headings by the contract, rows to people, cells to exact values."""
