"""Sheets of paper: badges to cut, and the list that people of a meeting sign."""
