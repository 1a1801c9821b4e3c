"""Lists of confirmation: what stands on them, and whom they mean."""
