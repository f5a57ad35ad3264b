"""What a declared field's resolver does."""
