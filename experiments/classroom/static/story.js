// One talk as a story: the table, text by text, each reply in words, the war alongside; a second
// beside it if one is told. Asks for another kind by onkind(kind), for a second talk by
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
    this.at = Math.min(at, this.ticks.length - 1);
    this.frame();
    this.draw();
  }

  // Keeps the place in the first talk when a second comes beside it or goes.
  pair(second) {
    const [place] = this.ticks[this.at];
    this.tell(this.talk, this.kind, Math.max(0, ticks(this.talk, second?.talk).findIndex((tick) => tick[0] === place)), second);
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
    this.scrub = h("input", { type: "range", id: "scrub", min: "0", max: String(this.ticks.length - 1), step: "1", "aria-label": "Step of the talk", oninput: (e) => { this.stop(); this.to(Number(e.target.value)); } });
    this.playButton = h("button", { id: "play", class: "main", onclick: () => (this.playing ? this.stop() : this.play()) }, "▶ Play");
    this.stages = [stage(), stage()];
    this.alongside = h("div", {});
    this.log = h("ol", { class: "log" });
    show(this.root, h("main", { class: this.second ? "talk two" : "talk" },
      h("section", { class: "card", "aria-label": "The talk" },
        h("div", { class: "head" }, h("h1", { class: "ready" }, "One talk"), h("label", { class: "pick-talk" }, h("span", { class: "muted" }, "Show "), kind), h("span", { class: "muted" }, talk.chosen)),
        this.note,
        h("div", { class: "controls" }, h("button", { id: "back", onclick: () => this.step(-1), "aria-label": "Back" }, "◀"), this.playButton,
          h("button", { id: "step", onclick: () => this.step(1), "aria-label": "Step" }, "▶|"), h("button", { id: "next-text", onclick: () => this.nextText() }, "Next text"),
          h("label", {}, h("span", { class: "muted" }, "Speed "), speed), this.scrub, this.where),
        this.pairing(), this.stages[0].root),
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
      h("ul", { class: "parting" }, this.second.parting.map((line) => h("li", {}, line))),
      this.stages[1].root);
  }

  to(at) {
    this.at = Math.max(0, Math.min(this.ticks.length - 1, at));
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
    const { talk, at } = this, [place] = this.ticks[at], count = this.ticks.length - 1;
    const days = this.told().map((one, which) => dateAt(one, this.ticks[at][which]));
    this.scrub.value = at;
    this.scrub.setAttribute("aria-valuetext", at >= count ? "the end" : `step ${at + 1} of ${count}, ${days[0]}`);
    this.where.textContent = at >= count ? `end, ${talk.end_date}` : `${at + 1} of ${count} · ${days[0]}`;
    this.told().forEach((one, which) => this.fill(this.stages[which], one, this.ticks[at][which]));
    const round = place >= talk.steps.length ? talk.rounds.length - 1 : (talk.steps[place]?.at ?? 0);
    show(this.alongside, alongside(talk, round, this.second?.talk));
    show(this.log, talk.steps.slice(0, Math.max(0, place)).map((s) => h("li", { class: `l-${s.kind}` }, h("span", { class: "muted" }, `${s.date} `), s.words, s.turning ? h("strong", {}, " Turning point.") : null)).reverse());
    this.onstep(at);
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

function alongside(talk, at, other) {
  const texts = talk.steps.filter((s) => s.kind === "text").map((s) => s.at);
  const values = talk.parties.map((p) => ({ name: code(p.id).slice(0, 4), party: p.id, values: talk.rounds.map((r) => r.no_deal[p.id]) }));
  const all = values.flatMap((v) => v.values);
  const rounds = Math.max(2, talk.rounds.length, other?.rounds.length ?? 0); // so that one round stands below the other
  const range = [Math.floor(Math.min(...all) / 10) * 10, Math.ceil(Math.max(...all) / 10) * 10];
  return [talk.war ? [h("p", { class: "muted" }, `War: ${talk.war.low} at 0, ${talk.war.high} at ${talk.war.steps}; now ${talk.rounds[at].position}`),
    other ? h("p", { class: "muted" }, "Dashed: the talk beside it") : null,
    lines([...(other ? [{ name: "", values: positions(other), dashed: true }] : []), { name: "", values: positions(talk) }], at, { low: 0, high: talk.war.steps, label: "Position in the war", marks: texts, rounds })] : null,
  h("p", { class: "muted" }, `Without a deal, in ${talk.unit}${talk.unit === "points" ? " (50: neither gain nor loss)" : ""}; a dot below: a text`),
  lines(values, at, { low: range[0], high: range[1] === range[0] ? range[0] + 1 : range[1], label: "Without a deal", marks: texts, rounds })];
}
const positions = (talk) => talk.rounds.map((round) => round.position);
