/** What an answer lacks before it can be given; apart from the form's own code, which comes when a form is shown. Pure. */
import type { Json } from '#domain/values';

/** Fields an answer needs that are not filled in. */
export function missingFields(required: readonly string[], value: Json): string[] {
  const filled = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return required.filter((name) => {
    const given = Object.hasOwn(filled, name) ? filled[name] : undefined;
    return given === undefined || given === null || (typeof given === 'string' && given.trim() === '') || (Array.isArray(given) && given.length === 0);
  });
}
