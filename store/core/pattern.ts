/** Patterns for MongoDB of what people typed: taken as it is, none of it means anything to a pattern. */

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Anywhere in a text, in any case. */
export const containing = (text: string): { $regex: string; $options: 'i' } => ({ $regex: escaped(text), $options: 'i' });
