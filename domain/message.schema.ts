/** Parameters of messages where they arrive from outside: on the wire and in states. */
import { z } from 'zod';
import type { MessageParams } from './message.ts';
import { jsonSchema } from './values.ts';

/** Any JSON by name; what is no text and no phrase is shown as it is. */
export const messageParamsSchema = z.record(z.string(), jsonSchema) as unknown as z.ZodType<MessageParams, MessageParams>;
