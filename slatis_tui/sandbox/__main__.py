"""The demo's sandbox as a process: orders come over standard input, one line says where it is."""

from slatis_tui.sandbox.child import main

if __name__ == "__main__":
    main()
