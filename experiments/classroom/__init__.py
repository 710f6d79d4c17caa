"""The screens of a lesson that ask the model itself: Live, and one talk told step by step."""
