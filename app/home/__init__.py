"""One landing page per role, and the living style page of the demo."""
