"""`python -m slatis_tui` is `slatis-tui`."""

from slatis_tui.cli import main

if __name__ == "__main__":
    main()
