"""What the strategies of the literature share: targets, offers, and a picture of the others."""
