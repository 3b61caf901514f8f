/**
 * From a document to one page of HTML that needs nothing else: markup by Handlebars, looks, letters. Markup sees own properties only, may ask for four helpers,
 * and writes every value escaped; what it asks for and is not there is a fault, not an empty place.
 */
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { DocumentContent } from '#domain/document/document.ports';
import { CatalogueError } from '#domain/errors';
import type { MessageParams } from '#domain/message';
import type { Json } from '#domain/values';
import { familiesOf, fontFaces } from './fonts.ts';
import { printable, printableText } from './printable.ts';
import { templates } from './templates/index.ts';
import { createWords } from './words.ts';

type Compiled = (view: unknown, options: Handlebars.RuntimeOptions) => string;
const handlebars = Handlebars.create();
for (const name of ['log', 'lookup', 'with', 'helperMissing', 'blockHelperMissing']) handlebars.unregisterHelper(name);
const none = { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false, allowedProtoMethods: {}, allowedProtoProperties: {}, allowCallsToHelperMissing: false } satisfies Handlebars.RuntimeOptions;

/** Markup that may use `each`, `if`, `unless` and `t`, and nothing else. */
export const compileMarkup = (source: string): Compiled => handlebars.compile(source, {
  strict: true, knownHelpersOnly: true, preventIndent: true, knownHelpers: { each: true, if: true, unless: true, t: true, helperMissing: false, blockHelperMissing: false, log: false, lookup: false, with: false },
});
/** `t`: says a text by its key, with holes filled from named values. Of texts only what can be printed is left. */
export const runMarkup = (compiled: Compiled, view: Json, t: (key: string, params: MessageParams) => string): string =>
  compiled(printable(view), { ...none, helpers: { t: (key: unknown, options: Handlebars.HelperOptions) => t(String(key), { ...options.hash } as MessageParams) } });

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const compiled = new Map<string, { run: Compiled; css: string }>();
function markupOf(name: string): { run: Compiled; css: string } {
  const kept = compiled.get(name) ?? { run: compileMarkup(read(`./templates/${name}/${name}.hbs`)), css: `${read('./paper.css')}\n${read(`./templates/${name}/${name}.css`)}` };
  compiled.set(name, kept);
  return kept;
}

const escaped = (text: string): string => Handlebars.escapeExpression(text);
/** A text inside of a style sheet. */
const quoted = (text: string): string => `"${text.replace(/[^\p{L}\p{N} ]/gu, (letter) => `\\${letter.codePointAt(0)!.toString(16)} `)}"`;

/** Nothing is fetched and nothing runs: this page says so itself, whatever the browser is told. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

/** Throws DOCUMENT_MODEL_INVALID when the model is none of its template. */
export function pageOf({ template: name, model, locale, zone, direction }: DocumentContent): string {
  const template = templates[name];
  const parsed = template?.model.safeParse(model);
  if (!template || !parsed?.success) throw new CatalogueError('DOCUMENT_MODEL_INVALID', { template: name });
  const words = createWords(locale, zone, template.texts[locale]);
  const voice = { locale, zone };
  const { run, css } = markupOf(name);
  const body = runMarkup(run, template.view(parsed.data, words, voice), (key, params) => words.t(key, params));
  const caption = template.caption(parsed.data, words, voice);
  const [title, footer] = [printableText(caption.title), printableText(caption.footer)];
  const foot = `color:var(--ink-3);font-family:${familiesOf(locale)}`;
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  // Between isolates: "1 / 3" reads from left to right in every language.
  const paper = `:root{--families:${familiesOf(locale)}}@page{@bottom-${start}{content:${quoted(footer)};${foot}}@bottom-${end}{content:"\\2066 " counter(page) " / " counter(pages) "\\2069 ";${foot}}}`;
  const letters = `${body}${title}${footer}0123456789/ `;
  return `<!doctype html><html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escaped(title)}</title><style>${fontFaces(letters, locale)}\n${css}\n${paper}</style></head><body>${body}</body></html>`;
}
