/** A JSON Schema as a list of fields that open: what a thing is called, its kind, its limits. What points at itself opens as far as somebody opens it. */
import { createContext, use, useState, type ReactNode } from 'react';
import type { Texts } from '../shell/texts/texts.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { fieldsOf, pointsAt, type Schema } from './description.ts';
import css from './ApiDocsPage.module.css';

export const SchemasContext = createContext<Readonly<Record<string, Schema>>>({});

/** "string, 1 to 500", "one of open, closed", "list of Task". */
export function kindOf(shape: Schema, { t }: Pick<Texts, 't'>): string {
  const name = pointsAt(shape);
  if (name !== null) return name;
  const parts = (shape['anyOf'] ?? shape['oneOf']) as readonly Schema[] | undefined;
  if (parts) return parts.map((part) => kindOf(part, { t })).join(' | ');
  if ('const' in shape) return JSON.stringify(shape['const']);
  if (Array.isArray(shape['enum'])) return `${t('docs.oneOf')} ${shape['enum'].join(', ')}`;
  if (shape['type'] === 'array') return t('docs.listOf', { of: kindOf(shape['items'] as Schema, { t }) });
  const type = Array.isArray(shape['type']) ? shape['type'].join(' | ') : shape['type'];
  return typeof type === 'string' ? `${type}${limitsOf(shape)}` : t('docs.anything');
}

/** Bounds worth telling: those of every whole number are not. */
function limitsOf(shape: Schema): string {
  const bound = (name: string): number | null => (typeof shape[name] === 'number' && Math.abs(shape[name]) !== Number.MAX_SAFE_INTEGER ? shape[name] : null);
  const [least, most] = [bound('minimum') ?? bound('minLength'), bound('maximum') ?? bound('maxLength')];
  const range = least !== null && most !== null ? ` ${least}..${most}` : most !== null ? ` ≤ ${most}` : least !== null ? ` ≥ ${least}` : '';
  return `${range}${typeof shape['pattern'] === 'string' && shape['pattern'].length < 60 ? ` ${shape['pattern']}` : ''}`;
}

/** What is inside: of an object its fields, of a list those of an item, of a choice those of the one that has some. */
function inside(shape: Schema, schemas: Readonly<Record<string, Schema>>): Schema | null {
  const name = pointsAt(shape);
  if (name !== null) return schemas[name] ? inside(schemas[name], schemas) : null;
  if (shape['type'] === 'array') return inside(shape['items'] as Schema, schemas);
  const choices = (shape['anyOf'] ?? shape['oneOf']) as readonly Schema[] | undefined;
  if (choices && choices.length <= 2) return choices.map((choice) => inside(choice, schemas)).find((found) => found !== null) ?? null;
  return fieldsOf(shape).length > 0 ? shape : null;
}

export function SchemaTree({ shape }: { shape: Schema }): ReactNode {
  const texts = useTexts();
  const schemas = use(SchemasContext);
  const open = inside(shape, schemas);
  return <div><code className={css.kind}><bdi>{kindOf(shape, texts)}</bdi></code>{open ? <Fields shape={open} /> : null}</div>;
}

function Fields({ shape }: { shape: Schema }): ReactNode {
  return <ul className={css.fields}>{fieldsOf(shape).map((field) => <FieldRow key={field.name} {...field} />)}</ul>;
}

function FieldRow({ name, required, schema }: { name: string; required: boolean; schema: Schema }): ReactNode {
  const texts = useTexts();
  const schemas = use(SchemasContext);
  const [isOpen, setIsOpen] = useState(false);
  const more = inside(schema, schemas);
  return (
    <li>
      {more ? <button type="button" className={css.fieldName} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}><code>{name}</code></button> : <code className={css.fieldName}>{name}</code>}
      {required ? <span className={css.needed}>{texts.t('docs.required')}</span> : null}
      <span className={css.kind}><bdi>{kindOf(schema, texts)}</bdi></span>
      {'default' in schema ? <span className="secondary small">{texts.t('docs.default', { value: JSON.stringify(schema['default']) })}</span> : null}
      {isOpen && more ? <Fields shape={more} /> : null}
    </li>
  );
}
