// What a sweep found, as SVG: one number as a line with its interval, two as a grid of cells.

import { svg } from "/static/dom.js";
import { told } from "./sliders.js";

export const STEPS = 7; // shades of the grid
const SIZE = { w: 760, narrow: 430, left: 62, right: 24, top: 34 };
const ROOM = 46; // for the words of a value under an axis

export const inUnit = (value, unit) => (unit === "share" ? 100 * value : value);
export function words(value, unit) {
  if (value === null) return "none";
  return unit === "share" ? String(Math.round(100 * value)) : value.toFixed(1).replace("-", "−");
}
export const unitWords = (measure) => (measure.unit === "share" ? (measure.among ? "of 100" : "of 100 talks") : measure.unit);

const ends = (axis) => `${axis.label} ${told(axis.values[0], axis.number)} to ${told(axis.values.at(-1), axis.number)}`;

// The top of a scale from 0: shares have 100, other numbers the next round one.
function top(measure) {
  if (measure.unit === "share") return 100;
  const most = Math.max(1, ...measure.cells.flatMap((cell) => [cell.estimate ?? 0, cell.high ?? 0]));
  const tenth = 10 ** Math.floor(Math.log10(most));
  return Math.ceil(most / tenth) * tenth;
}

// One number: the estimate at each value, the interval as a band; before a sweep the axes alone.
export function line(axis, measure, narrow = false) {
  const { left, right, top: above } = SIZE, h = 290, w = narrow ? SIZE.narrow : SIZE.w;
  const [low, high] = [axis.values[0], axis.values.at(-1)], most = measure ? top(measure) : 100;
  const x = (value) => left + ((w - left - right) * (value - low)) / (high - low);
  const y = (value) => above + (h * (most - value)) / most;
  const cells = (measure?.cells ?? []).map((cell, place) => ({ ...cell, at: x(axis.values[place]), value: axis.values[place] })).filter((cell) => cell.estimate !== null);
  const spoken = cells.map((c) => `${words(c.estimate, measure.unit)} at ${told(c.value, axis.number)}`).join(", ");
  const root = svg("svg", { viewBox: `0 0 ${w} ${above + h + 66}`, class: "sweep-chart", role: "img",
    "aria-label": measure ? `${measure.words}, ${unitWords(measure)}: ${spoken || "none"}` : `Nothing is played yet: ${ends(axis)}` });
  for (const n of [0, most / 2, most])
    root.append(svg("line", { x1: left, x2: w - right, y1: y(n), y2: y(n), class: n ? "grid" : "axis" }), svg("text", { x: left - 10, y: y(n) + 6, "text-anchor": "end" }, String(n)));
  const every = Math.ceil((axis.values.length * ROOM) / (w - left - right));
  axis.values.forEach((value, at) => root.append(svg("line", { x1: x(value), x2: x(value), y1: above + h, y2: above + h + 6, class: "axis" }),
    svg("text", { x: x(value), y: above + h + 25, "text-anchor": "middle" }, at % every ? "" : told(value, axis.number, true))));
  root.append(svg("text", { x: (left + w - right) / 2, y: above + h + 54, "text-anchor": "middle", class: "title" }, axis.label));
  if (measure) root.append(svg("text", { x: left - 10, y: 16, class: "title" }, unitWords(measure)));
  const band = cells.filter((cell) => cell.low !== null);
  const point = (cell, key) => `${cell.at.toFixed(1)},${y(inUnit(cell[key], measure.unit)).toFixed(1)}`;
  if (band.length > 1) root.append(svg("polygon", { class: "band", points: [...band.map((c) => point(c, "high")), ...band.reverse().map((c) => point(c, "low"))].join(" ") }));
  root.append(svg("line", { x1: x(axis.own), x2: x(axis.own), y1: above, y2: above + h, class: "own" }), svg("text", { x: x(axis.own) + (x(axis.own) > w / 2 ? -7 : 7), y: above + 15, class: "own-words", "text-anchor": x(axis.own) > w / 2 ? "end" : "start" }, `screen: ${told(axis.own, axis.number)}`));
  root.append(svg("polyline", { class: "estimate", points: cells.map((c) => point(c, "estimate")).join(" ") }));
  for (const cell of cells) {
    const at = y(inUnit(cell.estimate, measure.unit));
    root.append(svg("circle", { cx: cell.at, cy: at, r: 5.5, class: "estimate-dot" }), svg("text", { x: cell.at, y: at - 13 < above ? at + 24 : at - 13, "text-anchor": "middle", class: "value" }, words(cell.estimate, measure.unit)));
  }
  return root;
}

// Where a value lies between those that were played, in cells.
function place(values, value) {
  const next = values.findIndex((v) => v >= value - 1e-12);
  if (next <= 0) return 0;
  return next - 1 + (value - values[next - 1]) / (values[next] - values[next - 1]);
}

// Two numbers: the first to the right, the second upwards; before a sweep empty cells.
export function heat([across, up], measure) {
  const { w, right } = SIZE, left = 96, above = 12, h = Math.max(240, Math.min(430, 44 * up.values.length));
  const [cw, ch] = [(w - left - right) / across.values.length, h / up.values.length];
  const cell = (i, j) => measure?.cells[i * up.values.length + j];
  const seen = (measure?.cells ?? []).map((c) => c.estimate).filter((value) => value !== null);
  const [least, most] = [Math.min(...seen), Math.max(...seen)];
  const step = (value) => (most > least ? Math.min(STEPS - 1, Math.floor((STEPS * (value - least)) / (most - least))) : 3);
  const root = svg("svg", { viewBox: `0 0 ${w} ${above + h + 66}`, class: "sweep-chart heat", role: "img",
    "aria-label": measure && seen.length ? `${measure.words}, ${unitWords(measure)}: ${words(least, measure.unit)} to ${words(most, measure.unit)}, over ${ends(across)} and ${ends(up)}` : `Nothing is played yet: ${ends(across)} and ${ends(up)}` });
  across.values.forEach((_, i) => up.values.forEach((_, j) => {
    const found = cell(i, j), known = found && found.estimate !== null;
    const [x, y] = [left + i * cw, above + h - (j + 1) * ch];
    root.append(svg("rect", { x: x + 1, y: y + 1, width: cw - 2, height: ch - 2, rx: 3, class: known ? `heat-${step(found.estimate)}` : "heat-none" }));
    if (found) root.append(svg("text", { x: x + cw / 2, y: y + ch / 2 + 7, "text-anchor": "middle", class: known ? `value on-${step(found.estimate)}` : "value" }, words(found.estimate, measure.unit)));
  }));
  across.values.forEach((value, i) => root.append(svg("text", { x: left + (i + 0.5) * cw, y: above + h + 27, "text-anchor": "middle" }, told(value, across.number, true))));
  up.values.forEach((value, j) => root.append(svg("text", { x: left - 20, y: above + h - (j + 0.5) * ch + 6, "text-anchor": "end" }, told(value, up.number, true))));
  const [ownX, ownY] = [left + (place(across.values, across.own) + 0.5) * cw, above + h - (place(up.values, up.own) + 0.5) * ch];
  root.append(svg("path", { d: `M${ownX - 6} ${above + h + 10}h12l-6 -9z`, class: "own-mark" }), svg("path", { d: `M${left - 12} ${ownY - 6}v12l9 -6z`, class: "own-mark" }));
  root.append(svg("text", { x: (left + w - right) / 2, y: above + h + 54, "text-anchor": "middle", class: "title" }, across.label),
    svg("text", { transform: `translate(18 ${above + h / 2}) rotate(-90)`, "text-anchor": "middle", class: "title" }, up.label));
  return root;
}
