"""The result workbook, with live formulas."""
