"""The specification of Kadra, one file per rule or screen."""
