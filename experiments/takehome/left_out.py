"""What the model leaves out, for readers without the documentation; a test holds both together."""

LEFT_OUT: dict[str, str] = {
    "Thinking ahead": (
        "All look one step ahead. Nobody holds a lever back because another will answer it, or "
        "stalls because better times will come."
    ),
    "When a text can pass": (
        "The prospect reckons with the text on the table, by the usual rhythm of texts, before "
        "talks open and while the mediator is away too."
    ),
    "Settling later": (
        "The value of no deal assumes war to its end. The chance of a better text next month is "
        "not in it, nor is the risk of a wider war (a lever's prospect has that one)."
    ),
    "Conditional offers": (
        "A lever is pulled or not. Nobody but the mediator threatens, and nobody says "
        "“if you sign, we lift it” outside a text."
    ),
    "Forces that interact": (
        "They add up, sanctions blunted by a backer's trade apart. Aid doesn't work better with "
        "sanctions beside it."
    ),
    "War as more than a ladder": (
        "One dimension, one pace, no geography, no adaptation. Losses don't change forces, and "
        "casualties are not counted."
    ),
    "Breach by interest": (
        "Promises and partial deals are broken at random, by reliability or at a rate, and never "
        "because a party gains by it. What a party would gain shows in the hazard alone."
    ),
    "Terms of side agreements": ("They are taken or left, not haggled over."),
    "Learning by others": (
        "The mediator alone keeps a picture of the others' minds. And texts alone inform it, with "
        "leaders' meetings: a lever pulled or an agreement refused tells it nothing, though in "
        "life it would."
    ),
    "Others leaving": ("The mediator alone can walk away. A party that wants no talks says no."),
    "Domestic politics": (
        "Red lines have a price and cohesion drifts. There are no factions and no changes of "
        "leader; an election counts only where an agreement dates one, and in ukraine none does."
    ),
    "Civilians": (
        "Nobody at the table stands for them; their losses are in the belligerents' costs, if "
        "anywhere."
    ),
}
