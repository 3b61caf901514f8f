/** Conditions for MongoDB on what people typed. */
import { escaped } from '#domain/pattern';

/** Anywhere in a text, in any case. */
export const containing = (text: string): { $regex: string; $options: 'i' } => ({ $regex: escaped(text), $options: 'i' });
