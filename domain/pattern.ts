/** Text that people typed, as part of a regular expression. */

/** The text as a pattern that finds just it: none of its signs means anything to a pattern. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
