// The few letters that a chip shows for a party: its own code, or A, B, C where names are neutral.

let known = {};
export const learn = (codes) => { known = codes ?? {}; };
export const code = (party) => known[party] ?? party;
