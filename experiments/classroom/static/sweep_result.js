// A sweep on the screen: what it found, as a sentence, a chart and a table; what can be taken along.

import { h } from "/static/dom.js";
import { save } from "./copying.js";
import { told } from "./sliders.js";
import { heat, line, unitWords, words } from "./sweep_charts.js";

export const chart = (axes, measure) => (axes.length > 1 ? h("div", { class: "chart-scrolls", tabindex: "0", role: "region", "aria-label": "Chart" }, heat(axes, measure)) : line(axes[0], measure, matchMedia("(max-width: 700px)").matches));

// The values of a design point: the last number moves first.
export function points(axes) {
  return axes.reduce((rows, axis) => rows.flatMap((row) => axis.values.map((value) => [...row, value])), [[]]);
}

export function headline(axes, measure) {
  const known = measure.cells.filter((cell) => cell.estimate !== null);
  if (!known.length) return "No talk says anything about this";
  const unit = measure.unit === "share" ? (measure.among ? "in 100" : "in 100 talks") : measure.unit;
  if (axes.length > 1) {
    const sorted = known.map((cell) => cell.estimate).sort((a, b) => a - b);
    return `Between ${words(sorted[0], measure.unit)} and ${words(sorted.at(-1), measure.unit)} ${unit}`;
  }
  return `From ${words(measure.cells[0].estimate, measure.unit)} to ${words(measure.cells.at(-1).estimate, measure.unit)} ${unit}`;
}

// What the headline is about: the measure, the ends of what varies, how sure it is.
export function under(axes, measure, runs) {
  const among = measure.among ? `, among ${measure.among}` : "";
  const ends = axes.map((axis) => `“${axis.label}” goes from ${told(axis.values[0], axis.number)} to ${told(axis.values.at(-1), axis.number)}`).join(" and ");
  return `${measure.words}${among}, as ${ends}. ${runs} talks a point; ${axes.length > 1 ? "95 % intervals in the table. The triangles mark the values of the screen." : "the band is a 95 % interval."}`;
}

export function table(axes, measure) {
  const interval = (cell) => (cell.low === null ? "none" : `${words(cell.low, measure.unit)} to ${words(cell.high, measure.unit)}`);
  const rows = points(axes).map((values, at) => [values, measure.cells[at]]);
  return h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "Table of the sweep" }, h("table", { class: "found-table" },
    h("thead", {}, h("tr", {}, axes.map((axis) => h("th", { scope: "col" }, axis.label)), h("th", { scope: "col" }, `Estimate, ${unitWords(measure)}`), h("th", { scope: "col" }, "95 % interval"), h("th", { scope: "col" }, "Talks"))),
    h("tbody", {}, rows.map(([values, cell]) => h("tr", {}, values.map((value, place) => h(place ? "td" : "th", place ? { class: "digits" } : { scope: "row", class: "digits" }, told(value, axes[place].number))),
      h("td", { class: "digits" }, h("strong", {}, words(cell.estimate, measure.unit))), h("td", { class: "digits" }, interval(cell)), h("td", { class: "digits" }, cell.n))))));
}

export function taking(sweep) {
  const at = `/api/research/sweeps/${sweep.id}`, { files, command } = sweep.wanted;
  return [h("div", { class: "buttons" },
    h("a", { class: "button", id: "take-rows", href: `${at}/rows.csv`, download: "" }, "Rows, CSV"),
    h("button", { id: "take-study", onclick: () => save(files[0].name, files[0].text) }, "Study, TOML"),
    h("a", { class: "button", id: "take-all", href: `${at}/all.zip`, download: "" }, "All, zip")),
  h("p", { class: "muted" }, `${sweep.found.rows} rows${sweep.found.failed ? `, ${sweep.found.failed} failed` : ""}; digest ${sweep.found.digest}, that of `, h("code", {}, command), ". A model, not a forecast: it says what follows from its numbers.")];
}
