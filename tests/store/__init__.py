"""Tests of persistence, with real files."""
