"""Service: settings to a ready Backstory. Clock, randomness, environment and file system enter here."""
