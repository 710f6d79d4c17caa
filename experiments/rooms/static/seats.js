// Lets one choose a scenario, a reading of it, and a party to speak for; `filled` is done when all are there.
// `box` is a checkbox for neutral names; without one the names are as the header has them.

import { h } from "./dom.js";
import { neutral } from "./neutral.js";

async function told(path) {
  const reply = await fetch(`/api/live/${path}`);
  if (!reply.ok) throw new Error("The server could not list the scenarios.");
  return reply.json();
}

export function seatPicker(partyId, fail, box = null) {
  const scenario = h("select", { id: "room-scenario", "aria-label": "Scenario" });
  const lens = h("select", { id: "room-lens" });
  const party = h("select", { id: partyId });
  let listed = [];
  const names = () => `neutral=${(box?.checked ?? neutral()) ? 1 : 0}`;
  const fill = async () => {
    const { lenses } = listed.find((each) => each.name === scenario.value);
    lens.replaceChildren(h("option", { value: "" }, lenses.length ? "neutral base" : "it has one alone"),
      ...lenses.map((each) => h("option", { value: each.name }, `${each.name}: ${each.title}`)));
    lens.disabled = !lenses.length;
    const given = await told(`scenario?name=${encodeURIComponent(scenario.value)}&${names()}`);
    party.replaceChildren(...given.parties.map((each) => h("option", { value: each.id }, each.short)));
    party.value = given.seat;
  };
  const begin = async () => {
    const given = await told(`scenarios?${names()}`);
    const chosen = scenario.value || given.first;
    listed = given.scenarios;
    scenario.replaceChildren(...listed.map((each) => h("option", { value: each.name }, each.called)));
    scenario.value = chosen;
    await fill();
  };
  scenario.addEventListener("change", () => { picked.filled = fill().catch(fail); });
  box?.addEventListener("change", () => { picked.filled = begin().catch(fail); });
  const picked = { scenario, lens, party, filled: begin().catch(fail) };
  return picked;
}
