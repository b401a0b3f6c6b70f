"""The letter: what stands in it (`inhoud`), its running text (`tekst`), and the PDF (`zetten`)."""
