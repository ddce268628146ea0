"""The terminal: how the console's keys are read, and how it is left behind as it was found."""
