"""What proves a published figure: the report, the workbook, and the pack with all files."""
