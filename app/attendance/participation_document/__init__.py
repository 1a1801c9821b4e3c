"""The sheet of paper of a list: words and a code in, the bytes of a PDF out."""
