// Research: the study of what Live shows, and a small sweep over one or two of its numbers.

import { counted } from "/static/counting.js";
import { h, show } from "/static/dom.js";
import { get as ofLive, newest, under as questions } from "./ask.js";
import { study } from "./copying.js";
import { address, carry, numbers, read, settings, words } from "./state.js";
import { Form } from "./sweep_form.js";
import { chart, headline, table, taking, under } from "./sweep_result.js";

const { get, post } = questions("/api/research");
const LOOK = 400; // ms between two looks at a sweep

export function mount(root, query) {
  const page = new Research(root, query);
  page.start();
  return () => page.leave();
}

class Research {
  constructor(root, query) {
    Object.assign(this, { root, query, state: read(query), id: query.get("sweep"), measure: query.get("measure") });
    this.plan = newest((answer) => this.planned(answer), (fault) => { this.wanted = null; this.buttons(); this.say(fault.message); }, (body, signal) => post("/study", body, signal));
  }

  leave() {
    this.gone = true;
    clearTimeout(this.timer);
  }

  async start() {
    show(this.root, h("main", {}, h("p", { class: "card", role: "status" }, "Reading the scenario …")));
    try {
      this.state.scenario ??= (await ofLive("/scenarios")).first;
      const at = `?name=${encodeURIComponent(this.state.scenario)}&lens=${encodeURIComponent(this.state.lens ?? "")}`;
      [this.about, this.offer, this.screen] = await Promise.all([ofLive(`/scenario${at}`), get(`/offer${at}`), post("/screen", { ...settings(this.state), pin: this.state.pin })]);
      if (this.gone) return;
      this.byPath = new Map(this.about.numbers.map((number) => [number.path, number]));
      this.frame();
      this.changed();
      if (this.id && this.offer.here) this.look();
    } catch (fault) {
      if (!this.gone) show(this.root, h("main", { class: "card narrow" }, h("h1", {}, "Research"), h("p", { class: "fault", role: "alert" }, fault.message)));
    }
  }

  // What the address asks for, as far as there is such a thing; else the first slider of Live.
  chosen() {
    const [least, most] = this.offer.values;
    const asked = Object.entries(numbers(this.query.get("vary"))).filter(([path]) => this.byPath.has(path)).slice(0, this.offer.numbers);
    const found = asked.map(([path, levels]) => ({ path, levels: Math.max(least, Math.min(most, Math.round(levels))) }));
    return found.length ? found : [{ path: this.about.sliders[0], levels: 7 }];
  }

  runs() {
    const [least, most] = this.offer.talks, given = Math.round(Number(this.query.get("runs")));
    return given >= least && given <= most ? given : this.offer.usual_talks;
  }

  frame() {
    const { offer } = this;
    this.form = new Form({ numbers: this.about.numbers, first: this.about.sliders, offer, chosen: this.chosen(), runs: this.runs(), onchange: () => this.changed() });
    this.measure = (offer.measures.find((m) => m.name === this.measure) ?? offer.measures[0]).name;
    this.planLine = h("p", { class: "plan", role: "status" });
    this.note = h("p", { class: "fault", role: "alert" });
    this.runButton = h("button", { id: "run", class: "main", onclick: () => this.run() }, "Run the sweep");
    this.cancelButton = h("button", { id: "cancel", onclick: () => this.cancel() }, "Cancel");
    this.bar = h("progress", { "aria-label": "Talks played", max: "1", value: "0" });
    this.far = h("span", { class: "digits" });
    this.progress = h("div", { class: "progress", hidden: true }, this.bar, this.far);
    this.headline = h("h1", { class: "headline" });
    this.under = h("p", { class: "under" });
    this.done = h("p", { class: "muted", role: "status" });
    this.chart = h("div", {});
    this.table = h("div", {});
    this.take = h("div", {});
    this.own = h("details", { class: "own-study" });
    const pick = h("select", { id: "measure", onchange: (event) => { this.measure = event.target.value; this.save(); this.draw(); } },
      offer.measures.map((m) => h("option", { value: m.name, selected: m.name === this.measure }, m.words)));
    show(this.root, h("main", { class: "research" },
      h("section", { class: "card asks", "aria-label": "A small sweep" }, h("h2", {}, "A small sweep"),
        h("p", { class: "muted" }, "Vary numbers over their plausible range; all else stays as on Live, in the same luck."),
        this.form.root, this.planLine,
        offer.here ? h("div", { class: "buttons" }, this.runButton, this.cancelButton) : h("p", { class: "note" }, "Sweeps are played on the machine that serves this page. The study below plays the same on your own."),
        this.note, this.progress),
      h("section", { class: "card finds", "aria-label": "What the sweep found" }, this.headline, this.under,
        h("p", { class: "pick-measure" }, h("label", { for: "measure" }, "Measure"), pick), this.chart, this.done, this.table, this.take, this.own),
      h("section", { class: "card again", "aria-label": "Reproduce the screen" }, h("h2", {}, "Reproduce the screen"), this.aboutScreen(), study("screen", this.screen))));
  }

