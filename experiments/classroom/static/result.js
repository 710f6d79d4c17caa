// What came of so many talks: headline, marks, bar, dots, waiting, why. Knows nothing of a server.

import { counted } from "/static/counting.js";
import { chip, h, show, svg } from "/static/dom.js";
import { ground, marks, waiting } from "./charts.js";

// What stays in place: filled anew, never built anew, so that nothing jumps.
export class Result {
  constructor(headline) {
    this.marks = marks();
    this.headline = h("h1", { class: "headline answer", "aria-live": "polite" }, headline);
    this.under = h("p", { class: "under answer" }, "");
    this.bar = h("div", { class: "bar answer", "aria-hidden": "true" });
    this.pinBar = h("div", { class: "pin-bar answer" });
    this.glance = h("div", { class: "glance answer", "aria-hidden": "true" }); // says nothing new
    this.dotWords = h("span", { class: "muted" });
    this.ground = h("div", { class: "answer" });
    this.issues = h("details", { class: "answer", hidden: true });
    this.curve = h("div", { class: "answer" });
    this.why = h("div", { class: "answer" });
  }

  middle(lead, between = null) {
    return h("section", { class: "card middle", "aria-label": "Outcome" }, lead,
      this.headline, this.under, between, h("div", { class: "answer" }, this.marks.root), this.bar, this.pinBar, legend(),
      h("h2", {}, "Where do the settlements lie? ", this.dotWords), this.ground, this.issues);
  }

  right(...more) {
    return h("div", { class: "right" },
      h("section", { class: "card" }, h("h2", {}, "How long until a settlement?"), this.curve),
      h("section", { class: "card" }, h("h2", {}, "Why?"), this.why), more);
  }

  // pinned: another result to compare with, and its name.
  show(result, pinned, foot) {
    const pin = `pin ${pinned?.name}`;
    this.headline.textContent = `${result.of_100} in 100 talks end in a settlement`;
    this.under.textContent = [pinned ? `was ${pinned.of_100} at your ${pin}` : null, `simulation error ±${result.error}`,
      timed(result),
      `${result.runs} talks`].filter(Boolean).join(" · ");
    this.marks.show(result.groups);
    show(this.bar, parts(result.groups, true));
    show(this.pinBar, pinned ? [h("span", {}, pin), h("div", { class: "bar", role: "img", "aria-label": `At ${pin}: ${pinned.groups.map((g) => `${g.words} ${g.of_100}`).join(", ")}` }, parts(pinned.groups, false))] : []);
    show(this.glance, h("p", {}, h("strong", {}, `${result.of_100} in 100`), ` settle ±${result.error}`, pinned ? h("span", { class: "muted" }, ` · was ${pinned.of_100} at ${pin}`) : null), h("div", { class: "bar" }, parts(result.groups, false)));
    const dots = result.ground.dots.length;
    this.dotWords.textContent = !dots ? "none to place" : dots < 50 ? "each dot: one of them" : "each dot: one in 50 of them";
    show(this.ground, ground(result.ground));
    const open = this.issues.open;
    this.issues.hidden = false;
    show(this.issues, h("summary", {}, "What they lay down, issue by issue"), issueBars(result.terms));
    this.issues.open = open;
    show(this.curve, waiting(result.waiting, pinned?.waiting, "round"), h("p", { class: "muted" }, "talks still without a settlement, of 100", pinned ? `; dashed: ${pin}` : ""));
    show(this.why, causes(result.why), foot);
  }
}

function timed({ median_round: round, median_words: time }) {
  if (round === null) return "no settlement to time";
  return round === 0 ? "a settlement comes in the first round (median)" : `a settlement takes ${counted(round, "round")}, ${time} (median)`;
}

function parts(groups, labelled) {
  return groups.filter((g) => g.of_100).map((g) => {
    const named = labelled && (g.of_100 >= 32 || (g.id === "settlement" && g.of_100 >= 26));
    return h("span", { class: `g-${g.id}`, style: { flex: `${g.of_100} 0 0` } }, named ? h("b", {}, g.words) : null, labelled && g.of_100 >= 4 ? g.of_100 : null);
  });
}

const SHAPES = { settlement: "Settlement", partial: "Partial or frozen", none: "No agreement", war: "Decided by war" };
function legend() {
  return h("ul", { class: "legend answer" }, Object.entries(SHAPES).map(([id, words]) =>
    h("li", {}, svg("svg", { viewBox: "-2 -2 26 26", "aria-hidden": "true" }, svg("rect", { width: 22, height: 22, class: `mark-${id}` })), words)));
}

function causes(why) {
  if (!why.failed) return h("p", {}, "Every talk ends in a settlement.");
  return [h("p", {}, "In talks without a settlement the last “no” came from"),
    h("ul", { class: "causes" }, why.causes.map((c) => h("li", {}, chip(c.party, c.short), h("span", {}, c.issue ? `over ${c.issue}` : "over no single issue"), h("strong", {}, `${c.of_100} %`)))),
    why.untabled ? h("p", { class: "muted" }, `In ${why.untabled} % no text was refused by vote.`) : null];
}

function issueBars(issues) {
  return h("div", { class: "issues" }, issues.map(({ issue, options }) => h("div", {}, h("h3", {}, issue),
    h("ul", {}, options.filter((o) => o.of_100).map((o) => h("li", { title: o.text }, h("span", {}, o.words),
      h("span", { class: "share", "aria-hidden": "true" }, h("span", { style: { width: `${o.of_100}%` } })), h("b", {}, o.of_100)))))));
}
