"""Pure functions from the model to text and style names."""
