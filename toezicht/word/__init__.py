"""The letter as a Word file, for who must finish it in Word. It is never the letter itself: that is the PDF."""
