/** Reads a form's schema: finds what must not be in it, and writes every reference out, so that validating it has a known end. */
import { fillMessage, phrase, type MessageParams } from '../../message.ts';
import type { Json } from '../../values.ts';
import { compilePattern, type Pattern } from '../feel/pattern/pattern.match.ts';
import { PatternRefusal } from '../feel/pattern/pattern.syntax.ts';
import type { FeelCode } from '../feel/feel.errors.ts';
import { formErrors, type FormCode } from './form.errors.ts';
import { refusedKeywords, shapeNamed, shapeOf, shapes } from './form.keywords.ts';
import { fileFormat, formLimits, isRefusedName } from './form.limits.ts';

export type FormSchema = boolean | { [keyword: string]: Json };

/** One finding on a schema; `path` is a JSON pointer into it. Errors forbid publishing. */
export interface FormFinding { code: FormCode | FeelCode; severity: 'error' | 'warning' | 'info'; path: string; params: MessageParams; message: string; fix: string }

/** A schema ready to validate: no references, patterns and formats under names of our own. */
export interface ReadForm { schema: boolean | Record<string, unknown>; patterns: ReadonlyMap<string, Pattern>; findings: FormFinding[] }

export const ownPattern = 'signalbox:pattern:';
export const ownFormat = 'signalbox:format:';
export const knownFormats: ReadonlyMap<string, string> = new Map([
  ['date', '2026-03-01'], ['time', '08:30:00Z'], ['date-time', '2026-03-01T08:30:00Z'], ['duration', 'PT4H'], ['email', 'name@example.org'],
  ['hostname', 'db1.example.org'], ['ipv4', '192.0.2.7'], ['ipv6', '2001:db8::7'], ['uri', 'https://example.org/page'], ['uuid', '6f1c2a9e-0d3b-4c57-9a51-2f1f6f0f9a11'],
]);
/** Titles and descriptions in every language; faults are told with them. */
const titles = new Set(['x-title', 'x-description']);
const dialect = 'https://json-schema.org/draft/2020-12/schema';
const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');

class Stop extends Error {}

