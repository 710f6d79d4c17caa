// The lecturer's console: a room with its code and QR, who is here, the clock, events, the end.

import { backToRooms } from "./back.js";
import { counted } from "./counting.js";
import { chip, h, show } from "./dom.js";
import { follow, neutral } from "./neutral.js";
import { ask, forget, listen, plainCode, remember, remembered, withinReach } from "./net.js";
import { seatPicker } from "./seats.js";

export function mount(root, query) {
  const page = new Console(root, query.get("room"));
  return () => page.leave();
}

class Console {
  constructor(root, code) {
    this.root = root;
    this.said = h("p", { class: "muted", role: "status" }); // one for all views, so that it is read out
    this.enter(code);
  }

  leave() {
    this.stop?.();
  }

  enter(code) {
    this.leave();
    this.code = plainCode(code);
    this.token = code ? remembered("host", code) : null;
    if (!this.token) return show(this.root, this.setUp());
    this.stop = listen(`/${this.code}`, this.token, {
      onview: (view) => { follow(view); this.view = view; this.fault = ""; this.draw(); },
      onlost: (error, forGood) => {
        this.fault = error.message;
        if (forGood) { forget("host", this.code); show(this.root, this.setUp(error.message)); } else if (this.view) this.draw();
      },
    });
  }

  // done: says that it was done, with the time, so that the same done again is seen.
  async act(body, done = "") {
    this.said.textContent = "";
    try {
      this.view = await ask(`/${this.code}/host`, { token: this.token, body });
      this.fault = "";
    } catch (error) {
      this.fault = error.message;
    }
    this.draw();
    if (done && !this.fault) this.said.textContent = `${new Date().toLocaleTimeString("en-GB")}: ${done}`;
  }

  setUp(words = "") {
    const field = (id, label, control) => h("div", { class: "field" }, h("label", { for: id }, label), control);
    const pick = (id, options) => h("select", { id }, options.map(([value, text]) => h("option", { value }, text)));
    const way = pick("way", [["alone", "Each team has a talk of its own, all in the same luck"], ["together", "The teams share talks, a party each"]]);
    const time = pick("seconds", [["120", "2 minutes"], ["60", "1 minute"], ["240", "4 minutes"], ["0", "no limit"]]);
    const seed = h("input", { id: "seed", type: "number", min: "0", step: "1", value: "1" });
    const fault = h("p", { class: "fault", role: "alert" }, words);
    const names = h("input", { type: "checkbox", id: "room-neutral", checked: neutral() });
    const picked = seatPicker("party", (error) => { fault.textContent = error.message; }, names);
    const open = async (event) => {
      event.preventDefault();
      const together = way.value === "together";
      await picked.filled;
      const body = { scenario: picked.scenario.value, lens: picked.lens.value || null, together, seconds: Number(time.value), seed: Number(seed.value), neutral: names.checked };
      if (!together) body.seats = [picked.party.value];
      try {
        const opened = await ask("", { body });
        remember("host", opened.code, opened.host);
        history.replaceState(null, "", `#/class?room=${opened.code}`);
        this.enter(opened.code);
      } catch (error) { fault.textContent = error.message; }
    };
    return h("main", { class: "card narrow" }, backToRooms(), h("h1", {}, "Open a room"),
      h("form", { onsubmit: open }, field("room-scenario", "Scenario", picked.scenario), field("room-lens", "Reading", picked.lens), field("way", "Who sits where", way), field("party", "Their party, in talks of their own", picked.party),
        field("seconds", "Time for a decision", time), field("seed", "Seed of the luck", seed),
        h("label", { class: "check" }, names, " Neutral names: Country A, Country B and so on, on every phone"),
        h("div", { class: "buttons" }, h("button", { class: "main", id: "open" }, "Open the room"))),
      fault, h("p", { class: "muted" }, "Agents hold the seats that no team takes."));
  }

