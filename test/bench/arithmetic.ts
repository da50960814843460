/** The middle of some numbers; of an even count the mean of the two in the middle; undefined of none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** The number that a share of the numbers, from 0 to 1, does not exceed; undefined of none. */
export function percentile(numbers: readonly number[], share: number): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1))];
}

/**
 * What one is of the other, round by round, and of that the median. A machine that is slow for a while is slow for both, so that ratios within
 * a round agree where the times of two rounds do not; a round in which either is missing does not count. What was measured only once takes
 * minutes, in which the machine is as it is in the mean, and is held against the median of the other.
 */
export function medianRatio(ours: readonly (number | undefined)[], theirs: readonly (number | undefined)[]): number | undefined {
  const [our, their] = [ours, theirs].map(each => each.filter(one => one !== undefined));
  if (our && their && Math.min(our.length, their.length) === 1 && our.length !== their.length) return medianRatio([median(our)], [median(their)]);
  return median(ours.flatMap((our, round) => { const their = theirs[round]; return our === undefined || their === undefined || their === 0 ? [] : [our / their]; }));
}
