// Take a seat: join by a code, predict, decide, ask; the score at the end.

import { briefCard } from "./brief.js";
import { clock } from "./clock.js";
import { code as letters } from "./codes.js";
import { counted } from "./counting.js";
import { chip, h, show } from "./dom.js";
import { joinForm } from "./join.js";
import { offer } from "./nav.js";
import { follow } from "./neutral.js";
import { ask, forget, listen, plainCode, remembered } from "./net.js";
import { questionCard } from "./question.js";
import { scoreCard } from "./score.js";
import { term } from "./terms.js";

export function mount(root, query) {
  const page = new Seat(root, query.get("room"));
  return () => page.leave();
}

class Seat {
  constructor(root, code) {
    this.root = root;
    this.state = { sheet: false, notes: [], picked: new Set() };
    this.enter(code && remembered("seat", code) ? code : null, code);
  }

  leave() {
    this.stop?.();
  }

  enter(code, wanted) {
    this.leave();
    this.guessing = null;
    this.code = plainCode(code);
    if (!code) {
      show(this.root, joinForm(wanted ?? "", (joined) => {
        history.replaceState(null, "", `#/seat?room=${joined}`);
        this.enter(joined);
      }));
      return;
    }
    this.token = remembered("seat", code);
    offer("seat", code);
    show(this.root, h("p", { class: "card" }, "Taking your seat …"));
    this.stop = listen(`/${this.code}`, this.token, {
      onview: (view) => this.got(view),
      onlost: (error, forGood) => {
        if (forGood) {
          forget("seat", this.code);
          offer("seat", this.code);
          show(this.root, joinForm(this.code, (joined) => this.enter(joined), error.message));
        } else this.tell(error.message);
      },
    });
  }

  got(view) {
    follow(view);
    const asked = view.seat?.question?.question;
    if (asked !== this.state.question) {
      this.state.question = asked;
      this.state.builder = null;
      this.state.picked = new Set();
      this.state.notes = [];
      this.state.sure = false;
    }
    this.view = view;
    this.lost = "";
    this.draw();
  }

  tell(words) {
    this.lost = words;
    const line = document.getElementById("lost");
    if (line) line.textContent = words;
  }

  async send(path, body) {
    try {
      const given = await ask(`/${this.code}${path}`, { token: this.token, body });
      this.fault = "";
      return given;
    } catch (error) {
      this.fault = error.message;
      this.draw();
      return null;
    }
  }

  async decide(decision) {
    if (this.busy) return;
    this.busy = true;
    const body = { n: this.view.moves, question: this.view.seat.question.question, ...decision };
    const view = await this.send("/move", body);
    this.busy = false;
    if (view) {
      this.got(view);
      document.getElementById("asked")?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    }
  }

  async note(kind) {
    const given = await this.send(`/${kind}`, {});
    if (!given) return;
    this.view[kind === "hint" ? "hints" : "advice"] = given[kind === "hint" ? "hints" : "advice"];
    this.state.notes.push(given.words);
    this.draw();
  }

  draw() {
    const { view } = this;
    if (view.phase === "predict") return this.predicting();
    const seat = view.seat;
    show(this.root,
      h("p", { id: "lost", class: "fault", role: "status" }, this.lost ?? ""),
      h("div", { class: "three" },
        briefCard(seat, this.state, () => this.draw()),
        h("main", { class: "card middle", tabIndex: -1, id: "asked", "aria-label": "Your turn" },
          view.news.length ? h("p", { class: "news", role: "status" }, `News: ${view.news.at(-1)}`) : null,
          seat.over ? scoreCard(this) : questionCard(this),
          h("p", { class: "fault", role: "alert" }, this.fault ?? ""),
          tableSoFar(seat)),
        h("div", { class: "side" }, othersCard(view), askCard(this))));
  }

  // Built once and then filled, so that the slider stays in the hand while others join.
  predicting() {
    const { view } = this;
    if (!this.guessing) this.guessing = this.guessForm();
    const { node, handIn, said, fault } = this.guessing;
    const done = view.prediction !== null;
    handIn.textContent = done ? "Hand in another guess" : "Hand in";
    said.textContent = done ? `Handed in: ${view.prediction}. The talks begin when the lecturer says so.` : "";
    fault.textContent = this.fault ?? "";
    if (!node.isConnected) show(this.root, node);
  }

