"""What Kadra costs, measured beside a bare page in the same run. See bench/README.md."""
