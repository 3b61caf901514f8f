/** Translates expressions of models from elsewhere to FEEL: which language one is in, and whether what came out can be used. Says why where it cannot be. */
import { checkExpression, compileExpression, isCompiled } from '#domain/flow/feel/feel';
import { Untranslatable, parseForeign } from './expression.parse.ts';
import { printFeel, variableName, type Stands } from './expression.print.ts';

export type Translated = { ok: true; feel: string; /** Names it takes from outside. */ variables: string[] } | { ok: false; why: string };

/** What the place needs. */
export type Expected = 'boolean' | 'list' | 'number' | 'any';

const longest = 4000;
const foreign = /^\s*[$#]\{([\s\S]*)\}\s*$/;

/** `language` as the model names it. Text that begins with "=" is FEEL; without a mark it is read as what engines have in common, then as FEEL. Never throws. */
export function translateExpression(text: string, language: string | null = null, stands: Stands = {}, expects: Expected = 'any'): Translated {
  const read = readExpression(text, language, stands);
  return read.ok ? proven(read, expects) : read;
}

function readExpression(text: string, language: string | null, stands: Stands): Translated {
  const given = text.trim();
  if (given === '') return { ok: false, why: 'it is empty' };
  if (given.length > longest) return { ok: false, why: `it is longer than ${longest} characters` };
  if (given.startsWith('=')) return asFeel(given.slice(1), stands);
  if (language !== null && /feel/i.test(language) && !foreign.test(given)) return asFeel(given, stands);
  const inner = foreign.exec(given)?.[1] ?? given;
  const translated = fromForeign(inner.replace(/^\s*return\s+/, '').replace(/;\s*$/, ''), stands, inner === given);
  if (translated.ok || inner !== given) return translated;
  const feel = asFeel(given, stands);
  // FEEL allows spaces in names, so any sentence would be one.
  return feel.ok && !/^\w+$/.test(feel.feel) ? feel : translated;
}

function fromForeign(text: string, stands: Stands, joinsWords: boolean): Translated {
  // A second pair of braces: several expressions joined to a text.
  if (/[$#]\{/.test(text)) return { ok: false, why: 'it is a text with several expressions in it' };
  try {
    const used = new Set<string>();
    const feel = printFeel(parseForeign(text, joinsWords), stands, used);
    return { ok: true, feel, variables: [...used] };
  } catch (thrown) {
    if (!(thrown instanceof Untranslatable)) throw thrown;
    return { ok: false, why: thrown.reason };
  }
}

/** FEEL as it is, but for names that mean something else here. */
function asFeel(text: string, stands: Stands): Translated {
  const compiled = compileExpression(text.trim());
  if (!isCompiled(compiled)) return { ok: false, why: withoutStop(compiled[0]?.message) };
  const renamed = compiled.variables.filter((name) => Object.hasOwn(stands, name) || variableName(name) !== name);
  if (renamed.length === 0) return { ok: true, feel: text.trim(), variables: [...compiled.variables] };
  // Every second piece is a text in quotes.
  const pieces = text.trim().split(/("(?:[^"\\]|\\.)*")/);
  const feel = pieces.map((piece, index) => (index % 2 === 1 ? piece : renamed.reduce((now, name) => now.replace(new RegExp(`(?<![\\w.])${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`, 'g'), Object.hasOwn(stands, name) ? stands[name]! : variableName(name)), piece))).join('');
  return { ok: true, feel, variables: compiled.variables.filter((name) => !Object.hasOwn(stands, name)).map(variableName) };
}

/** What came out has to pass as what is drawn does: engines have functions of their own, and values of other types where a yes or no is needed. */
function proven(read: Extract<Translated, { ok: true }>, expects: Expected): Translated {
  if (read.feel.length > longest) return { ok: false, why: `it is longer than ${longest} characters` };
  const variables = Object.fromEntries(['loop', ...read.variables].map((name) => [name, 'any']));
  const fault = checkExpression(read.feel, { variables, expects }).find(({ severity }) => severity === 'error');
  return fault === undefined ? read : { ok: false, why: withoutStop(fault.message) };
}

const withoutStop = (message: string | undefined): string => (message ?? 'it cannot be read').replace(/\.$/, '');
