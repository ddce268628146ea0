"""The README's pictures, and the script that draws them from the real program."""
