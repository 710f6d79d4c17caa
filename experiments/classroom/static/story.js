// One talk as a story: the table, text by text, each reply in words, the war alongside; a second
// beside it if one is told. Nothing shows how it goes on, nor how long, before it is reached or all
// is asked for. Asks for another kind by onkind(kind), for a second talk by
// onbeside(id); knows nothing of a server.

import { code } from "/static/codes.js";
import { chip, h, show } from "/static/dom.js";
import { ticks } from "./paired.js";
import { lines, table } from "./table.js";

export const KINDS = { typical: "a typical talk", settled: "a settled talk", failed: "a failed talk", surprising: "a surprising talk" };
const SPEEDS = { slow: 5000, usual: 2600, fast: 1100 };

export class Story {
  constructor(root, { kinds = Object.keys(KINDS), onkind, onbeside, onstep = () => {}, folded = false }) {
    Object.assign(this, { root, kinds, onkind, onbeside, onstep, folded, speed: "usual" });
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys);
  }

  leave() {
    clearInterval(this.playing);
    document.removeEventListener("keydown", this.keys);
  }

  // second: { id, words, parts_at, parting, talk }, the same luck with one thing different.
  tell(talk, kind, at, second = null) {
    clearInterval(this.playing);
    this.playing = undefined;
    Object.assign(this, { talk, kind, second, ticks: ticks(talk, second?.talk) });
    this.at = this.seen = Math.min(at, this.ticks.length - 1);
    this.frame();
    this.draw();
  }

  // Keeps the place in the first talk when a second comes beside it or goes.
  pair(second) {
    const [place] = this.ticks[this.at], open = this.open();
    this.tell(this.talk, this.kind, Math.max(0, ticks(this.talk, second?.talk).findIndex((tick) => tick[0] === place)), second);
    if (open) this.showAll();
    document.getElementById("beside").focus();
  }

  frame() {
    const { talk } = this;
    const kind = h("select", { id: "kind", onchange: (e) => this.onkind(e.target.value) },
      this.kinds.map((id) => h("option", { value: id, selected: id === this.kind }, KINDS[id])));
    const speed = h("select", { id: "speed", onchange: (e) => { this.speed = e.target.value; if (this.playing) { this.stop(); this.play(); } } },
      Object.keys(SPEEDS).map((id) => h("option", { value: id, selected: id === this.speed }, id)));
    this.scale = scaled([talk, ...(this.second ? [this.second.talk] : [])]);
    this.note = h("p", { class: "fault", role: "alert" });
    this.where = h("span", { class: "muted digits" });
    this.scrub = h("input", { type: "range", id: "scrub", min: "0", step: "1", "aria-label": "Steps so far", oninput: (e) => { this.stop(); this.to(Number(e.target.value)); } });
    this.playButton = h("button", { id: "play", class: "main", onclick: () => (this.playing ? this.stop() : this.play()) }, "▶ Play");
    this.all = h("button", { id: "show-all", title: "How it goes on, to the end; then any step can be gone to", onclick: () => this.showAll() }, "Show all");
    this.parting = h("ul", { class: "parting" });
    this.stages = [stage(), stage()];
    this.alongside = h("div", {});
    this.log = h("ol", { class: "log" });
    show(this.root, h("main", { class: this.second ? "talk two" : "talk" },
      h("section", { class: "card", "aria-label": "The talk" },
        h("div", { class: "head" }, h("h1", { class: "ready" }, "One talk"), h("label", { class: "pick-talk" }, h("span", { class: "muted" }, "Show "), kind), this.pairing()),
        h("div", { class: "head" }, h("span", { class: "muted chosen" }, talk.chosen), h("div", { class: "how" }, h("label", {}, h("span", { class: "muted" }, "Speed "), speed), this.all)),
        this.note,
        h("div", { class: "controls" }, h("button", { id: "back", onclick: () => this.step(-1), "aria-label": "Back" }, "◀"), this.playButton,
          h("button", { id: "step", onclick: () => this.step(1), "aria-label": "Step" }, "▶|"), h("button", { id: "next-text", onclick: () => this.nextText() }, "Next text"),
          this.scrub, this.where), this.stages[0].root),
      this.second ? this.other() : null,
      h("div", { class: "side" },
        h("section", { class: "card" }, h("h2", {}, talk.war ? "The war, and what each could have without a deal" : "What each could have without a deal"), this.alongside),
        h("section", { class: "card" }, h("h2", {}, "So far"), h("div", { class: "scrolls tall", "data-scroll": "log", tabindex: "0", role: "region", "aria-label": "The story so far" }, this.log)),
        h("section", { class: "card" }, h("p", { class: "muted" }, `Seed ${talk.seed}, talk ${talk.replicate}. A model, not a forecast.`), h("details", { open: !this.folded }, h("summary", {}, "In a terminal"), h("code", { class: "cli" }, this.second?.cli ?? talk.cli))))));
  }

  pairing() {
    if (!this.onbeside || !this.talk.besides.length) return null;
    return h("label", { class: "pairing" }, h("span", { class: "muted" }, "Beside it, in the same luck: "),
      h("select", { id: "beside", onchange: (e) => this.onbeside(e.target.value) }, h("option", { value: "" }, "nothing"),
        this.talk.besides.map(({ id, words }) => h("option", { value: id, selected: id === this.second?.id }, words))));
  }

  other() {
    return h("section", { class: "card other", "aria-label": "The same luck, one thing different" },
      h("div", { class: "head" }, h("h2", {}, this.second.words), h("span", { class: "muted" }, "the same luck, all else as it was")),
      this.parting,
      this.stages[1].root);
  }

  to(at) {
    this.at = Math.max(0, Math.min(this.ticks.length - 1, at));
    this.seen = Math.max(this.seen, this.at);
    this.draw();
  }
  open() { return this.seen >= this.ticks.length - 1; }
  showAll() {
    this.seen = this.ticks.length - 1;
    this.draw();
  }
  step(by) { this.stop(); this.to(this.at + by); }
  nextText() {
    this.stop();
    const tabled = (tick) => this.told().some((talk, which) => tick[which] !== this.ticks[this.at][which] && talk.steps[tick[which]]?.kind === "text");
    const next = this.ticks.findIndex((tick, at) => at > this.at && tabled(tick));
    this.to(next < 0 ? this.ticks.length - 1 : next);
  }
  play() {
    const last = this.ticks.length - 1;
    if (this.at >= last) this.at = 0;
    this.playing = setInterval(() => { this.to(this.at + 1); if (this.at >= last) this.stop(); }, SPEEDS[this.speed]);
    this.playButton.textContent = "❚❚ Pause";
  }
  stop() {
    clearInterval(this.playing);
    this.playing = undefined;
    this.playButton.textContent = "▶ Play";
  }

  key(event) {
    if (!this.talk || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea, button, a, [tabindex]")) return;
    const act = { ArrowRight: () => this.step(1), ArrowLeft: () => this.step(-1), " ": () => (this.playing ? this.stop() : this.play()), f: () => document.documentElement.requestFullscreen?.().catch(() => {}) }[event.key];
    if (act) { event.preventDefault(); act(); }
  }

  told() { return this.second ? [this.talk, this.second.talk] : [this.talk]; }

  draw() {
    const { talk, at } = this, [place] = this.ticks[at], count = this.ticks.length - 1, open = this.open();
    const where = at >= count ? `end, ${talk.end_date}` : `step ${at + 1}${open ? ` of ${count}` : ""} · ${dateAt(talk, place)}`;
    Object.assign(this.scrub, { max: this.seen, value: at, disabled: !this.seen });
    this.scrub.setAttribute("aria-valuetext", where);
    this.where.textContent = where;
    this.all.disabled = open;
    this.drawParting();
    this.told().forEach((one, which) => this.fill(this.stages[which], one, this.ticks[at][which]));
    const known = this.told().map((one, which) => upTo(one, this.ticks[this.seen][which]));
    show(this.alongside, alongside(talk, roundAt(talk, place), ...known));
    show(this.log, talk.steps.slice(0, Math.max(0, place)).map((s) => h("li", { class: `l-${s.kind}` }, h("span", { class: "muted" }, `${s.date} `), s.words, s.turning ? h("strong", {}, " Turning point.") : null)).reverse());
    this.onstep(at);
  }

  // Where the two part ways, once they have.
  drawParting() {
    if (!this.second) return;
    const { parts_at: round, parting } = this.second;
    const reached = this.open() || (round !== null && this.told().some((one, which) => roundAt(one, this.ticks[this.seen][which]) >= round));
    show(this.parting, (reached ? parting : ["So far they go alike."]).map((line) => h("li", {}, line)));
  }

  fill(into, talk, place) {
    const over = place >= talk.steps.length, step = over ? null : talk.steps[place];
    const text = talk.steps.slice(0, place + 1).findLast((s) => s.kind === "text");
    show(into.table, table(talk.parties, over ? text : step));
    show(into.said, over ? ending(talk) : step ? happening(step, text, this.scale) : h("p", { class: "muted" }, "Nothing has happened yet."));
  }
}

