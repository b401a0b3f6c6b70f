"""The press: HTML to a PDF that is tagged (PDF/UA-1) and lasts (PDF/A-3a); and reading the text back."""
