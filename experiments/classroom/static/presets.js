// What-ifs ready made: choosing one sets the numbers that it names, and all others to the scenario's.

import { h, show } from "/static/dom.js";

const same = (one, other) => {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
};

// Gives the control, where the paragraphs stand that the chosen one rests on, and what shows which of
// them the numbers are; nothing where there are none.
export function presets(known, numbers, onchoose) {
  if (!known.length) return { pick: null, grounds: null, show: () => {} };
  // a number that a reading has at that value already isn't moved
  const sets = known.map((one) => Object.fromEntries(Object.entries(one.set).filter(([path, value]) => numbers.get(path)?.value !== value)));
  const pick = h("select", { id: "preset", onchange: (event) => onchoose(known[event.target.value]?.set ?? {}) },
    h("option", { value: "" }, "none"), known.map((one, place) => h("option", { value: String(place) }, one.label)), h("option", { value: "own", disabled: true }, "numbers of your own"));
  const grounds = h("div", { class: "grounded" });
  const mark = (set) => {
    const place = Object.keys(set).length ? sets.findIndex((one) => same(one, set)) : -1;
    pick.value = place >= 0 ? String(place) : Object.keys(set).length ? "own" : "";
    show(grounds, place < 0 ? [] : h("details", { class: "muted" }, h("summary", {}, `Rests on ${known[place].source}`), h("p", {}, `${known[place].says} How far the numbers go is ours.`)));
  };
  return { pick, grounds, show: mark };
}
