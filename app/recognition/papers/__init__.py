"""What may be taken in as a paper: a PDF that only shows pages, or a picture, drawn anew."""
