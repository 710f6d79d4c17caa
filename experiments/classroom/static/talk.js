// One talk as a story: the table, text by text, each reply in words, the war alongside.

import { code, learn } from "/static/codes.js";
import { chip, h, show } from "/static/dom.js";
import { get, post } from "./ask.js";
import { address, carry, read, wanted } from "./state.js";
import { lines, table } from "./table.js";

const KINDS = { typical: "a typical talk", settled: "a settled talk", failed: "a failed talk", surprising: "a surprising talk" };
const SPEEDS = { slow: 5000, usual: 2600, fast: 1100 };

export function mount(root, query) {
  const page = new Talk(root, read(query), query);
  page.start();
  return () => page.leave();
}

class Talk {
  constructor(root, state, query) {
    Object.assign(this, { root, state, at: Number(query.get("step")) || 0, kind: KINDS[query.get("kind")] ? query.get("kind") : "typical", speed: "usual" });
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys);
  }

  leave() {
    this.gone = true;
    clearInterval(this.playing);
    document.removeEventListener("keydown", this.keys);
  }

  async start() {
    show(this.root, h("main", { class: "talk" }, h("p", { class: "card", role: "status" }, "Playing the talk …")));
    try {
      this.state.scenario ??= (await get("/scenarios")).first;
      await this.load(this.kind);
    } catch (fault) { this.fault(fault); }
  }

  fault(fault) {
    if (this.gone) return;
    if (!this.talk) show(this.root, h("main", { class: "talk" }, h("p", { class: "card fault", role: "alert" }, fault.message)));
    else this.note.textContent = fault.message;
  }

  async load(kind) {
    try {
      const talk = await post("/talk", { ...wanted(this.state), kind });
      if (this.gone) return;
      learn(talk.codes);
      const again = this.talk !== undefined;
      Object.assign(this, { talk, kind, at: again ? 0 : Math.min(this.at, talk.steps.length) });
      this.frame();
      this.draw();
    } catch (fault) { this.fault(fault); }
  }

  frame() {
    const { talk } = this;
    const kind = h("select", { id: "kind", onchange: (e) => this.load(e.target.value) },
      Object.entries(KINDS).map(([id, words]) => h("option", { value: id, selected: id === this.kind }, words)));
    const speed = h("select", { id: "speed", onchange: (e) => { this.speed = e.target.value; if (this.playing) { this.stop(); this.play(); } } },
      Object.keys(SPEEDS).map((id) => h("option", { value: id, selected: id === this.speed }, id)));
    this.scale = scaled(talk);
    this.note = h("p", { class: "fault", role: "alert" });
    this.where = h("span", { class: "muted digits" });
    this.scrub = h("input", { type: "range", id: "scrub", min: "0", max: String(talk.steps.length), step: "1", "aria-label": "Step of the talk", oninput: (e) => { this.stop(); this.to(Number(e.target.value)); } });
    this.playButton = h("button", { id: "play", class: "main", onclick: () => (this.playing ? this.stop() : this.play()) }, "▶ Play");
    this.stage = h("div", {});
    this.said = h("div", { class: "said", "aria-live": "polite" });
    this.beside = h("div", {});
    this.log = h("ol", { class: "log" });
    show(this.root, h("main", { class: "talk" },
      h("section", { class: "card", "aria-label": "The talk" },
        h("div", { class: "head" }, h("h1", { class: "ready" }, "One talk"), h("label", { class: "pick-talk" }, h("span", { class: "muted" }, "Show "), kind), h("span", { class: "muted" }, talk.chosen)),
        this.note,
        h("div", { class: "controls" }, h("button", { id: "back", onclick: () => this.step(-1), "aria-label": "Back" }, "◀"), this.playButton,
          h("button", { id: "step", onclick: () => this.step(1), "aria-label": "Step" }, "▶|"), h("button", { id: "next-text", onclick: () => this.nextText() }, "Next text"),
          h("label", {}, h("span", { class: "muted" }, "Speed "), speed), this.scrub, this.where),
        this.stage, this.said),
      h("div", { class: "side" },
        h("section", { class: "card" }, h("h2", {}, talk.war ? "The war, and what each could have without a deal" : "What each could have without a deal"), this.beside),
        h("section", { class: "card" }, h("h2", {}, "So far"), h("div", { class: "scrolls tall", "data-scroll": "log", tabindex: "0", role: "region", "aria-label": "The story so far" }, this.log)),
        h("section", { class: "card" }, h("p", { class: "muted" }, `Seed ${talk.seed}, talk ${talk.replicate}. A model, not a forecast.`), h("details", { open: !this.state.neutral }, h("summary", {}, "In a terminal"), h("code", { class: "cli" }, talk.cli))))));
    carry(this.state, "live", "research");
  }

  to(at) {
    this.at = Math.max(0, Math.min(this.talk.steps.length, at));
    this.draw();
  }
  step(by) { this.stop(); this.to(this.at + by); }
  nextText() {
    this.stop();
    const next = this.talk.steps.findIndex((step, place) => place > this.at && step.kind === "text");
    this.to(next < 0 ? this.talk.steps.length : next);
  }
  play() {
    if (this.at >= this.talk.steps.length) this.at = 0;
    this.playing = setInterval(() => { this.to(this.at + 1); if (this.at >= this.talk.steps.length) this.stop(); }, SPEEDS[this.speed]);
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

  draw() {
    const { talk, at } = this;
    const over = at >= talk.steps.length, step = over ? null : talk.steps[at];
    const text = [...talk.steps.slice(0, at + 1)].reverse().find((s) => s.kind === "text");
    this.scrub.value = at;
    this.scrub.setAttribute("aria-valuetext", over ? "the end" : `step ${at + 1} of ${talk.steps.length}, ${step.date}`);
    this.where.textContent = over ? `end, ${talk.end_date}` : `${at + 1} of ${talk.steps.length} · ${step.date}`;
    show(this.stage, table(talk.parties, over ? text : step));
    show(this.said, over ? ending(talk) : happening(step, text, this.scale));
    const round = over ? talk.rounds.length - 1 : step.at;
    show(this.beside, alongside(talk, round));
    show(this.log, talk.steps.slice(0, at).map((s) => h("li", { class: `l-${s.kind}` }, h("span", { class: "muted" }, `${s.date} `), s.words, s.turning ? h("strong", {}, " Turning point.") : null)).reverse());
    const query = new URLSearchParams({ kind: this.kind, step: String(at) });
    history.replaceState(null, "", `${address("talk", this.state)}&${query}`);
  }
}

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
function scaled(talk) {
  const seen = talk.steps.flatMap((step) => step.replies ?? []).flatMap((r) => [r.worth, r.bar]);
  const [low, high] = talk.unit === "points" ? [0, 100] : [Math.min(0, ...seen), Math.max(1, ...seen)];
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

function alongside(talk, at) {
  const texts = talk.steps.filter((s) => s.kind === "text").map((s) => s.at);
  const values = talk.parties.map((p) => ({ name: code(p.id).slice(0, 4), party: p.id, values: talk.rounds.map((r) => r.no_deal[p.id]) }));
  const all = values.flatMap((v) => v.values);
  const range = [Math.floor(Math.min(...all) / 10) * 10, Math.ceil(Math.max(...all) / 10) * 10];
  return [talk.war ? [h("p", { class: "muted" }, `War: ${talk.war.low} at 0, ${talk.war.high} at ${talk.war.steps}; now ${talk.rounds[at].position}`),
    lines([{ name: "", values: talk.rounds.map((r) => r.position) }], at, { low: 0, high: talk.war.steps, label: "Position in the war", marks: texts })] : null,
  h("p", { class: "muted" }, `Without a deal, in ${talk.unit}${talk.unit === "points" ? " (50: neither gain nor loss)" : ""}; a dot below: a text`),
  lines(values, at, { low: range[0], high: range[1] === range[0] ? range[0] + 1 : range[1], label: "Without a deal", marks: texts })];
}
