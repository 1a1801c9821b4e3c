"""Words of what is handed out about a published figure. It is Polish, whatever the screen says."""
