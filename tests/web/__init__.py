"""Tests of the Flask toolbox."""
