// Live: move a number, and see at once what becomes of a hundred talks in the same luck.

import { learn } from "/static/codes.js";
import { h, show } from "/static/dom.js";
import { get, newest } from "./ask.js";
import { Guesses } from "./guesses.js";
import { presets } from "./presets.js";
import { keptBy } from "./reading.js";
import { Result } from "./result.js";
import { slider, withWords } from "./sliders.js";
import { address, carry, names, pinName, pinTitle, read, wanted } from "./state.js";

const FULL = 400;
const PREVIEW = { most: 50, least: 20, step: 10, late: 100, early: 60 }; // talks; milliseconds that a hand notices, or not

export function mount(root, query) {
  const state = read(query);
  const page = new Screen(root, state);
  page.start();
  return () => page.leave();
}

class Screen {
  constructor(root, state) {
    this.root = root;
    this.state = state;
    this.moved = state.set; // by hand, whatever the reading lets stand
    this.lost = [];
    this.extra = [];
    this.labels = new Map();
    this.preview = PREVIEW.most;
    this.ask = newest((answer, body) => this.draw(answer, body), (fault) => this.fault(fault));
    this.askPin = newest((answer) => { this.pinned = answer; this.redraw(); }, (fault) => this.fault(fault));
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys);
  }

  leave() {
    this.gone = true;
    document.removeEventListener("keydown", this.keys);
  }

  async start() {
    this.frame();
    try {
      this.known = await get(`/scenarios?${names(this.state)}`);
      this.state.scenario ??= this.known.first;
      await this.load();
      this.begin();
    } catch (fault) { this.fault(fault); }
  }

  describe(lens) {
    return get(`/scenario?name=${encodeURIComponent(this.state.scenario)}&lens=${encodeURIComponent(lens ?? "")}&${names(this.state)}`);
  }

  // Reads the scenario in its reading and in the pin's; false if another has been chosen meanwhile.
  async load() {
    const { lens, pin } = this.state, turn = (this.turn = {});
    const [about, pinAbout] = await Promise.all([lens, ...(pin && pin.lens !== lens ? [pin.lens] : [])].map((one) => this.describe(one)));
    if (turn !== this.turn) return false;
    this.about = about;
    learn(about.codes);
    this.numbers = byPath(about);
    this.pinNumbers = pinAbout ? byPath(pinAbout) : this.numbers;
    for (const { path, label } of about.numbers) this.labels.set(path, label);
    return true;
  }

  begin() {
    this.extra = [...new Set([...this.extra, ...Object.keys(this.state.set)])].filter((path) => this.numbers.has(path) && !this.about.sliders.includes(path));
    this.controls();
    this.run(FULL);
    if (this.state.pin) this.askPin({ ...wanted({ ...this.state, ...this.state.pin }), runs: FULL });
  }

  run(runs) {
    if (this.gone) return;
    this.middle.setAttribute("aria-busy", "true");
    this.sent = performance.now();
    this.ask({ ...wanted(this.state), runs });
    this.presets.show(this.state.set);
    this.slow ??= setTimeout(() => this.tellWait(), 2500);
    history.replaceState(null, "", address("live", this.state));
    carry(this.state, "talk", "research");
  }

  async tellWait() {
    const { ready } = await get("/ready").catch(() => ({ ready: true }));
    if (!this.gone && this.slow) this.note.textContent = ready
      ? "Playing the talks …" : "The model is being compiled for this machine, once; this takes one to two minutes.";
  }

  fault(fault) {
    clearTimeout(this.slow);
    this.slow = undefined;
    this.note.textContent = fault.message;
    this.middle.setAttribute("aria-busy", "false");
    if (!this.result) this.panel.headline.textContent = "No result";
  }

  frame() {
    this.panel = new Result("Playing 400 talks …");
    this.left = h("section", { class: "card left", "aria-label": "What if" });
    this.note = h("p", { class: "waiting-note", role: "status" });
    this.cli = h("code", { class: "cli" });
    this.question = h("p", { class: "headline", hidden: true }, "Of 100 talks, how many end in a settlement?");
    this.guesses = new Guesses((guesses) => { this.state.guesses = guesses; this.showHidden(); this.run(FULL); }, () => this.hide());
    this.middle = this.panel.middle([this.note, this.question], this.guesses.node);
    show(this.root, h("main", { class: "live" }, this.left, this.middle, this.panel.glance, this.panel.right(
      h("section", { class: "card" }, h("h2", {}, "Do it again"), h("p", { class: "muted" }, "This page's address shows the same to anybody."), h("details", { open: !this.state.neutral }, h("summary", {}, "In a terminal"), this.cli),
        h("p", { class: "foot-line muted" }, "A model, not a forecast: it says what follows from its numbers. ",
          "Each number tells who claims it.")))));
  }

  controls() {
    const { state, about } = this;
    const scenario = h("select", { id: "scenario", onchange: (e) => {
      this.extra = [];
      this.change({ scenario: e.target.value, lens: null, pin: null, guesses: [] }, {});
    } },
      this.known.scenarios.map((s) => h("option", { value: s.name, selected: s.name === state.scenario }, s.called)));
    const lenses = this.known.scenarios.find((s) => s.name === state.scenario).lenses;
    const lens = h("select", { id: "lens", onchange: (e) => this.change({ lens: e.target.value || null }) },
      h("option", { value: "" }, "neutral base"), lenses.map((l) => h("option", { value: l.name, selected: l.name === state.lens }, `${l.name}: ${l.title}`)));
    const seed = h("input", { id: "seed", type: "number", min: "0", step: "1", value: String(state.seed), onchange: (e) => {
      const given = Number(e.target.value);
      if (e.target.value !== "" && Number.isSafeInteger(given) && given >= 0) this.change({ seed: given });
      else e.target.value = state.seed;
    } });
    const first = [...about.sliders, ...this.extra];
    this.presets = presets(about.presets, this.numbers, (set) => this.change({}, set));
    this.sliders = h("div", {}, first.map((path) => this.slider(this.numbers.get(path))));
    const search = h("input", { id: "search", type: "search", placeholder: "aid, trust, winter …", autocomplete: "off", oninput: (e) => this.find(e.target.value) });
    this.found = h("ul", { class: "found" });
    show(this.left, h("h2", {}, "What if …"), h("div", { class: "picker" },
      h("label", { for: "scenario" }, "Scenario"), scenario, h("label", { for: "seed" }, "Seed"), seed,
      lenses.length ? [h("label", { for: "lens" }, "Reading"), h("div", { class: "wide" }, lens)] : null,
      this.lost.length ? h("p", { class: "note", id: "lost", role: "status" }, `Not kept in this reading: ${this.lost.join("; ")}.`) : null,
      this.presets.pick ? [h("label", { for: "preset" }, "What-if"), h("div", { class: "wide" }, this.presets.pick)] : null), this.presets.grounds,
      // above the sliders, so that they are in sight whatever the screen
      h("div", { class: "buttons" }, h("button", { id: "pin", onclick: () => this.pin() }, state.pin ? "Pin anew" : `Pin as ${pinName(state)}`),
        state.pin ? h("button", { id: "unpin", onclick: () => this.unpin() }, "Unpin") : null,
        h("button", { id: "reset", onclick: () => this.change({}, {}) }, "Reset"),
        h("button", { id: "hide", "aria-pressed": String(state.hidden), onclick: () => this.hide() }, state.hidden ? "Reveal" : "Hide")),
      this.sliders,
      h("details", {}, h("summary", {}, about.numbers.length === 1 ? "Its one number" : `All ${about.numbers.length} numbers`), h("label", { for: "search", class: "muted" }, "Search"), search, this.found),
      h("p", { class: "muted" }, "Every move plays 400 talks in the same luck, so that what changes is the number, not chance."),
      about.chosen ? h("details", {}, h("summary", {}, "Why these numbers?"), h("p", { class: "muted" }, about.chosen), this.effects()) : null);
    this.find("");
    this.showHidden();
  }

  effects() {
    return h("table", {}, h("thead", {}, h("tr", {}, h("th", {}, "Number"), h("th", {}, "at its low end"), h("th", {}, "at its high end"))),
      h("tbody", {}, Object.entries(this.about.effects).map(([path, [low, high]]) =>
        h("tr", {}, h("th", { scope: "row" }, this.numbers.get(path)?.label ?? path), ...[low, high].map((n) => h("td", { class: "digits" }, signed(n)))))));
  }

  slider(number) {
    const pin = this.state.pin;
    const pinned = pin ? pin.set[number.path] ?? this.pinNumbers.get(number.path)?.value : undefined;
    return slider(number, this.state.set[number.path] ?? number.value, { pinned, pin: pinName(this.state), onmove: (value, done) => {
      this.moved = withNumber(this.moved, number, value);
      this.state.set = withNumber(this.state.set, number, value);
      this.run(done ? FULL : this.preview);
    } });
  }

  find(words) {
    const hits = withWords(this.about.numbers, words);
    show(this.found, hits.slice(0, 40).map((number) => h("li", {}, h("button", { onclick: () => {
      if (!this.about.sliders.includes(number.path) && !this.extra.includes(number.path)) {
        this.extra.push(number.path);
        this.sliders.append(this.slider(number));
      }
      document.getElementById(`s-${number.path.replace(/\W/g, "-")}`)?.focus();
    } }, number.label))), hits.length > 40 ? h("li", { class: "muted" }, `and ${hits.length - 40} more: write a word of the one you mean`) : null,
      hits.length ? null : h("li", { class: "muted" }, "No number has these words."));
  }

  // moved: the numbers that are to stand elsewhere, as far as the reading lets them.
  async change(to, moved = this.moved) {
    Object.assign(this.state, to);
    this.moved = moved;
    this.middle.setAttribute("aria-busy", "true");
    if (!this.state.pin) this.pinned = null;
    try {
      if (!(await this.load())) return;
      const { set, lost } = keptBy(this.numbers, this.moved, this.labels);
      this.state.set = set;
      this.lost = lost;
      this.begin();
    } catch (fault) { this.fault(fault); }
  }

  pin() {
    this.state.pin = { lens: this.state.lens, set: { ...this.state.set } };
    this.pinNumbers = this.numbers;
    this.pinned = this.result;
    this.controls();
    this.run(FULL);
    document.getElementById("pin").focus();
  }

  unpin() {
    this.state.pin = this.pinned = null;
    this.controls();
    this.run(FULL);
    document.getElementById("pin").focus();
  }

  hide() {
    this.state.hidden = !this.state.hidden;
    this.controls();
    this.run(FULL);
    document.getElementById("hide").focus({ preventScroll: true });
  }

  showHidden() {
    this.root.querySelector("main").classList.toggle("hidden-answer", this.state.hidden);
    this.question.hidden = !this.state.hidden;
    this.panel.headline.hidden = this.panel.under.hidden = this.state.hidden;
    this.guesses.show(this.state.guesses, this.state.hidden, this.result);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=range]), select, textarea")) return;
    if (event.key === "f" || event.key === "F") {
      if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.().catch(() => {});
    }
  }

  draw(result, body) {
    if (this.gone) return;
    clearTimeout(this.slow);
    this.slow = undefined;
    this.note.textContent = "";
    this.result = result;
    if (body.runs < FULL) this.pace(performance.now() - this.sent);
    this.middle.classList.toggle("preview", body.runs < FULL);
    this.middle.dataset.runs = result.runs;
    this.middle.setAttribute("aria-busy", "false");
    this.redraw();
  }

  // A slow server previews fewer talks, so that the page keeps up with the hand.
  pace(took) {
    if (took > PREVIEW.late) this.preview = Math.max(PREVIEW.least, this.preview - PREVIEW.step);
    else if (took > 5 && took < PREVIEW.early) this.preview = Math.min(PREVIEW.most, this.preview + PREVIEW.step); // quicker: it was known
  }

  redraw() {
    if (!this.result) return;
    this.panel.show(this.result, this.pinned && { ...this.pinned, name: pinTitle(this.state) }, h("div", { class: "buttons" }, h("a", { class: "button", href: address("talk", this.state) }, "Watch a typical talk ▶")));
    this.cli.textContent = this.result.cli;
    this.guesses.show(this.state.guesses, this.state.hidden, this.result);
  }
}

const byPath = (about) => new Map(about.numbers.map((number) => [number.path, number]));
const withNumber = (set, { path, value: own }, value) => Object.fromEntries(Object.entries({ ...set, [path]: value }).filter(([key]) => key !== path || value !== own));
const signed = (n) => `${n > 0 ? "+" : n < 0 ? "−" : ""}${Math.abs(n).toFixed(0)}`;
