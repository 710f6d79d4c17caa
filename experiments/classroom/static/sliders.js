// Sliders on a scenario's numbers: label, value, ends, the pinned value, and who says so.

import { h } from "/static/dom.js";

export const written = (value, number) =>
  Number(value).toFixed(Math.max(0, Math.min(6, -Math.floor(Math.log10(number.step) + 1e-9)))).replace("-", "−");

const DEMAND = ["not asked", "bargaining chip", "a condition"];
export const told = (value, number, short = false) =>
  number.unit === "demand" ? (short ? ["no", "chip", "yes"] : DEMAND)[Math.round(value)] : number.unit === "switch" ? (value >= 0.5 ? "on" : "off") : written(value, number);

// The numbers whose label or path has all of some words.
export function withWords(numbers, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return numbers.filter((n) => wanted.every((w) => `${n.label} ${n.path}`.toLowerCase().includes(w)));
}

// onmove(value, done): done once the hand lets go. levels: the only values there are, if not all.
export function slider(number, value, { pinned, pin, onmove, levels }) {
  const id = `s-${number.path.replace(/\W/g, "-")}`;
  const shown = h("output", { for: id }, told(value, number));
  const was = h("span", {}, "");
  const [low, high, step] = levels ? [0, levels.length - 1, 1] : [number.low, number.high, number.step];
  const input = h("input", { type: "range", id, min: String(low), max: String(high), step: String(step) });
  input.value = number.value;
  const own = input.value; // the step nearest to the scenario's own number, which stands for it
  input.value = levels ? levels.indexOf(value) : value;
  const here = () => (levels ? levels[Number(input.value)] : input.value === own ? number.value : settle(input.value, number));
  const say = () => {
    shown.textContent = told(here(), number);
    input.setAttribute("aria-valuetext", `${told(here(), number)} ${number.unit}`);
    const moved = Math.abs(here() - number.value) > number.step / 2;
    shown.classList.toggle("moved", moved);
    was.textContent = pinned !== undefined && Math.abs(pinned - here()) > number.step / 2 ? `${pin}: ${told(pinned, number, true)}`
      : moved ? `${told(number.value, number, true)} →` : "";
  };
  input.addEventListener("input", () => { say(); onmove(here(), false); });
  input.addEventListener("change", () => onmove(here(), true));
  const within = pinned >= number.low && pinned <= number.high; // of another reading it may lie outside
  const tick = h("span", { class: "pin-tick", hidden: !within });
  if (within) {
    const share = (pinned - number.low) / (number.high - number.low);
    tick.style.left = `calc(${share} * (100% - 1rem) + .5rem - 1px)`;
  }
  const grounds = h("p", { class: "note", hidden: true }, number.note ? `${number.note} ` : "", number.says, " ",
    h("span", { class: "muted" }, `In ${number.unit}; plausible ${told(number.low, number)} to ${told(number.high, number)}. ${number.path}, ${number.source}`));
  const ask = h("button", { class: "grounds", "aria-expanded": "false", onclick: () => {
    grounds.hidden = !grounds.hidden;
    ask.setAttribute("aria-expanded", String(!grounds.hidden));
  } }, "?");
  ask.setAttribute("aria-label", `${number.label}: who says so?`);
  say();
  return h("div", { class: "slider" },
    h("div", { class: "name" }, h("label", { for: id }, number.label), h("span", { class: "value" }, was, shown)),
    h("div", { class: "row-of-rail" }, h("span", { "aria-hidden": "true" }, told(number.low, number, true)),
      h("div", { class: "rail" }, tick, input), h("span", { "aria-hidden": "true" }, told(number.high, number, true)), ask),
    grounds);
}

// A range input can only hold whole steps from its low end: the scenario's own value is kept exact.
const settle = (given, number) => {
  const value = Math.min(number.high, Math.max(number.low, Number(given)));
  return Math.abs(value - number.value) <= number.step / 2 ? number.value : value;
};
