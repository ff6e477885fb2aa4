"""What measures are computed with: searches, listings and products on the ties."""
