// What the debrief shows: prediction, model and class; scores; turning points; what if; questions.
// Pure functions from what is given to elements; they know nothing of a server.

import { chip, h, show } from "./dom.js";
import { scoreSheet } from "./sheet.js";
import { strip } from "./strip.js";
import { term } from "./terms.js";

// Draws all of it; take: what may be taken along, at the foot of the score sheet.
export function debriefing(root, given, take) {
  show(root, h("div", { class: "debrief" },
    h("main", { class: "card headline" }, headline(given), dots(given)),
    h("section", { class: "card turns" }, turning(given)),
    h("section", { class: "card" }, whatIf(given)),
    h("section", { class: "card sheet-side" }, scoreSheet(given), questions(given), take)));
}

const median = (values) => {
  const middle = values.length / 2;
  return values.length % 2 ? values[Math.floor(middle)] : Math.round((values[middle - 1] + values[middle]) / 2);
};

function headline(given) {
  const said = given.predictions.length ? `The middle prediction was ${median(given.predictions)}. ` : "";
  const got = `The class got ${given.class_deals} of ${given.class_talks}.`;
  return [h("h1", { class: "headline-words" }, `${said}The model says ${given.model}. ${got}`),
    h("p", { class: "muted" }, `Settlements per 100 talks; agents alone, ${given.runs} talks, simulation error ±${given.error}. ${given.title}. A model, not a forecast.`)];
}

// A dot for each prediction, stacked where they meet; the model a line, the class a dashed one.
function dots(given) {
  const share = given.class_talks ? Math.round((100 * given.class_deals) / given.class_talks) : null;
  const lines = [{ value: given.model, name: "model", words: `model ${given.model}` }];
  if (share !== null) lines.push({ value: share, name: "class", words: `class ${share}` });
  const words = `Predictions ${given.predictions.join(", ") || "none"}; model ${given.model}; class ${share ?? "none"}`;
  return [strip(given.predictions, lines, words), h("p", { class: "muted" }, "● one team’s prediction before the run")];
}

// On the screen one talk, of one's choice; on paper, where nothing can be chosen, all of them.
function turning(given) {
  const name = (one) => one.teams.join(", ") || `talk ${one.talk}`;
  const several = given.talks.length > 1;
  const all = given.talks.map((one, place) => h("div", { class: place ? "moments only-print" : "moments" },
    h("h3", { class: several && "only-print" }, name(one)), h("p", {}, one.ending.words),
    h("table", {}, h("tbody", {}, one.turning.map((each) => h("tr", {}, h("th", { scope: "row" }, `R${each.round}`), h("td", {}, chip(each.party, given.parties[each.party])), h("td", {}, each.words)))))));
  const pick = (event) => all.forEach((node, place) => node.classList.toggle("only-print", place !== Number(event.target.value)));
  return [h("h2", {}, term("turning point", "Turning points")),
    several ? h("div", { class: "field no-print" }, h("label", { for: "talk" }, "Whose talk"), h("select", { id: "talk", onchange: pick },
      given.talks.map((one, place) => h("option", { value: String(place) }, `${name(one)}: ${one.ending.words}`)))) : null,
    all];
}

function whatIf(given) {
  return [h("h2", {}, "If one thing had been different"),
    h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Change"), h("th", { scope: "col" }, "Settlements in 100"))),
      h("tbody", {}, given.what_if.map((one) => h("tr", {}, h("td", {}, one.words), h("td", { class: "digits" }, `${one.before} → `, h("strong", {}, one.after)))))),
    h("p", { class: "muted" }, "Agents alone, on the same seeds.")];
}

function questions(given) {
  return h("div", {}, h("h2", {}, "Talk about it"), h("ol", {}, given.questions.map((words) => h("li", {}, words))),
    h("details", { open: !given.neutral }, h("summary", {}, "The model’s side again"), h("code", {}, given.command)));
}
