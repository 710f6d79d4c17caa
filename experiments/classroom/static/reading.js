// What another reading keeps of the numbers that were moved: all that it lets stand at their value.

import { told } from "./sliders.js";

// set: what stays moved; lost: in words, what can't. labels: of numbers that only other readings have.
export function keptBy(numbers, moved, labels) {
  const set = {}, lost = [];
  for (const [path, value] of Object.entries(moved)) {
    const number = numbers.get(path);
    if (!number) lost.push(`${labels.get(path) ?? path} (fixed here)`);
    else if (value < number.low || value > number.high) lost.push(`${number.label} at ${told(value, number)} (here ${told(number.low, number)} to ${told(number.high, number)})`);
    else if (value !== number.value) set[path] = value; // at its own value it isn't moved
  }
  return { set, lost };
}
