// Takes apart what packing.py has packed: the summary of a cell, a talk with its terms in words.

// -n stands for n noughts.
const long = (numbers) => numbers.flatMap((n) => (n < 0 ? Array(-n).fill(0) : [n]));

// Sums from a first number on: by how much each is more than the one before, if sign is 1, or less.
const summed = (first, steps, sign) => steps.reduce((all, step) => [...all, all[all.length - 1] + sign * step], [first]);

export function summaryOf(grid, cell) {
  const [[settled, of100, error, round, span, untabled, ...groups], whys, falls, shares, rising] = grid.cells[cell];
  const options = long(shares);
  return {
    runs: grid.runs, settled, of_100: of100, error,
    median_round: round < 0 ? null : round, median_words: span < 0 ? null : grid.spans[span],
    groups: grid.groups.map((group, place) => ({ ...group, of_100: groups[place] })),
    waiting: summed(1000, long(falls), -1).slice(1).map((tenths) => tenths / 10),
    terms: grid.issues.map(({ issue, options: known }) => ({ issue, options: known.map((o) => ({ ...o, of_100: options.shift() })) })),
    ground: { left: grid.left, right: grid.right,
      dots: rising.length ? summed(rising[0], long(rising.slice(1)), 1).map((part) => part / 100) : [] },
    why: { failed: grid.runs - settled, untabled, causes: pairs(whys).map(([cause, share]) => ({ ...grid.causes[cause], of_100: share })) },
  };
}

const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, place) => [flat[2 * place], flat[2 * place + 1]]);

// Which cell the sliders stand at: the first one's levels are outermost.
export const cellAt = (sliders, values) =>
  sliders.reduce((cell, slider, place) => cell * slider.levels.length + slider.levels.indexOf(values[place]), 0);

export function talkOf(talk, issues) {
  let before = null;
  const steps = talk.steps.map((step) => {
    if (!step.terms) return step;
    const terms = step.terms.map((option, place) => {
      const { words, text } = issues[place].options[option];
      return { issue: issues[place].issue, option: words, text, changed: before !== null && before[place] !== option };
    });
    before = step.terms;
    return { ...step, terms };
  });
  return { ...talk, steps };
}
