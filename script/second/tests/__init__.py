"""What is published elsewhere, and what has to fail: `python -m unittest discover script/second`."""
