"""Documents of completed trainings: issued once, frozen, verified by anybody."""
