/** An item as it is typed: the form's schemas as text, so that half a line of JSON is not lost. Pure. */
import type { ItemContent } from '#domain/catalog/catalog.schema';
import type { Json } from '#domain/values';

export type Typed = Omit<ItemContent, 'form'> & { schema: string; ui: string };

export const typedOf = ({ form, ...rest }: ItemContent): Typed => ({ ...rest, schema: JSON.stringify(form.schema, null, 2), ui: JSON.stringify(form.ui, null, 2) });

/** What a new item starts with: a form of one field, so that there is something to change. */
export const emptyItem = (category: string): ItemContent => ({
  name: { en: '' }, about: { en: '' }, icon: 'tickets', category, order: 0, ticketType: 'request', subject: null, objectField: null, descriptionField: null, team: null, visibility: { teams: [], roles: [] },
  form: { schema: { type: 'object', required: ['what'], additionalProperties: false, properties: { what: { type: 'string', title: 'What do you need?', 'x-title': { en: 'What do you need?', zh: '您需要什么？', ar: 'ماذا تحتاج؟' }, minLength: 1, maxLength: 500 } } }, ui: {} },
});

/** The reason a JSON text cannot be read, by field. */
export type JsonFaults = { schema?: string; ui?: string };
export function readItem({ schema, ui, ...rest }: Typed): { ok: true; content: unknown } | { ok: false; faults: JsonFaults } {
  const [readSchema, readUi] = [readObject(schema), readObject(ui)];
  if (!readSchema.ok || !readUi.ok) return { ok: false, faults: { ...(readSchema.ok ? {} : { schema: readSchema.why }), ...(readUi.ok ? {} : { ui: readUi.why }) } };
  return { ok: true, content: { ...rest, form: { schema: readSchema.value, ui: readUi.value } } };
}

function readObject(text: string): { ok: true; value: Record<string, Json> } | { ok: false; why: string } {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ok: true, value } : { ok: false, why: '' };
  } catch (fault) {
    return { ok: false, why: fault instanceof Error ? fault.message : '' };
  }
}
