/** Which part of a file is asked for (RFC 9110): one range of bytes; of several, or of what cannot be read, all is sent. Pure. */

export interface ByteRange { start: number; /** The first byte that is not in it. */ end: number }

/** Null: all of it. `beyond`: none of it is there. */
export function rangeOf(header: string, size: number): ByteRange | 'beyond' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (!found || (found[1] === '' && found[2] === '')) return null;
  const [from, to] = [found[1]!, found[2]!];
  if (from === '') return to === '0' || Number(to) === 0 ? 'beyond' : { start: Math.max(0, size - Number(to)), end: size };
  const start = Number(from);
  if (start >= size) return 'beyond';
  const last = to === '' ? size - 1 : Number(to);
  return last < start ? null : { start, end: Math.min(last + 1, size) };
}
