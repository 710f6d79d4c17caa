// What a take-home page rests on: its limits, what the model leaves out, and how it was made.

import { told } from "/live/sliders.js";
import { h, show } from "/static/dom.js";

export function about(root, { about: given, sliders, grid }) {
  const made = [
    ["Scenario", given.scenario], ["Reading", given.lens ?? "neutral base"], ["Seed", given.seed],
    ["Played", `${sliders.map((one) => one.levels.length).join(" × ")} values, ${grid.runs} talks at each`],
    ["batna", `version ${given.version}`], ["Digest of the scenario", given.digest],
  ];
  show(root, h("main", { class: "about" },
    h("section", { class: "card" }, h("h1", {}, given.title), h("h2", {}, "A model, not a forecast"),
      h("ul", {}, given.limits.map((words) => h("li", {}, words))),
      h("h2", {}, "How this file was made"), given.note ? h("p", {}, given.note) : null,
      h("table", {}, h("tbody", {}, made.map(([head, words]) => h("tr", {}, h("th", { scope: "row" }, head), h("td", {}, words))))),
      h("p", {}, "The same grid and talks again, in a terminal:"), h("code", { class: "cli" }, given.command)),
    h("section", { class: "card" }, h("h2", {}, "What this leaves out"),
      h("dl", { class: "left-out" }, given.left_out.map(([head, words]) => h("div", {}, h("dt", {}, head), h("dd", {}, words))))),
    h("section", { class: "card" }, h("h2", {}, "Who claims these numbers?"), sliders.map(({ number, claims }) => [h("h3", {}, number.label),
      h("p", { class: "muted" }, `${number.path}: ${told(number.value, number)} ${number.unit}, plausible ${told(number.low, number)} to ${told(number.high, number)}.`),
      number.note ? h("p", {}, number.note) : null,
      h("ul", { class: "claims" }, claims.map(([source, words]) => h("li", {}, words, " ", h("span", { class: "muted" }, source))))]),
    h("p", { class: "muted" }, "All other numbers stand at the scenario's own values; batna explain tells who claims each."))));
}
