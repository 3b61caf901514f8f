/** Pieces of input schemas, and the form that is made of one. What a field is called stands at the field, so that schema and form cannot differ. */
import { z } from 'zod';
import { jsonSchema, type Json, type Text } from '#domain/values';

type Schema = Record<string, unknown>;

/** A field with its name and, where one helps, a sentence below it. English also as JSON Schema's own title and description. */
export const told = <T extends z.ZodType>(field: T, title: Text, help?: Text): T => field.meta(titled(title, help));
/** A text of several lines. */
export const lines = <T extends z.ZodType>(field: T, title: Text, help?: Text): T => field.meta({ ...titled(title, help), 'x-kind': 'lines' });
const titled = (title: Text, help?: Text): Schema => ({ title: title.en, 'x-title': { ...title }, ...(help ? { description: help.en, 'x-help': { ...help } } : {}) });

/** A secret by its name; its value is filled in when it is sent. */
export const secretRefSchema = z.strictObject({ secret: z.string().min(1).max(200) });
/** Any JSON; drawn as a box for JSON. */
export const anyJson = (title: Text, help?: Text) => jsonSchema.optional().meta({ ...titled(title, help), 'x-kind': 'json' });

/** Header values are texts or a secret, with what stands before it: {"secret": "token", "prefix": "Bearer "}. */
const headerValueSchema = z.union([z.string().max(4000), z.object({ secret: z.string(), prefix: z.string().max(100).default('') })]);
/** `isRefused`: names the call sets itself. */
export const headersSchema = (isRefused: (name: string) => boolean) => z.record(z.string().regex(/^[A-Za-z0-9-]{1,80}$/), headerValueSchema).superRefine((headers, context) => {
  for (const name of Object.keys(headers).filter(isRefused)) context.addIssue({ code: 'custom', path: [name], message: 'the call sets this header itself' });
});
export type HeaderInputs = Record<string, z.infer<typeof headerValueSchema>>;

/** JSON Schema of what may be written, without the dialect. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): Record<string, Json> {
  const { $schema: _, $defs: __, ...made } = z.toJSONSchema(schema, {
    io, unrepresentable: 'any', reused: 'inline',
    override({ jsonSchema: one }) {
      if ((one as Schema)['x-kind'] === 'json') for (const key of Object.keys(one)) if (!/^(title|description|x-.*)$/.test(key)) delete (one as Schema)[key];
    },
  }) as Schema;
  return made as Record<string, Json>;
}