  aboutScreen() {
    const { state, screen } = this;
    const moved = Object.keys(state.set).length;
    const set = `${state.scenario.replaceAll("_", " ")}, ${state.lens ? `reading ${state.lens}` : "neutral base"}, seed ${state.seed}, ${counted(moved, "number")} moved`;
    const where = screen.pin === null || screen.pin === screen.now ? "" : ` Design point ${screen.now} is the screen, ${screen.pin} is pin A.`;
    return [h("p", { class: "muted" }, `${set}. This study plays the 400 talks of `, h("a", { href: address("live", state) }, "Live"), `, in the same luck.${where} A model, not a forecast.`)];
  }

  say(words) { this.note.textContent = words; }

  save() {
    const query = new URLSearchParams({ vary: words(Object.fromEntries(this.form.chosen.map((one) => [one.path, one.levels]))), runs: String(this.form.runs), measure: this.measure });
    if (this.id) query.set("sweep", this.id);
    history.replaceState(null, "", `${address("research", this.state)}&${query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",")}`);
    carry(this.state, "live", "talk");
  }

  asked() { return { ...settings(this.state), ...this.form.asked() }; }

  changed() {
    // The button stays as it is until the server has answered: the click that ends the writing of
    // a number is already on its way to it.
    this.say("");
    this.save();
    if (this.form.chosen.length) return this.plan(this.asked());
    this.wanted = null;
    this.buttons();
    this.planLine.textContent = "Choose a number to vary.";
  }

  planned(wanted) {
    if (this.gone || !this.form.chosen.length) return; // all taken away meanwhile
    this.wanted = wanted;
    const values = wanted.axes.map((axis) => axis.values.length).join(" × ");
    this.planLine.textContent = `${values} ${wanted.axes.length > 1 ? "points" : "values"} × ${wanted.runs} talks = ${wanted.talks} talks`;
    this.buttons();
    this.draw();
  }

  buttons() {
    const playing = this.sweep?.state === "playing";
    this.runButton.disabled = playing || !this.wanted;
    this.cancelButton.disabled = !playing || this.sweep.cancelling;
    if (!this.wanted) this.planLine.textContent = "";
  }

  async run() {
    this.say("");
    try {
      this.sweep = await post("/sweeps", this.asked());
      this.id = this.sweep.id;
      this.save();
      this.follow();
      if (!this.cancelButton.disabled) this.cancelButton.focus();
    } catch (fault) { this.say(fault.message); }
  }

  async cancel() {
    try {
      this.sweep = await post(`/sweeps/${this.id}/cancel`, {});
      this.follow();
    } catch (fault) { this.say(fault.message); }
  }

  async look() {
    try {
      this.sweep = await get(`/sweeps/${encodeURIComponent(this.id)}`);
      this.failures = 0;
      this.follow();
    } catch (fault) {
      if (this.gone) return;
      this.say(fault.message);
      this.id = this.sweep = null; // it is gone with the server that played it
      this.progress.hidden = true;
      this.save();
      this.buttons();
      this.draw();
    }
  }

  // Shows how far it is, and looks again until it has ended.
  follow() {
    if (this.gone) return;
    const { sweep } = this, playing = sweep.state === "playing";
    clearTimeout(this.timer);
    if (playing) this.timer = setTimeout(() => this.look(), LOOK);
    this.progress.hidden = !playing;
    this.bar.max = sweep.talks;
    this.bar.value = sweep.done;
    this.far.textContent = sweep.cancelling ? "Cancelling: the talks at hand are played to their end"
      : sweep.done ? `${sweep.done} of ${sweep.talks} talks${sweep.left === null ? "" : `, about ${duration(sweep.left)} left`}`
        : "Getting ready; the first talks on a machine wait one to two minutes";
    const focused = document.activeElement === this.cancelButton;
    this.buttons();
    if (!playing && focused) this.runButton.focus();
    const ends = { playing: "", done: `The sweep is done: ${sweep.talks} talks.`, cancelled: `Cancelled after ${sweep.done} of ${sweep.talks} talks; nothing of it is kept.`, failed: "" };
    if (this.done.textContent !== ends[sweep.state]) this.done.textContent = ends[sweep.state];
    if (sweep.state === "failed") this.say(sweep.error);
    this.draw();
  }

  axes(wanted) { return wanted.axes.map((axis) => ({ ...axis, number: this.byPath.get(axis.path) })); }

  // The result if there is one; before, the axes of what is asked for.
  draw() {
    const found = this.sweep?.found, of = found ? this.sweep.wanted : this.wanted;
    if (!of || (found && this.drawn === `${this.sweep.id} ${this.measure}`)) return;
    this.drawn = found ? `${this.sweep.id} ${this.measure}` : null;
    const axes = this.axes(of), measure = found?.measures.find((m) => m.name === this.measure);
    this.headline.textContent = measure ? headline(axes, measure) : "Nothing is played yet";
    this.under.textContent = measure ? under(axes, measure, of.runs) : "Run the sweep, and see here what becomes of the talks.";
    show(this.chart, chart(axes, measure));
    show(this.table, measure ? table(axes, measure) : []);
    show(this.take, found ? taking(this.sweep) : []);
    const open = this.own.open;
    show(this.own, h("summary", {}, "The study of this sweep"), study("sweep", of));
    this.own.open = open;
  }
}

const duration = (seconds) => (seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`);
