"""`kadra demo`: an invented city with a year of history, to try Kadra on."""
