// The confidential brief: on a wide page a card, on a phone a sheet that is pulled up.

import { chip, h } from "./dom.js";
import { term } from "./terms.js";

function walkAway(brief) {
  const moved = brief.trend;
  const way = moved === null || Math.abs(moved) < 0.05
    ? "." : `, ${moved < 0 ? "falling" : "rising"} about ${Math.abs(moved).toFixed(1)} a round.`;
  const [name, line] = term("walk-away value", "Walk-away value", "brief");
  return h("p", {}, name, ": ", h("strong", {}, `${brief.walk_away.toFixed(0)} ${brief.unit}`), ` now${way}`, line);
}

function redLines(brief) {
  const [name, line] = term("red line", "Red lines", "brief");
  return brief.red_lines.length ? h("p", {}, name, `: ${brief.red_lines.join("; ")}.`, line) : null;
}

export function briefCard(seat, state, redraw) {
  const brief = seat.brief;
  const rows = brief.issues.map((issue) => h("tr", {},
    h("th", { scope: "row", title: issue.about }, issue.name),
    h("td", {}, issue.want),
    h("td", { class: "bars" }, h("span", { role: "img", "aria-label": `weight ${issue.bars} of 5` }, "▮".repeat(issue.bars) || "–"))));
  const [weight, line] = term("weight", "Weight", "brief");
  const levers = brief.levers.map((lever) => h("li", {},
    lever.text, lever.in_force ? h("strong", {}, " (in force)") : null));
  return h("aside", { class: state.sheet ? "card brief open" : "card brief", "data-party": brief.party, "aria-label": "Your confidential brief" },
    h("button", { class: "pull", id: "pull", "aria-expanded": String(Boolean(state.sheet)), onclick: () => { state.sheet = !state.sheet; redraw(); } },
      state.sheet ? "Close your brief" : "Your confidential brief"),
    h("div", { class: "inside" },
      h("h2", {}, chip(brief.party), " Your confidential brief"),
      h("p", {}, "You speak for ", h("strong", {}, brief.name), ". Only you see this card."),
      h("table", {}, h("thead", {}, h("tr", {}, ["Issue", "You want", weight].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, rows)),
      line, walkAway(brief), redLines(brief),
      levers.length ? h("div", {}, h("h3", {}, term("lever", "Your levers", "brief")), h("ul", {}, levers)) : null,
      h("details", {}, h("summary", {}, "Who you are"), h("p", {}, brief.about)),
      h("p", { class: "muted" }, "You do not know the others’ weights. Read their moves.")));
}
