"""Kinds of questions, one module each: how it is asked, marked and explained."""
