// Comes into a room: by its code, or alone against the agents on the lecturer's own machine.

import { h } from "./dom.js";
import { neutral } from "./neutral.js";
import { ask, plainCode, remember, remembered, withinReach } from "./net.js";
import { seatPicker } from "./seats.js";

export function joinForm(wanted, entered, words = "") {
  const fault = h("p", { class: "fault", role: "alert" }, words);
  const code = h("input", { id: "code", value: wanted, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "12", required: true });
  const tell = (error) => { fault.textContent = error.message; };
  const join = async (event) => {
    event.preventDefault();
    // who has a seat here goes on in it: in a second one the first would be left to its agent
    const seated = remembered("seat", code.value) ? Promise.resolve(plainCode(code.value)) : come(code.value);
    await seated.then(entered, tell);
  };
  const picked = seatPicker("side", tell);
  const alone = async (event) => {
    event.preventDefault();
    await picked.filled;
    try {
      const opened = await ask("", { body: { scenario: picked.scenario.value, lens: picked.lens.value || null, seats: [picked.party.value], seconds: 0, neutral: neutral() } });
      remember("host", opened.code, opened.host);
      await come(opened.code);
      await ask(`/${plainCode(opened.code)}/host`, { token: opened.host, body: { do: "start" } });
      entered(opened.code);
    } catch (error) { tell(error); }
  };
  return h("main", { class: "card narrow" },
    h("h1", {}, "Take a seat"),
    h("form", { onsubmit: join }, h("label", { for: "code" }, "Code of the room, as on the screen"), code,
      h("div", { class: "buttons" }, h("button", { class: "main", id: "go" }, "Join"))),
    fault,
    withinReach(location.href) ? null : h("form", { onsubmit: alone }, h("h2", {}, "Or alone against the agents"),
      h("label", { for: "room-scenario" }, "Scenario"), picked.scenario,
      h("label", { for: "room-lens" }, "Reading"), picked.lens,
      h("label", { for: "side" }, "You speak for"), picked.party,
      h("div", { class: "buttons" }, h("button", { id: "alone" }, "Begin"))),
    h("p", { class: "muted" }, "No name and no account: you get an animal’s name. A model, not a forecast."));
}

async function come(written) {
  const code = plainCode(written);
  const given = await ask(`/${code}/join`, { body: {} });
  remember("seat", code, given.token);
  return code;
}
