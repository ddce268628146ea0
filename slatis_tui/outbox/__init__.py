"""Every write, from the key press to the settled change: nothing is sent that is not written down."""