  draw() {
    const { view } = this;
    const act = (id, words, body, kind = "", done = "") => h("button", { id, class: kind, onclick: () => this.act(body, done) }, words);
    const stage = {
      predict: [act("start", "Begin the talks", { do: "start" }, "main")],
      play: view.closing ? [] : [
        view.paused ? act("go-on", "Go on", { do: "go_on" }, "main") : act("pause", "Pause", { do: "pause" }, "main"),
        view.plan.seconds ? act("extend", "One minute more", { do: "extend", seconds: 60 }, "", "all who are thinking have one minute more.") : null,
        this.sure ? [act("end-yes", "End all talks", { do: "end" }, "warn"), h("button", { id: "end-no", onclick: () => { this.sure = false; this.draw(); } }, "Not yet")]
          : h("button", { id: "end", class: "warn", onclick: () => { this.sure = true; this.draw(); document.getElementById("end-yes")?.focus(); } }, "End and debrief …"),
      ],
      debrief: [h("a", { class: "button main", href: `#/debrief?room=${this.code}` }, "To the debrief")],
    }[view.phase];
    show(this.root, h("div", { class: "two" },
      h("section", { class: "card join" }, h("h2", {}, "Join with"), h("p", { class: "code" }, view.code),
        this.qr ??= h("img", { class: "qr", src: `/api/rooms/${this.code}/qr.svg`, alt: `QR code: join room ${view.code}` }),
        h("p", { class: "address" }, view.address),
        withinReach(view.address) ? null : h("p", { class: "note" }, "Phones can’t reach this address; ",
          h("code", {}, "batna serve --lan"), " lets them in."),
        h("p", { class: "muted" }, view.title), h("p", { class: "muted" }, "A model, not a forecast.")),
      h("main", { class: "card" },
        h("h1", {}, this.headline()), h("div", { class: "buttons" }, stage), this.said,
        h("p", { class: "fault", role: "alert" }, this.fault ?? ""), this.teams(), this.events())));
  }

  headline() {
    const { view } = this;
    const here = view.teams.filter((team) => team.here).length;
    const teams = counted(view.teams.length, "team");
    if (view.phase === "predict") return `${teams}, ${counted(view.predictions.length, "prediction")}`;
    const over = `${view.over} of ${counted(view.talks, "talk")} over`;
    return view.phase === "play" ? `${view.closing ? "Ending. " : view.paused ? "Paused. " : ""}${over}; ${here} of ${teams} here` : over;
  }

  teams() {
    const { view } = this;
    const how = (team) => {
      if (team.over) return "over";
      if (view.phase === "predict") return team.predicted ? "has predicted" : "has not predicted";
      if (team.away) return "away: its agent plays";
      return team.asked ? "thinking" : "waiting for others";
    };
    const rows = view.teams.map((team) => h("tr", {},
      h("th", { scope: "row" }, h("span", { class: team.here ? "good" : "muted", title: team.here ? "connected" : "not connected" }, team.here ? "● " : "○ "), team.team),
      h("td", {}, chip(team.party, view.parties[team.party])), h("td", { class: "digits" }, team.talk),
      h("td", { class: "digits" }, team.round === undefined ? "" : team.round + 1),
      h("td", {}, how(team)), h("td", { class: "digits" }, team.stood_in || "")));
    return rows.length ? h("div", { class: "scrolls tall", tabIndex: 0, role: "region", "aria-label": "The teams", "data-scroll": "teams" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Team", "Seat", "Talk", "Round", "Now", "Agent decided"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, rows)))
      : h("p", { class: "muted" }, "Nobody has joined yet.");
  }

  events() {
    const { view } = this;
    const known = Object.entries(view.injects);
    if (!known.length) return null;
    return h("section", {}, h("h2", {}, "Let something happen"),
      h("p", { class: "muted" }, "In every talk, at the start of its next round; the teams read it as news."),
      h("div", { class: "field row" },
        this.what ??= h("select", { id: "what", "aria-label": "What happens" }, known.map(([name, words]) => h("option", { value: name }, words))),
        h("button", { id: "inject", onclick: () => this.act({ do: "inject", name: this.what.value }, `it happens at the start of each talk’s next round: ${view.injects[this.what.value]}`) }, "Let it happen")),
      view.news.length ? h("ul", {}, view.news.map((words) => h("li", {}, words))) : null);
  }
}
