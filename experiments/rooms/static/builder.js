// Puts a text together, an option an issue, with its worth to the seat beside it as it changes.

import { h } from "./dom.js";
import { ask } from "./net.js";
import { worthBar } from "./worth.js";

export class Builder {
  constructor(seat, code, token, { table, drop }) {
    this.code = code;
    this.token = token;
    this.question = seat.question;
    this.brief = seat.brief;
    this.terms = { ...seat.question.start };
    this.worth = seat.question.kind === "draft" ? seat.question.worth : null;
    this.words = seat.question.kind === "draft" ? "Table it" : "Refuse, and table this";
    this.table = table;
    this.drop = drop;
    this.bar = h("div", {});
    this.fault = h("p", { class: "fault", role: "alert" });
    this.main = h("button", { class: "main", id: "table", onclick: () => this.table(this.terms) }, this.words);
    this.node = this.build();
    this.measure();
  }

  build() {
    const names = Object.fromEntries(this.brief.issues.map((i) => [i.issue, i]));
    const rows = Object.entries(this.question.may).map(([issue, may]) => {
      const known = names[issue];
      const worth = Object.fromEntries(known.options.map((o) => [o.option, o]));
      const pick = h("select", {
        id: `pick-${issue}`, disabled: may.length === 1,
        onchange: (event) => { this.terms[issue] = event.target.value; this.measure(); },
      }, may.map((option) => h("option", { value: option, selected: option === this.terms[issue] },
        `${worth[option].short} (${worth[option].worth.toFixed(0)})`)));
      return h("div", { class: "pick" }, h("label", { for: `pick-${issue}` }, known.name), pick);
    });
    return h("section", { class: "builder", "aria-label": "Put a text together" },
      h("p", { class: "muted" }, "In brackets: what an option is worth to you over the worst one, in points."),
      h("div", { class: "picks" }, rows), this.bar,
      h("p", { class: "muted" }, "The brackets need not add up to this: it counts from another zero, and takes in doubts about promises, the risk that the peace breaks down, and red lines, where there are such."), this.fault,
      h("div", { class: "buttons" },
        this.main,
        h("button", { id: "drop", onclick: this.drop }, "Back")));
  }

  // While the talks are paused a text may be thought over, but not tabled.
  pause(paused) {
    this.main.disabled = paused;
  }

  async measure() {
    this.running?.abort(); // an overtaken question is of no use
    this.running = new AbortController();
    try {
      const { worth } = await ask(`/${this.code}/worth`, {
        token: this.token, body: { terms: this.terms }, signal: this.running.signal,
      });
      this.bar.replaceChildren(worthBar("Worth to you", worth, this.question.walk_away, "builder"));
      this.fault.textContent = "";
    } catch (error) {
      if (error.name !== "AbortError") this.fault.textContent = error.message;
    }
  }
}
