// The debrief: prediction, model and class; scores; turning points; what if; three questions.

import { chip, h, show } from "./dom.js";
import { follow } from "./neutral.js";
import { ask, plainCode, remembered } from "./net.js";
import { strip } from "./strip.js";

export function mount(root, query) {
  const code = plainCode(query.get("room"));
  const token = remembered("host", code) ?? remembered("seat", code);
  if (!token) {
    show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), h("p", {}, "Open it from the class, or from your seat, when the talks are over.")));
    return () => {};
  }
  show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), h("p", { role: "status" }, "Playing the same talks with agents alone, and once more with one thing different …")));
  let shown = true;
  ask(`/${code}/debrief`, { token }).then((given) => { if (shown) { follow(given); draw(root, given, code, token, 0); } },
    (error) => shown && show(root, h("main", { class: "card narrow" }, h("h1", {}, "Debrief"), h("p", { class: "fault", role: "alert" }, error.message))));
  return () => { shown = false; };
}

function draw(root, given, code, token, talk) {
  show(root, h("div", { class: "debrief" },
    h("main", { class: "card headline" }, headline(given), dots(given)),
    h("section", { class: "card" }, turning(given, talk, (next) => draw(root, given, code, token, next))),
    h("section", { class: "card" }, whatIf(given)),
    h("section", { class: "card sheet-side" }, sheet(given), questions(given), take(code, token))));
}

const ENDS = {
  deal: "Deal", limited: "Limited deals", frozen: "Frozen", escalation: "Escalation", wider_war: "Wider war",
  capitulation: "Collapse", exhaustion: "Exhaustion", protracted: "No deal",
};

const median = (values) => {
  const middle = values.length / 2;
  return values.length % 2 ? values[Math.floor(middle)] : Math.round((values[middle - 1] + values[middle]) / 2);
};

function headline(given) {
  const said = given.predictions.length ? `You predicted ${median(given.predictions)}. ` : "";
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

function turning(given, at, pick) {
  const talk = given.talks[at];
  const name = (one) => one.teams.join(", ") || `talk ${one.talk}`;
  return [h("h2", {}, `Turning points: ${name(talk)}`),
    given.talks.length > 1 ? h("div", { class: "field" }, h("label", { for: "talk" }, "Another talk"), h("select", { id: "talk", onchange: (event) => pick(Number(event.target.value)) },
      given.talks.map((one, place) => h("option", { value: String(place), selected: place === at }, `${name(one)}: ${one.ending.words}`)))) : null,
    h("p", {}, talk.ending.words),
    h("table", {}, h("tbody", {}, talk.turning.map((one) => h("tr", {}, h("th", { scope: "row" }, `R${one.round}`), h("td", {}, chip(one.party, given.parties[one.party])), h("td", {}, one.words)))))];
}

function whatIf(given) {
  return [h("h2", {}, "If one thing had been different"),
    h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Change"), h("th", { scope: "col" }, "Settlements in 100"))),
      h("tbody", {}, given.what_if.map((one) => h("tr", {}, h("td", {}, one.words), h("td", { class: "digits" }, `${one.before} → `, h("strong", {}, one.after)))))),
    h("p", { class: "muted" }, "Agents alone, on the same seeds.")];
}

function sheet(given) {
  const several = new Set(given.sheet.map((one) => one.party)).size > 1;
  const end = (one) => (one.walked === null ? `${ENDS[one.outcome]}, round ${one.round + 1}` : `Walked out, round ${one.walked + 1}`);
  const rows = given.sheet.map((one) => h("tr", {},
    h("th", { scope: "row" }, one.team, several ? [" ", chip(one.party, given.parties[one.party])] : null),
    h("td", {}, end(one)), h("td", { class: "digits" }, h("strong", {}, one.points.toFixed(0))),
    h("td", { class: "digits" }, `${one.versus >= 0 ? "▲" : "▼"} ${Math.abs(one.versus).toFixed(0)}`)));
  const seats = several ? "all seats" : `${given.parties[given.sheet[0]?.party] ?? ""} seats`;
  const means = [...new Map(given.sheet.map((one) => [one.party, one])).values()];
  const agents = means.map((one) => h("tr", { class: "muted" }, h("th", { scope: "row" }, several ? ["Agents ", chip(one.party)] : "Agents’ average"), h("td", {}, `${one.runs} talks`), h("td", { class: "digits" }, one.agents.toFixed(0)), h("td", {}, "—")));
  return h("div", {}, h("h2", {}, `Score sheet: ${seats}`),
    h("div", { class: "scrolls tall", tabIndex: 0, role: "region", "aria-label": "Score sheet" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Team", "Result", "Points", "vs agents"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, rows, agents))));
}

function questions(given) {
  return h("div", {}, h("h2", {}, "Talk about it"), h("ol", {}, given.questions.map((words) => h("li", {}, words))),
    h("details", { open: !given.neutral }, h("summary", {}, "The model’s side again"), h("code", {}, given.command)));
}

function take(code, token) {
  const save = async () => {
    const reply = await fetch(`/api/rooms/${code}/debrief.csv`, { headers: { authorization: `Bearer ${token}` } });
    const link = h("a", { href: URL.createObjectURL(await reply.blob()), download: "score-sheet.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  return h("div", { class: "buttons no-print" },
    h("button", { class: "main", id: "print", onclick: () => print() }, "Print, or save as PDF"), h("button", { id: "csv", onclick: save }, "CSV"));
}
