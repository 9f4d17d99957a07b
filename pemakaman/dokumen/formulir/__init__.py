"""Layouts of the forms, one module a form; each exports `build`, which lays the form out for a kab/kota's choices."""
