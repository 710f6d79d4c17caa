// How talks end, in a word or two.

export const ENDS = {
  deal: "Deal", limited: "Limited deals", frozen: "Frozen", escalation: "Escalation", wider_war: "Wider war",
  capitulation: "Collapse", exhaustion: "Exhaustion", protracted: "No deal",
};
