// Words of negotiation, each explained where it stands: a tap on one opens a line under it.
// The explanations are the glossary's (docs/glossary.md), to which a test holds them.

import { h } from "./dom.js";

const TERMS = {
  "gain": "What a move or a side agreement is expected to bring a party, less its price: by its own beliefs, one step ahead, blind to what others will do next.",
  "lever": "A move that a party can make by itself: aid, sanctions, strikes, a raid, an ultimatum and others. It costs something at home, and is pulled if the prospect is worth it.",
  "points": "The scale of worth: 50 is neither gain nor loss, 100 all that a party has at stake. A scenario with scores of its own keeps them.",
  "red line": "An option that a party has ruled out. Soft: crossing it costs a price at home. Hard: the party refuses.",
  "settlement": "A comprehensive deal: one text for all issues, with the yes of all whose consent it needs.",
  "side agreement": "What the parties of a side track settle short of the text: a partial deal, or one that is for good.",
  "turning point": "The text whose distance to passing differed most from that of the text before. A debrief lists several, and the moves that shifted a walk-away value most. Short: by how much the party furthest from a yes missed what it held out for.",
  "walk-away value": "What a party expects without a deal, in points: the worth to it of its BATNA, the best alternative to a negotiated agreement. A text that is worth less is worse than none.",
  "worth": "What a text is worth to a party, with its doubts about promises and about the peace, less the price at home.",
  "weight": "How much hangs on an issue for a party: its best option there against its worst. Five marks stand for the largest.",
};
const opened = new Set(); // stays so while a page is drawn anew

// A term as a button, and the line that it opens, to be put where there is room for it.
// place: tells it from the same term elsewhere on a page.
export function term(name, words = name, place = "here") {
  const id = `term-${name.replace(/\W/g, "-")}-${place}`;
  const line = h("span", { class: "note explained", id: `${id}-line`, role: "note", hidden: !opened.has(id) }, TERMS[name]);
  const button = h("button", { class: "term", type: "button", id, "aria-expanded": String(!line.hidden), "aria-controls": line.id, onclick: () => {
    line.hidden = !line.hidden;
    if (line.hidden) opened.delete(id); else opened.add(id);
    button.setAttribute("aria-expanded", String(!line.hidden));
  } }, words);
  return [button, line];
}
