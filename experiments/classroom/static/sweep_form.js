// What a sweep varies: one or two numbers found by their words, values of each, talks a point.

import { h, show } from "/static/dom.js";
import { told, withWords } from "./sliders.js";

const SHOWN = 40;

// A field for a whole number between two others; what it can't be is put back.
function whole(id, value, [least, most], onvalue) {
  return h("input", { type: "number", id, min: String(least), max: String(most), step: "1", value: String(value), onchange: (event) => {
    const given = Math.round(Number(event.target.value));
    const kept = event.target.value === "" || !Number.isFinite(given) ? value : Math.max(least, Math.min(most, given));
    event.target.value = kept;
    value = kept;
    onvalue(kept);
  } });
}

// onchange: something else is asked for now.
export class Form {
  constructor({ numbers, first, offer, chosen, runs, onchange }) {
    Object.assign(this, { numbers, offer, chosen, runs, onchange });
    this.byPath = new Map(numbers.map((number) => [number.path, number]));
    this.ordered = [...first.map((path) => this.byPath.get(path)), ...numbers.filter((n) => !first.includes(n.path))];
    this.chosenBox = h("ol", { class: "chosen" });
    this.found = h("ul", { class: "found", "aria-label": "Numbers found" });
    this.full = h("p", { class: "muted" }, "Two numbers are chosen: remove one to choose another.");
    this.search = h("input", { id: "search", type: "search", placeholder: "aid, trust, winter …", autocomplete: "off", oninput: () => this.list() });
    const runsField = whole("runs", runs, offer.talks, (value) => { this.runs = value; onchange(); });
    this.root = h("div", { class: "sweep-form" }, this.chosenBox,
      h("label", { for: "search" }, numbers.length === 1 ? "Its one number" : `One or two of ${numbers.length} numbers`), this.search, this.found, this.full,
      h("p", { class: "field" }, h("label", { for: "runs" }, `Talks a point, ${offer.talks[0]} to ${offer.talks[1]}`), runsField));
    this.list();
    this.draw();
  }

  list() {
    const hits = withWords(this.ordered, this.search.value).filter((n) => !this.chosen.some((c) => c.path === n.path));
    show(this.found, hits.slice(0, SHOWN).map((number) => h("li", {}, h("button", { "data-path": number.path, onclick: () => this.choose(number) }, number.label))),
      hits.length > SHOWN ? h("li", { class: "muted" }, `and ${hits.length - SHOWN} more: write a word of the one you mean`) : null,
      hits.length ? null : h("li", { class: "muted" }, "No number has these words."));
  }

  choose(number) {
    this.chosen.push({ path: number.path, levels: 7 });
    this.search.value = "";
    this.changed();
    document.getElementById(`levels-${this.chosen.length - 1}`).focus();
  }

  remove(place) {
    this.chosen.splice(place, 1);
    this.changed();
    this.search.focus();
  }

  changed() {
    this.draw();
    this.list();
    this.onchange();
  }

  draw() {
    const full = this.chosen.length >= this.offer.numbers;
    this.search.hidden = this.found.hidden = full;
    this.root.querySelector("label[for=search]").hidden = full;
    this.full.hidden = !full;
    const [least, most] = this.offer.values;
    show(this.chosenBox, this.chosen.map((one, place) => {
      const number = this.byPath.get(one.path), id = `levels-${place}`;
      return h("li", {}, h("strong", {}, number.label), h("span", { class: "muted" }, `${told(number.low, number)} to ${told(number.high, number)}, ${number.unit}`),
        h("span", { class: "values" }, h("label", { for: id }, `Values, ${least} to ${most}`), whole(id, one.levels, this.offer.values, (value) => { one.levels = value; this.onchange(); }),
          h("button", { "aria-label": `Remove ${number.label}`, onclick: () => this.remove(place) }, "Remove")));
    }));
  }

  asked() {
    return { vary: this.chosen.map(({ path, levels }) => ({ path, levels })), runs: this.runs };
  }
}