function stage() {
  const [seats, said] = [h("div", {}), h("div", { class: "said", "aria-live": "polite" })];
  return { root: h("div", {}, seats, said), table: seats, said };
}
const roundAt = (talk, place) => (place >= talk.steps.length ? talk.rounds.length - 1 : (talk.steps[place]?.at ?? 0));
const dateAt = (talk, place) => talk.steps[place]?.date ?? (place < 0 ? talk.rounds[0].date : talk.end_date);

function happening(step, text, scale) {
  const parts = [h("h2", { class: "happens" }, h("span", { class: "muted" }, `${step.date} `), step.words, step.turning ? h("span", { class: "turning" }, "turning point") : null)];
  if (step.kind === "text") parts.push(replies(step, scale));
  if (text) parts.push(terms(text, step.kind === "text" ? "The text" : `On the table: text ${text.number}`));
  return parts;
}

function replies(step, scale) {
  return h("ul", { class: "reply-list" }, step.replies.map((r) => h("li", { class: !r.asked ? "unasked" : r.yes ? "yes" : "no" }, chip(r.party), h("span", {}, r.words),
    h("span", { class: "track", "aria-hidden": "true" }, fill(r, scale), h("span", { class: "mark", style: { left: `${scale(r.bar)}%` } })))));
}
// Where a worth lies on a track: of points from 0 to 100, of a scenario's scores from least to most.
function scaled(talks) {
  const seen = talks.flatMap((talk) => talk.steps).flatMap((step) => step.replies ?? []).flatMap((r) => [r.worth, r.bar]);
  const [low, high] = talks[0].unit === "points" ? [0, 100] : [Math.min(0, ...seen), Math.max(1, ...seen)];
  return (value) => Math.max(0, Math.min(100, (100 * (value - low)) / (high - low)));
}
const fill = (r, scale) => h("span", { class: `fill${r.worth < r.bar ? " short" : ""}`, style: { display: "block", width: `${scale(r.worth)}%` } });

