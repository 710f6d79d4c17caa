// The score sheet of a class: each team's end and points, beside what agents alone came to.

import { chip, h } from "./dom.js";
import { ENDS } from "./ends.js";
import { term } from "./terms.js";

const HEADS = ["Team", "Result", "Points", "vs average"];
const against = (number) => `${number >= 0 ? "▲" : "▼"} ${Math.abs(number).toFixed(0)}`;
const ended = (one) => (one.walked === null ? `${ENDS[one.outcome]}, round ${one.round + 1}` : `Walked out, round ${one.walked + 1}`);
const inLuck = (one) => `${ENDS[one.same_luck_outcome]} ${one.same_luck.toFixed(0)}`;

function row(kind, name, result, points, versus) {
  return h("tr", { class: kind }, h("th", { scope: "row" }, name), h("td", {}, result), h("td", { class: "digits" }, points), h("td", { class: "digits" }, versus));
}

// The same luck stands beneath the teams where those of a party shared it, else beneath each team.
export function scoreSheet(given) {
  const parties = [...new Map(given.sheet.map((one) => [one.party, one])).values()];
  const shared = parties.length < given.sheet.length
    && parties.every((first) => given.sheet.every((one) => one.party !== first.party || inLuck(one) === inLuck(first)));
  const named = (one, words) => [words, parties.length > 1 ? [" ", chip(one.party, given.parties[one.party])] : null];
  const teams = given.sheet.map((one) => row("", named(one, one.team),
    [ended(one), shared ? null : h("div", { class: "muted" }, `agents: ${inLuck(one)}`)],
    h("strong", {}, one.points.toFixed(0)), against(one.versus)));
  const agents = parties.flatMap((one) => [
    shared ? row("muted", named(one, "Agents, same luck"), ENDS[one.same_luck_outcome], one.same_luck.toFixed(0), against(one.same_luck - one.agents)) : null,
    row("muted", named(one, "Agents, average"), `${one.runs} talks`, one.agents.toFixed(0), "—"),
  ]);
  const [points, line] = term("points", HEADS[2]);
  const whose = parties.length > 1 ? "all seats" : `${given.parties[parties[0]?.party] ?? ""} seats`;
  return h("div", {}, h("h2", {}, `Score sheet: ${whose}`), line,
    h("div", { class: "scrolls tall", tabIndex: 0, role: "region", "aria-label": "Score sheet" }, h("table", {},
      h("thead", {}, h("tr", {}, HEADS.map((head) => h("th", { scope: "col" }, head === HEADS[2] ? points : head)))), h("tbody", {}, teams, agents))),
    h("p", { class: "muted" }, `${shared ? "Same luck" : "Agents"}: the same talk with agents in every seat.`));
}
