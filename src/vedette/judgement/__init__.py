"""What the evidence means: signals, and what people conclude from them."""
