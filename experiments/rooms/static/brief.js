// The confidential brief: on a wide page a card, on a phone a sheet that is pulled up.

import { chip, h } from "./dom.js";

export function walkAwayWords(brief) {
  const moved = brief.trend;
  const way = moved === null || Math.abs(moved) < 0.05
    ? "." : `, ${moved < 0 ? "falling" : "rising"} about ${Math.abs(moved).toFixed(1)} a round.`;
  return ["Walk-away value: ", h("strong", {}, `${brief.walk_away.toFixed(0)} ${brief.unit}`), ` now${way}`];
}

export function briefCard(seat, state, redraw) {
  const brief = seat.brief;
  const rows = brief.issues.map((issue) => h("tr", {},
    h("th", { scope: "row", title: issue.about }, issue.name),
    h("td", {}, issue.want),
    h("td", { class: "bars" }, h("span", { role: "img", "aria-label": `weight ${issue.bars} of 5` }, "▮".repeat(issue.bars) || "–"))));
  const levers = brief.levers.map((lever) => h("li", {},
    lever.text, lever.in_force ? h("strong", {}, " (in force)") : null));
  return h("aside", { class: state.sheet ? "card brief open" : "card brief", "data-party": brief.party, "aria-label": "Your confidential brief" },
    h("button", { class: "pull", id: "pull", "aria-expanded": String(Boolean(state.sheet)), onclick: () => { state.sheet = !state.sheet; redraw(); } },
      state.sheet ? "Close your brief" : "Your confidential brief"),
    h("div", { class: "inside" },
      h("h2", {}, chip(brief.party), " Your confidential brief"),
      h("p", {}, "You speak for ", h("strong", {}, brief.name), ". Only you see this card."),
      h("table", {}, h("thead", {}, h("tr", {}, ["Issue", "You want", "Weight"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, rows)),
      h("p", {}, walkAwayWords(brief)),
      brief.red_lines.length ? h("p", {}, h("strong", {}, "Red lines: "), `${brief.red_lines.join("; ")}.`) : null,
      levers.length ? h("div", {}, h("h3", {}, "Your levers"), h("ul", {}, levers)) : null,
      h("details", {}, h("summary", {}, "Who you are"), h("p", {}, brief.about)),
      h("p", { class: "muted" }, "You do not know the others’ weights. Read their moves.")));
}
