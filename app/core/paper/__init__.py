"""What every printed document is made of: fonts, text on lines, QR codes, codes to type."""
