// The way back to the rooms that were opened in this browser and are still there.

import { h, show } from "./dom.js";
import { ask, remembered } from "./net.js";

const BACK = 5; // rooms at most, those last used

// To the debrief of a room if that is looked for and the talks are over, else to the console.
export function backToRooms(debrief = false) {
  const place = h("nav", { "aria-label": "Your rooms", hidden: true });
  ask("").then(({ rooms }) => {
    const own = rooms.filter((room) => remembered("host", room.code)).slice(0, BACK);
    const page = (room) => (debrief && room.phase === "debrief" ? "debrief" : "class");
    place.hidden = !own.length;
    show(place, h("div", { class: "buttons" }, own.map((room) =>
      h("a", { class: "button", href: `#/${page(room)}?room=${room.code}` }, `Back to room ${room.code}`))));
  }, () => {}); // without an answer the page is as it is without a room
  return place;
}
