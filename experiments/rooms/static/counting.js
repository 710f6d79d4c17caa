// So many of something, in words: one team, two teams.

export const counted = (n, one, several = `${one}s`) => `${n} ${n === 1 ? one : several}`;
