"""The sheet of paper: words and a code in, the bytes of a PDF out."""
