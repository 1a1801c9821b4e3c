"""Online delivery of trainings: packs, the catalogue, lessons, and how far somebody is."""
