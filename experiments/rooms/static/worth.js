// One number to a seat: what a text is worth to it beside what it has without a deal, or what
// something else is expected to bring it.

import { h } from "./dom.js";
import { term } from "./terms.js";

// place: tells the bar from another one on the page.
export function worthBar(label, worth, walkAway, place) {
  const low = Math.min(0, worth, walkAway);
  const high = Math.max(100, worth, walkAway);
  const at = (value) => `${(100 * (value - low)) / (high - low)}%`;
  const enough = worth >= walkAway;
  const words = enough ? "above your walk-away" : "below your walk-away";
  const [worthName, worthLine] = term("worth", label, place);
  const [name, line] = term("walk-away value", "your walk-away", place);
  return h("div", { class: "worth" },
    h("div", {}, h("span", { class: "muted" }, worthName), h("div", { class: "big digits" }, worth.toFixed(0))),
    h("div", { class: "scale" },
      h("div", { class: "track", role: "img", "aria-label": `${label} ${worth.toFixed(0)}, walk-away ${walkAway.toFixed(0)}` },
        h("div", { class: enough ? "fill" : "fill short", style: { width: at(worth) } }),
        h("div", { class: "mark", style: { left: at(walkAway) } })),
      h("p", { class: "muted" }, h("span", { class: "tick" }, "▎"), name, ` ${walkAway.toFixed(0)} · `,
        h("strong", { class: enough ? "good" : "bad" }, `${enough ? "▲" : "▼"} ${words}`))), worthLine, line);
}

export function gained(gain) {
  const [mark, sign, look] = gain > 0 ? ["▲", "+", "good"] : gain < 0 ? ["▼", "−", "bad"] : ["●", "", ""];
  return h("strong", { class: `digits ${look}` }, `${mark} ${sign}${Math.abs(gain).toFixed(1)}`);
}

// against: what it is measured by.
export function gainLine(gain, against) {
  const [name, line] = term("gain", "Worth to you");
  return h("div", { class: "worth" }, h("p", {}, name, " ", gained(gain), ` ${against}`), line);
}
