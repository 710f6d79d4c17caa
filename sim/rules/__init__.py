"""The rules of the world, one idea a file; each cites its source and runs plain or compiled."""
