// What a seat is asked now, and the buttons that answer it.

import { Builder } from "./builder.js";
import { chip, h } from "./dom.js";
import { term } from "./terms.js";
import { gainLine, gained, worthBar } from "./worth.js";

export function questionCard(page) {
  const { view, state } = page;
  const { seat } = view;
  const asked = seat.question;
  const head = `Round ${seat.round + 1} of ${seat.rounds}, ${seat.date}`;
  if (!asked) {
    const waits = seat.waiting.map((who) => seat.parties[who].replace(/^The /, "the ")).join(", ");
    return h("section", {}, h("h1", {}, head), h("p", { role: "status" }, waits ? `Waiting for ${waits}.` : "Waiting."));
  }
  state.builder?.pause(view.paused);
  const parts = { answer, draft, levers, join, part }[asked.kind](page, asked);
  return h("section", { class: "question" },
    h("h1", {}, `${head} — ${asked.headline}`),
    view.paused ? h("p", { class: "news" }, "The lecturer has paused the talks.") : null,
    parts, h("div", { class: "foot" }, state.builder ? null : walkOut(page), page.time()));
}

const button = (page, id, words, act, kind = "") =>
  h("button", { id, class: kind, disabled: page.view.paused, onclick: act }, words);

// Leaving for good asks twice.
function walkOut(page) {
  if (page.view.seat.walked) return h("p", { class: "muted" }, "You have walked out.");
  if (!page.state.sure) return button(page, "walk", "Walk out …", () => { page.state.sure = true; page.draw(); document.getElementById("walk-yes")?.focus(); }, "warn");
  return h("div", { class: "sure", role: "group", "aria-label": "Walk out?" },
    h("span", {}, "For good: you say no to every text from now on, and the war goes on. "),
    button(page, "walk-yes", "Walk out", () => page.decide({ do: "walk" }), "warn"),
    button(page, "walk-no", "Stay", () => { page.state.sure = false; page.draw(); }));
}

function build(page) {
  page.state.builder = new Builder(page.view.seat, page.code, page.token, {
    table: (terms) => page.decide({ do: page.view.seat.question.kind === "draft" ? "table" : "refuse", terms }),
    drop: () => { page.state.builder = null; page.draw(); },
  });
  page.draw();
  page.state.builder.node.querySelector("select:not([disabled])")?.focus();
}

function answer(page, asked) {
  const from = page.view.seat.parties[asked.drafter];
  return [
    h("div", { class: "proposal" }, chip(asked.drafter, from), h("strong", {}, " proposes"), h("ul", { class: "terms-list" }, asked.words.map((words) => h("li", {}, words)))),
    worthBar("Worth to you", asked.worth, asked.walk_away, "question"),
    page.state.builder?.node ?? h("div", { class: "buttons" },
      button(page, "accept", "Accept", () => page.decide({ do: "accept" }), "main"),
      asked.may_counter ? button(page, "counter", "Counter-offer …", () => build(page)) : null,
      button(page, "refuse", "Refuse", () => page.decide({ do: "refuse" }))),
  ];
}

function draft(page, asked) {
  const why = { counter: "You refused the last text. You may answer with your own.", direct: "You meet the other side alone: what you both agree on goes into the text.", main: "The next text is yours to table." };
  return [
    h("p", {}, why[asked.track]),
    page.state.builder?.node ?? h("div", { class: "buttons" },
      button(page, "counter", "Put a text together …", () => build(page), "main"),
      button(page, "pass", "Table nothing", () => page.decide({ do: "pass" }))),
  ];
}

function levers(page, asked) {
  const { picked } = page.state;
  const box = (lever) => h("label", { class: "check" },
    h("input", { type: "checkbox", id: `lever-${lever.lever}`, checked: picked.has(lever.lever), onchange: (event) => {
      if (event.target.checked) picked.add(lever.lever); else picked.delete(lever.lever);
      page.draw();
    } }), ` ${lever.text} `, gained(lever.gain));
  const [gain, line] = term("gain", "worth to you");
  const chosen = asked.levers.filter((l) => picked.has(l.lever)).map((l) => l.lever);
  return [
    h("p", {}, "What does your side do besides talking?"),
    h("fieldset", {}, h("legend", { class: "muted" }, "Each is done at once, and has its price"), asked.levers.map(box),
      h("p", { class: "muted" }, "▲ ▼ ", gain, `, in ${page.view.seat.brief.unit}, its price taken off.`, line)),
    stances(page, asked),
    h("div", { class: "buttons" },
      button(page, "do-it", chosen.length ? "Do it" : "Leave all as it is", () => page.decide({ do: "levers", levers: chosen, stances: page.state.stances ?? {} }), "main"),
      button(page, "rest", "Nothing until the next text", () => page.decide({ do: "levers", levers: [], rest: true }))),
  ];
}

function stances(page, asked) {
  if (!asked.stances.length) return null;
  page.state.stances ??= {};
  return h("details", {}, h("summary", {}, "Your word on side agreements"),
    asked.stances.map((pact) => h("label", { class: "check" },
      h("input", { type: "checkbox", id: `pact-${pact.agreement}`, checked: page.state.stances[pact.agreement] ?? pact.stands === "join", onchange: (event) => { page.state.stances[pact.agreement] = event.target.checked; } }),
      ` join: ${pact.short}`)));
}

function join(page, asked) {
  const [side, line] = term("side agreement");
  return [
    h("div", { class: "proposal" }, asked.words),
    gainLine(asked.gain, `${page.view.seat.brief.unit} over staying out.`),
    h("p", { class: "muted" }, "It is a ", side, ". Your word stands until you change it, among your levers.", line),
    h("div", { class: "buttons" },
      button(page, "join", "Join", () => page.decide({ do: "join" }), "main"),
      button(page, "decline", "Stay out", () => page.decide({ do: "decline" }))),
  ];
}

function part(page, asked) {
  return [
    h("p", {}, "The talks have worn your side out. It may leave the table."),
    h("div", { class: "buttons column" },
      button(page, "stay", "Stay at the table", () => page.decide({ do: "stay" }), "main"),
      Object.entries(asked.policies).map(([name, words]) => button(page, `leave-${name}`, `Leave: ${words}`, () => page.decide({ do: "leave", policy: name })))),
  ];
}
