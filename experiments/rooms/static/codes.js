// How a party is shown: the few letters of its chip (its own code, or A, B, C where names are
// neutral), and the colour of its seat, by its place among the parties, whoever they are.

const COLOURS = 8; // seats in rooms.css
let known = {};
export const learn = (codes) => { known = codes ?? {}; };
export const code = (party) => known[party] ?? party;
export const seatOf = (party) => {
  const place = Object.keys(known).indexOf(party);
  return place < 0 ? null : String(place % COLOURS);
};
