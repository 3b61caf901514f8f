/**
 * Makes the ids of a model such that its parser takes them. XML allows letters of every language in an id, and exporters write digits in front; the parser
 * leaves out the whole element with such an id. Names and texts stay as they are.
 */

const legal = /^[A-Za-z_][\w.-]*$/;
const idAttribute = /\sid\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
/** Attributes and elements whose value is an id, or one behind a prefix. */
const places = /(\s(?:[\w.-]+:)?(?:id|default|bpmnElement|calledElement|\w*Ref)\s*=\s*)("[^"<]*"|'[^'<]*')|(<(?:[\w.-]+:)?(?:incoming|outgoing|\w*Ref)(?:\s[^<>]*)?>)([^<>]*)(?=<\/)/g;

/** The text with ids that are taken, and what each is now: [was, now]. */
export function withLegalIds(xml: string): { xml: string; changed: [string, string][] } {
  const all = new Set([...xml.matchAll(idAttribute)].map(([, one, other]) => one ?? other ?? ''));
  const illegal = [...all].filter((id) => id !== '' && !legal.test(id));
  if (illegal.length === 0) return { xml, changed: [] };
  const now = new Map<string, string>();
  for (const id of illegal) {
    const base = id.trim().replace(/[^\w.-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_') || '_';
    let fit = base;
    for (let count = 2; all.has(fit); count += 1) fit = `${base}-${count}`;
    all.add(fit);
    now.set(id, fit);
  }
  const fitted = (value: string): string => now.get(value) ?? prefixed(value, now) ?? value;
  return {
    xml: xml.replace(places, (whole: string, before: string | undefined, quoted: string | undefined, tag: string | undefined, value: string | undefined) =>
      (quoted !== undefined ? `${before}${quoted[0]}${fitted(quoted.slice(1, -1))}${quoted[0]}` : tag !== undefined ? `${tag}${fitted((value ?? '').trim())}` : whole)),
    changed: [...now],
  };
}

function prefixed(value: string, now: ReadonlyMap<string, string>): string | undefined {
  const colon = value.indexOf(':');
  const fit = colon < 0 ? undefined : now.get(value.slice(colon + 1));
  return fit === undefined ? undefined : `${value.slice(0, colon + 1)}${fit}`;
}
