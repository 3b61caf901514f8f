/** Makes valid XML such that the parser takes it: white space around the "=" of an attribute, which it takes for a fault and leaves out the whole element. */
import { after, endOfTag } from './bpmn.guard.ts';

export function tidied(xml: string): string {
  const parts: string[] = [];
  let [at, kept] = [0, 0];
  for (at = xml.indexOf('<', at); at >= 0; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at + 9);
    else {
      const end = endOfTag(xml, at + 1);
      for (const [from, to] of gapsIn(xml, at, end)) {
        parts.push(xml.slice(kept, from));
        kept = to;
      }
      at = end;
    }
  }
  return parts.length === 0 ? xml : parts.join('') + xml.slice(kept);
}

/** Where white space stands before or behind an "=" that is in no quotes. */
function* gapsIn(xml: string, from: number, end: number): Generator<[from: number, to: number]> {
  for (let at = from; at < end; at += 1) {
    const sign = xml[at]!;
    if (sign === '"' || sign === "'") {
      const close = xml.indexOf(sign, at + 1);
      if (close < 0) return;
      at = close;
    } else if (sign === '=') {
      let [first, last] = [at, at + 1];
      while (isSpace(xml[first - 1])) first -= 1;
      while (isSpace(xml[last])) last += 1;
      if (first < at) yield [first, at];
      if (last > at + 1) yield [at + 1, last];
      at = last - 1;
    }
  }
}

const isSpace = (sign: string | undefined): boolean => sign === ' ' || sign === '\t' || sign === '\n' || sign === '\r';
