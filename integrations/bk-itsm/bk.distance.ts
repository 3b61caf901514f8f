/** How far steps are from an end. What a circle leads back to is no way on, so a distance may leave out the step it is asked from. */

/** Steps to the nearest of the ends, by id; absent where none is reached. `before`: who leads to each; `without`: a step no way may go through. */
export function distancesTo(ends: readonly string[], before: ReadonlyMap<string, readonly string[]>, without: string): Map<string, number> {
  const far = new Map<string, number>();
  let now = ends.filter((id) => id !== without);
  for (let steps = 0; now.length > 0; steps += 1) {
    for (const id of now) far.set(id, steps);
    now = [...new Set(now.flatMap((id) => before.get(id) ?? []))].filter((id) => id !== without && !far.has(id));
  }
  return far;
}
