"""The workbook that a team opens, fills in and sends back."""
