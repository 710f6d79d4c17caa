// Guesses by show of hands: taken while the answer is hidden, grey dots beside it once it is shown.

import { counted } from "/static/counting.js";
import { h, show } from "/static/dom.js";
import { strip } from "/static/strip.js";

export const MOST = 200;

// Reads whole numbers from 0 to 100, or says in a sentence what is wrong.
export function readGuesses(words, already = 0) {
  const given = words.split(/[\s,;]+/).filter(Boolean);
  const wrong = given.find((word) => !/^\d{1,3}$/.test(word) || Number(word) > 100);
  if (!given.length) return { fault: "Write a whole number from 0 to 100, or several, separated by blanks or commas." };
  if (wrong !== undefined) return { fault: `“${wrong.slice(0, 20)}” is no guess: write whole numbers from 0 to 100, separated by blanks or commas.` };
  if (already + given.length > MOST) return { fault: `${MOST} guesses are the most; there are ${already} already.` };
  return { guesses: given.map(Number) };
}

const count = (guesses) => counted(guesses.length, "guess", "guesses");

// onchange(guesses) once one is added or taken away; onreveal() once the answer is to be seen.
export class Guesses {
  constructor(onchange, onreveal) {
    this.onchange = onchange;
    this.guesses = [];
    this.input = h("input", { id: "guesses", type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "1000" });
    this.fault = h("p", { class: "fault", role: "alert" });
    this.list = h("ul", { class: "guess-list", "aria-label": "The guesses so far; a click takes one away" });
    this.said = h("p", { class: "muted", role: "status" });
    this.clear = h("button", { id: "clear-guesses", type: "button", onclick: () => this.set([]) }, "Clear the guesses");
    this.form = h("form", { class: "guess-form", onsubmit: (event) => this.add(event) },
      h("label", { for: "guesses" }, "Guesses by show of hands, 0 to 100; several at once with blanks or commas between"),
      h("div", { class: "row" }, this.input, h("button", { id: "add-guess", class: "main" }, "Add"), h("button", { id: "reveal", type: "button", onclick: onreveal }, "Reveal")), this.fault, this.list);
    this.picture = h("div", {});
    this.node = h("div", { class: "guesses" }, this.form, this.picture, h("div", { class: "guess-foot" }, this.said, this.clear));
  }

  add(event) {
    event.preventDefault();
    const { guesses, fault } = readGuesses(this.input.value, this.guesses.length);
    this.fault.textContent = fault ?? "";
    if (!guesses) return;
    this.input.value = "";
    this.set([...this.guesses, ...guesses]);
  }

  set(guesses) {
    this.onchange(guesses);
    if (!this.form.hidden) this.input.focus();
  }

  // What is shown for some guesses: with the answer hidden the form, else the model's answer too.
  show(guesses, hidden, result) {
    this.guesses = guesses;
    this.form.hidden = !hidden;
    this.node.hidden = !hidden && !guesses.length;
    this.clear.hidden = !guesses.length;
    show(this.list, guesses.map((value, place) => h("li", {}, h("button", { type: "button", "aria-label": `Take away the guess ${value}`, onclick: () => this.set(guesses.filter((_, other) => other !== place)) }, `${value} ✕`))));
    this.said.textContent = !guesses.length ? "" : hidden ? count(guesses) : `● one of ${count(guesses)} · band: simulation error`;
    const answer = !hidden && result ? [{ value: result.of_100, name: "model", words: `model ${result.of_100} ±${result.error}`, error: result.error }] : [];
    const spoken = `Guesses ${guesses.join(", ")}${answer.length ? `; the model ${result.of_100}, simulation error ${result.error}` : ""}`;
    show(this.picture, guesses.length ? strip(guesses, answer, spoken, Math.max(320, Math.min(640, this.node.clientWidth))) : []);
  }
}
