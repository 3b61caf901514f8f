/** Parameters of messages where they arrive from outside: on the wire and in states. */
import { z } from 'zod';
import type { MessageParams, Phrase } from './message.ts';
import { jsonSchema } from './values.ts';

/** Any JSON by name; what is no text and no phrase is shown as it is. */
export const messageParamsSchema = z.record(z.string(), jsonSchema) as unknown as z.ZodType<MessageParams, MessageParams>;

/** A phrase by its key; one that is not known is shown by the English beside it. */
export const phraseSchema: z.ZodType<Phrase, Phrase> = z.object({ phrase: z.string(), params: messageParamsSchema.optional() }) as unknown as z.ZodType<Phrase, Phrase>;