  guessForm() {
    const { view } = this;
    const start = String(view.prediction ?? 50);
    const out = h("output", { class: "big digits", for: "guess" }, start);
    const guess = h("input", {
      type: "range", id: "guess", min: "0", max: "100", value: start,
      oninput: (event) => { out.textContent = event.target.value; },
    });
    const handIn = h("button", { class: "main", id: "hand-in", onclick: async () => {
      const given = await this.send("/predict", { value: Number(guess.value) });
      if (given) this.got(given);
    } });
    const said = h("p", { role: "status" });
    const fault = h("p", { class: "fault", role: "alert" });
    const seat = { brief: view.brief };
    let card = null;
    const read = () => {
      const drawn = briefCard(seat, this.state, () => { read(); document.getElementById("pull")?.focus(); });
      card?.replaceWith(drawn);
      card = drawn;
    };
    read();
    const form = h("main", { class: "card middle" },
      h("h1", {}, `You are team ${view.team}, for ${view.party_name} `, chip(view.party)),
      h("p", {}, view.title, "."),
      h("label", { for: "guess" }, "Of 100 such talks between agents, how many end in a settlement?"),
      h("div", { class: "guess" }, guess, out), h("p", {}, term("settlement", "What is a settlement?")),
      h("div", { class: "buttons" }, handIn), said, fault,
      h("p", { class: "muted" }, "Read your brief meanwhile: no clock runs yet. A model, not a forecast."));
    return { node: h("div", { class: "three" }, card, form), handIn, said, fault };
  }

  time() {
    return clock(this.view.left, this.view.paused);
  }
}

function tableSoFar(seat) {
  const texts = seat.history.flatMap((entry) => entry.texts.map((text) => ({ ...text, date: entry.date, round: entry.round })));
  const rows = texts.reverse().map((text) => h("tr", {},
    h("td", { class: "digits" }, h("span", { class: "only-narrow" }, "Round "), text.round + 1),
    h("td", {}, chip(text.drafter, seat.parties[text.drafter])),
    h("td", { class: "change" }, text.change),
    h("td", { class: "digits" }, h("span", { class: "only-narrow" }, "worth to you "), h("strong", {}, text.worth ?? "–")),
    h("td", { class: "replies" }, Object.entries(text.replies).map(([who, yes]) =>
      h("span", { class: yes ? "good" : "bad" }, `${yes ? "✓" : "✕"} ${letters(who)} `)))));
  const happened = seat.history.flatMap((entry) => entry.news.map((news) => h("li", {}, `${entry.date}: ${news}`))).reverse();
  return h("section", { class: "so-far" },
    h("h2", {}, "The table so far"),
    rows.length ? h("div", { class: "scrolls", tabIndex: 0, role: "region", "aria-label": "The texts so far", "data-scroll": "texts" },
      h("table", {}, h("thead", {}, h("tr", {}, ["Round", "Who", "Text, as it changes", "You", "Replies"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, rows)))
      : h("p", { class: "muted" }, "No text has been tabled yet."),
    happened.length ? h("details", { open: texts.length === 0 }, h("summary", {}, "What else happened"), h("ul", { class: "news-list" }, happened)) : null);
}

function othersCard(view) {
  const who = Object.fromEntries(view.table.map((seat) => [seat.party, seat]));
  const held = ({ who: name, away }) => (name === "agent" ? "an agent" : away ? `team ${name}, away: its agent plays` : `team ${name}`);
  return h("section", { class: "card" },
    h("h2", {}, "What the others seem to want"),
    h("p", { class: "muted" }, "Read from their public moves, never from their briefs."),
    h("ul", { class: "others" }, view.seat.others.map((other) => h("li", {},
      chip(other.party, other.name), h("div", {}, h("span", { class: "muted" }, `${other.name}, ${held(who[other.party])}`), h("br"), other.words)))));
}

function askCard(page) {
  const { view, state } = page;
  const open = Boolean(view.seat.question) && !view.paused;
  return h("section", { class: "card" },
    h("h2", {}, "Ask"),
    h("div", { class: "buttons" },
      h("button", { id: "hint", disabled: !open, onclick: () => page.note("hint") }, "Hint"),
      h("button", { id: "advice", disabled: !open, onclick: () => page.note("advice") }, "What would the agent do?")),
    h("div", { role: "status" }, state.notes.map((words) => h("p", { class: "note" }, words))),
    h("p", { class: "muted" }, `Asked so far: ${counted(view.hints, "hint")}, ${counted(view.advice, "time")} the agent. Your score sheet shows it.`),
    h("p", { class: "muted" }, `Team ${view.team}, room ${view.code}. A model, not a forecast.`));
}
