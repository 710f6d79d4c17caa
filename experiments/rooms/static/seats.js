// Lets one choose a scenario, and a party of it to speak for; `filled` is done when both are there.

import { h } from "./dom.js";

async function told(path) {
  const reply = await fetch(`/api/live/${path}`);
  if (!reply.ok) throw new Error("The server could not list the scenarios.");
  return reply.json();
}

export function seatPicker(partyId, fail) {
  const scenario = h("select", { id: "room-scenario", "aria-label": "Scenario" });
  const party = h("select", { id: partyId });
  const fill = async () => {
    const given = await told(`scenario?name=${encodeURIComponent(scenario.value)}`);
    party.replaceChildren(...given.parties.map((each) => h("option", { value: each.id }, each.short)));
    party.value = given.seat;
  };
  const begin = async () => {
    const given = await told("scenarios");
    scenario.replaceChildren(...given.scenarios.map((each) => h("option", { value: each.name }, each.name)));
    scenario.value = given.first;
    await fill();
  };
  scenario.addEventListener("change", () => { picked.filled = fill().catch(fail); });
  const picked = { scenario, party, filled: begin().catch(fail) };
  return picked;
}
