/** Keeps secrets that an effect has used out of what it answers: a device that echoes its own request must not carry them into variables, history and log. */
import type { Json } from '#domain/values';

/** What stands where a secret was. */
export const mask = '[secret]';
/** Shorter secrets are not looked for: they would blot out ordinary words. */
const shortest = 6;

/** The value with every occurrence of the secrets in its texts and names masked. Encoded forms (base64, a hash) are not found. */
export function masked(value: Json, secrets: ReadonlySet<string>): Json {
  const wanted = [...secrets].filter((secret) => secret.length >= shortest).sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return value;
  const inText = (text: string): string => wanted.reduce((clean, secret) => clean.replaceAll(secret, mask), text);
  const clean = (one: Json): Json => {
    if (typeof one === 'string') return inText(one);
    if (Array.isArray(one)) return one.map(clean);
    return one === null || typeof one !== 'object' ? one : Object.fromEntries(Object.entries(one).map(([name, item]) => [inText(name), clean(item)]));
  };
  return clean(value);
}
