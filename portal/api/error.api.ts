/** The one shape every refusal and fault is answered in. */
import { z } from 'zod';
import { messageParamsSchema } from '#domain/message.schema';

export const errorDetailSchema = z.object({
  path: z.string(), code: z.string(), params: messageParamsSchema.optional(), frame: z.string().optional(), message: z.string(), fix: z.string().optional(),
  node: z.string().nullable().optional(), edge: z.string().optional(), field: z.string().nullable().optional(), file: z.string().optional(),
});
/** Programs match `code`; `message` and `hint` are for people. `details`: one entry per fault where several were found at once. */
export const errorAnswerSchema = z.object({
  error: z.object({
    code: z.string(), family: z.enum(['invalid', 'conflict', 'unavailable', 'broken']), message: z.string(), hint: z.string(),
    params: messageParamsSchema.optional(), details: z.array(errorDetailSchema).optional(), requestId: z.string(),
  }),
});
