/** Documents people ask for: which there are, what one is told by, how far it is. What stands in one is its template's model. */
import { z } from 'zod';
import { messageParamsSchema } from '../message.schema.ts';
import { instantSchema, localeSchema, type Locale } from '../values.ts';

/** Each is a folder of integrations/renderers/pdf/templates and a model here. */
export const documentTemplates = ['ticket', 'levels', 'sheet'] as const;
export type DocumentTemplate = (typeof documentTemplates)[number];

/** waiting: nobody has begun. rendering: being made, possibly again. ready: can be fetched. failed: why is in `fault`. */
export const documentStatuses = ['waiting', 'rendering', 'ready', 'failed'] as const;
export const documentSchema = z.object({
  id: z.string(),
  template: z.enum(documentTemplates),
  status: z.enum(documentStatuses),
  /** How often making it was begun; 0 while it waits. */
  attempt: z.number().int(),
  askedAt: instantSchema, finishedAt: instantSchema.nullable(),
  /** It is removed then. */
  expiresAt: instantSchema,
  /** Letters, digits, hyphen and dot only. */
  fileName: z.string().regex(/^[A-Za-z0-9-]{1,80}\.pdf$/),
  /** Pages and bytes of the file; null until it is ready. */
  pages: z.number().int().nullable(), bytes: z.number().int().nullable(),
  /** Code and parameters of the catalogue; null unless it failed. */
  fault: z.object({ code: z.string(), params: messageParamsSchema }).nullable(),
});
export type Document = z.infer<typeof documentSchema>;

/** How a document is written: language, and the zone all its times are told in. */
export const documentVoiceSchema = z.object({ locale: localeSchema, zone: z.string().min(1).max(60).refine(isZone) });
export type DocumentVoice = z.infer<typeof documentVoiceSchema>;

/** Whether it is a time zone this runtime knows: "Europe/Berlin". */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr');
