// Live without a server: the sliders move over a grid that was played before.

import { Result } from "/live/result.js";
import { slider } from "/live/sliders.js";
import { h, show } from "/static/dom.js";
import { cellAt, summaryOf } from "./grid.js";

export function whatIfMoved(root, { about, sliders, grid }) {
  const panel = new Result("");
  const controls = h("div", {});
  let values = [];
  const draw = () => panel.show(summaryOf(grid, cellAt(sliders, values)), null, null);
  const begin = () => {
    values = sliders.map((one) => one.start);
    show(controls, sliders.map(({ number, levels }, which) => slider(number, values[which], { levels, onmove: (value) => {
      if (values[which] === value) return;
      values[which] = value;
      draw();
    } })));
    draw();
  };
  begin();
  const many = sliders.map((one) => one.levels.length).join(" × ");
  show(root, h("main", { class: "live" },
    h("div", { class: "stack" }, h("section", { class: "card left", "aria-label": "What if" }, h("h2", {}, "What if …"), h("p", { class: "title" }, about.title), controls,
      h("div", { class: "buttons" }, h("button", { id: "reset", onclick: begin }, "Reset"))),
    h("section", { class: "card notes", "aria-label": "How to read it" },
      h("p", { class: "muted" }, `${many} values, ${grid.runs} talks at each, played before. Talk n meets the same luck at every value, so that what changes is the number, not chance.`),
      about.note ? h("p", { class: "muted" }, about.note) : null,
      h("p", { class: "muted" }, "The ? beside a number says who claims it; ", h("a", { href: "#/about" }, "About"), " says what the model leaves out."))),
    panel.middle(),
    panel.right()));
}
