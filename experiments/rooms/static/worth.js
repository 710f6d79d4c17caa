// One number to a seat: what a text is worth to it, beside what it has without a deal.

import { h } from "./dom.js";
import { term } from "./terms.js";

// place: tells the bar from another one on the page.
export function worthBar(label, worth, walkAway, place) {
  const low = Math.min(0, worth, walkAway);
  const high = Math.max(100, worth, walkAway);
  const at = (value) => `${(100 * (value - low)) / (high - low)}%`;
  const better = worth >= walkAway;
  const words = better ? "above your walk-away" : "below your walk-away";
  const [name, line] = term("walk-away value", "your walk-away", place);
  return h("div", { class: "worth" },
    h("div", {}, h("span", { class: "muted" }, label), h("div", { class: "big digits" }, worth.toFixed(0))),
    h("div", { class: "scale" },
      h("div", { class: "track", role: "img", "aria-label": `${label} ${worth.toFixed(0)}, walk-away ${walkAway.toFixed(0)}` },
        h("div", { class: better ? "fill" : "fill short", style: { width: at(worth) } }),
        h("div", { class: "mark", style: { left: at(walkAway) } })),
      h("p", { class: "muted" }, h("span", { class: "tick" }, "▎"), name, ` ${walkAway.toFixed(0)} · `,
        h("strong", { class: better ? "good" : "bad" }, `${better ? "▲" : "▼"} ${words}`))), line);
}
