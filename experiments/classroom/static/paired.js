// Two talks side by side, round by round: each tick is a place in the one and a place in the other.

// A place is a step of a talk, -1 before the first, or the number of steps once all is over.
export function ticks(talk, other) {
  if (!other) return [...talk.steps, null].map((_, at) => [at, at]);
  const both = [talk, other].map((one) => ({ steps: one.steps, rounds: one.rounds.length, next: 0 }));
  const found = [];
  for (let round = 0; round < Math.max(...both.map((one) => one.rounds)); round++) {
    const here = both.map((one) => one.steps.filter((step) => step.at === round).length);
    for (let turn = 0; turn < Math.max(...here); turn++) found.push(both.map((one, which) => placeIn(one, round, Math.min(turn, here[which] - 1))));
    both.forEach((one, which) => { one.next += here[which]; });
  }
  return [...found, both.map((one) => one.steps.length)];
}

function placeIn(one, round, turn) {
  if (round >= one.rounds) return one.steps.length;
  return turn < 0 ? one.next - 1 : one.next + turn;
}
