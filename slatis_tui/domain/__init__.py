"""What a booking is: models, lifecycle, forms, views and times, on the standard library alone."""
