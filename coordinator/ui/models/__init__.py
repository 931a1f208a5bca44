"""What views and grids read from: rows kept in step with the desk."""
