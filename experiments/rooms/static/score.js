// How the talk of a seat ended, and its score beside the agents'.

import { counted } from "./counting.js";
import { h } from "./dom.js";
import { ENDS } from "./ends.js";
import { ask } from "./net.js";

export function scoreCard(page) {
  const { seat } = page.view;
  const sheet = h("div", { role: "status" }, page.state.score ? table(page.state.score, seat) : h("p", { class: "muted" }, "Working out what agents come to in the same talks …"));
  if (!page.state.score && !page.state.scoring) {
    page.state.scoring = true;
    ask(`/${page.code}/score`, { token: page.token }).then((score) => { page.state.score = score; page.draw(); }, () => { page.state.scoring = false; });
  }
  return h("section", {}, h("h1", {}, seat.ending.words), sheet,
    page.view.phase === "debrief" ? h("p", {}, h("a", { class: "button main", href: `#/debrief?room=${page.code}` }, "To the debrief")) : h("p", { class: "muted" }, "The debrief opens when the lecturer ends the talks."));
}

function table(score, seat) {
  const rows = [
    ["You are left with", `${score.points.toFixed(1)} ${seat.brief.unit}`],
    [`Agents in your place, mean of ${score.runs} talks`, score.agents.toFixed(1)],
    ["You against them", `${score.versus >= 0 ? "▲" : "▼"} ${Math.abs(score.versus).toFixed(1)}`],
    ["Agents alone, in this very luck", `${score.same_luck.toFixed(1)}: ${ENDS[score.same_luck_outcome]}`],
    ["Hints, and asking the agent", `${score.hints}, ${score.advice}`],
    ["Left to your agent", `${score.by_agent} of ${counted(score.decided, "decision")}`],
  ];
  return h("table", { class: "sheet" }, h("tbody", {}, rows.map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "digits" }, h("strong", {}, value))))));
}