export function readForm(root: FormSchema): ReadForm {
  const findings: FormFinding[] = [];
  const patterns = new Map<string, Pattern>();
  let nodes = 0;

  const find = (code: FormCode, path: string, params: MessageParams = {}, severity: FormFinding['severity'] = 'error'): void => {
    if (findings.length >= formLimits.details || findings.some((known) => known.code === code && known.path === path)) return;
    const entry = formErrors[code];
    findings.push({ code, severity, path, params, message: fillMessage(entry.message, params), fix: fillMessage(entry.hint, params) });
  };

  const read = (schema: FormSchema, path: string, depth: number, refs: readonly string[]): boolean | Record<string, unknown> => {
    nodes += 1;
    if (nodes > formLimits.schemaNodes) {
      find('FORM_SCHEMA_TOO_LARGE', '', { limit: phrase('form.amount.sub-schemas', { amount: formLimits.schemaNodes }) });
      throw new Stop();
    }
    if (depth > formLimits.schemaDepth) {
      find('FORM_SCHEMA_TOO_DEEP', path, { limit: formLimits.schemaDepth });
      return true;
    }
    if (typeof schema === 'boolean') return schema;
    const out: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    const also: unknown[] = [];
    for (const keyword of Object.keys(schema)) {
      const at = `${path}/${escaped(keyword)}`;
      const value = schema[keyword] as Json;
      const shape = shapeOf(keyword);
      const instead = refusedKeywords.get(keyword);
      if (instead !== undefined) find('FORM_KEYWORD_REFUSED', at, { keyword, instead: phrase(instead) });
      else if (shape === undefined) {
        if (titles.has(keyword)) out[keyword] = value;
        else if (!/^(x-|ui:|\$)/.test(keyword)) find('FORM_KEYWORD_UNKNOWN', at, { keyword }, 'warning');
      } else if (!shapes[shape](value)) find('FORM_SCHEMA_SHAPE', at, { keyword, wanted: shapeNamed(shape) });
      else if (keyword === 'definitions' || keyword === '$defs') checkUnused(value as Record<string, Json>, at);
      else switch (shape) {
        case 'schema': out[keyword] = read(value as FormSchema, at, depth + 1, refs); break;
        case 'schemas': out[keyword] = (value as FormSchema[]).map((each, i) => read(each, `${at}/${i}`, depth + 1, refs)); break;
        case 'named schemas': out[keyword] = named(value as Record<string, FormSchema>, at, depth, refs); break;
        case 'reference': also.push(refer(value as string, at, depth, refs)); break;
        case 'pattern': also.push({ format: patternKey(value as string, at) }); break;
        case 'format': if (formatOf(value as string, at)) also.push({ format: ownFormat + (value as string) }); break;
        case 'texts': names(value as string[], at); out[keyword] = value; break;
        case 'named texts': for (const [name, list] of Object.entries(value as Record<string, string[]>)) names([name, ...list], at); out[keyword] = value; break;
        default:
          if (keyword === '$schema' && String(value).replace(/#$/, '') !== dialect) find('FORM_SCHEMA_DIALECT', at, { dialect: String(value).slice(0, 80) });
          if (keyword === 'enum' && (value as Json[]).length > formLimits.enumValues) find('FORM_SCHEMA_TOO_LARGE', at, { limit: phrase('form.amount.choices', { amount: formLimits.enumValues }) });
          out[keyword] = value;
      }
    }
    if (also.length > 0) out['allOf'] = [...(out['allOf'] as unknown[] | undefined ?? []), ...also];
    return out;
  };

  const names = (list: readonly string[], at: string): void => {
    for (const name of list) if (isRefusedName(name)) find('FORM_NAME_REFUSED', at, { name });
  };

  const named = (schemas: Record<string, FormSchema>, at: string, depth: number, refs: readonly string[]): Record<string, unknown> => {
    names(Object.keys(schemas), at);
    const out: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const name of Object.keys(schemas)) if (!isRefusedName(name)) out[name] = read(schemas[name] as FormSchema, `${at}/${escaped(name)}`, depth + 1, refs);
    return out;
  };

  /** Definitions are read where they are used; one that nothing uses is read here, so that its faults are found. */
  const checkUnused = (definitions: Record<string, Json>, at: string): void => {
    for (const name of Object.keys(definitions)) {
      const path = `${at}/${escaped(name)}`;
      if (isRefusedName(name)) find('FORM_NAME_REFUSED', at, { name });
      else read(definitions[name] as FormSchema, path, 1, [`#${path}`]);
    }
  };

  const refer = (ref: string, at: string, depth: number, refs: readonly string[]): boolean | Record<string, unknown> => {
    if (!ref.startsWith('#')) {
      find('FORM_REF_REMOTE', at, { ref: ref.slice(0, 120) });
      return true;
    }
    if (refs.includes(ref) || ref === '#') {
      find('FORM_REF_CIRCLE', at, { ref });
      return true;
    }
    const target = resolve(root, ref);
    if (target === undefined) {
      find('FORM_REF_MISSING', at, { ref: ref.slice(0, 120) });
      return true;
    }
    return read(target, ref.slice(1), depth + 1, [...refs, ref]);
  };

  const patternKey = (source: string, at: string): string => {
    const key = ownPattern + source;
    if (patterns.has(key)) return key;
    try {
      patterns.set(key, compilePattern(source));
    } catch (refusal) {
      if (!(refusal instanceof PatternRefusal)) throw refusal;
      find('FORM_PATTERN_REFUSED', at, { pattern: source.slice(0, 80), problem: refusal.problem });
    }
    return key;
  };

  const formatOf = (format: string, at: string): boolean => {
    // A file's id: any text may be one here, whether there is such a file is looked at where it is added.
    if (format === fileFormat) return false;
    if (!knownFormats.has(format)) find('FORM_FORMAT_UNKNOWN', at, { format: format.slice(0, 40) }, 'info');
    return knownFormats.has(format);
  };

  if (typeof root !== 'boolean' && (typeof root !== 'object' || root === null || Array.isArray(root))) {
    find('FORM_SCHEMA_SHAPE', '', { keyword: 'schema', wanted: phrase('form.shape.object') });
    return { schema: true, patterns, findings };
  }
  try {
    if (JSON.stringify(root).length > formLimits.schemaChars) {
      find('FORM_SCHEMA_TOO_LARGE', '', { limit: phrase('form.amount.characters', { amount: formLimits.schemaChars }) });
      throw new Stop();
    }
    return { schema: read(root, '', 0, []), patterns, findings };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { schema: true, patterns, findings };
  }
}

/** The schema a local reference points at; undefined where there is none. */
function resolve(root: FormSchema, ref: string): FormSchema | undefined {
  if (!ref.startsWith('#/')) return undefined;
  let at: unknown = root;
  for (const raw of ref.slice(2).split('/')) {
    const name = unescaped(raw);
    if (name === null || typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return typeof at === 'boolean' || (typeof at === 'object' && at !== null && !Array.isArray(at)) ? at as FormSchema : undefined;
}

function unescaped(part: string): string | null {
  try {
    return decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~');
  } catch {
    return null;
  }
}