function terms(text, head) {
  return h("div", { class: "terms" }, h("h3", {}, head), h("dl", {}, text.terms.map((t) => h("div", { class: t.changed ? "changed" : "", title: t.text }, h("dt", {}, t.issue), h("dd", {}, t.option)))));
}

function ending(talk) {
  return [h("h2", { class: "happens" }, `${talk.outcome_words}. `), h("dl", { class: "end" }, talk.end.filter((e) => e.head !== "End").map((e) => h("div", {}, h("dt", {}, e.head), h("dd", {}, e.words)))),
    talk.otherwise ? h("p", { class: "note" }, h("strong", {}, "The same luck without your changes: "), talk.otherwise) : null];
}

// What is known of a talk at a place: its rounds and texts until then.
function upTo(talk, place) {
  const rounds = talk.rounds.slice(0, roundAt(talk, place) + 1);
  return { rounds, texts: talk.steps.slice(0, place + 1).filter((s) => s.kind === "text").map((s) => s.at), positions: rounds.map((round) => round.position) };
}

function alongside(talk, at, known, other) {
  const { texts } = known;
  const values = talk.parties.map((p) => ({ name: code(p.id).slice(0, 4), party: p.id, values: known.rounds.map((r) => r.no_deal[p.id]) }));
  const all = talk.rounds.flatMap((r) => Object.values(r.no_deal)); // so that the scale stands still
  const rounds = Math.max(2, talk.most_rounds);
  const range = [Math.floor(Math.min(...all) / 10) * 10, Math.ceil(Math.max(...all) / 10) * 10];
  return [talk.war ? [h("p", { class: "muted" }, `War: ${talk.war.low} at 0, ${talk.war.high} at ${talk.war.steps}; now ${talk.rounds[at].position}`),
    other ? h("p", { class: "muted" }, "Dashed: the talk beside it") : null,
    lines([...(other ? [{ name: "", values: other.positions, dashed: true }] : []), { name: "", values: known.positions }], at, { low: 0, high: talk.war.steps, label: "Position in the war", marks: texts, rounds })] : null,
  h("p", { class: "muted" }, `Without a deal, in ${talk.unit}${talk.unit === "points" ? " (50: neither gain nor loss)" : ""}; a dot below: a text`),
  lines(values, at, { low: range[0], high: range[1] === range[0] ? range[0] + 1 : range[1], label: "Without a deal", marks: texts, rounds })];
}
