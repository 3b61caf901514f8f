/** Time zones to choose from: those the browser knows, with UTC and the one that stands there. */
export function zones(own: string): string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set(['Etc/UTC', own, ...known])];
}
