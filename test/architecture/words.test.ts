/** No English word stands in the hole of a sentence that is told in other languages: what code puts there is a word of a vocabulary, a phrase, or a name. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { errorCatalogue, errorShape } from '#domain/errors';
import { findingTexts } from '#domain/flow/finding.texts';
import { phrases } from '#domain/phrases';
import { startErrors } from '#domain/start.errors';
import { vocabularies, worded } from '#domain/vocabularies';
import { loadTexts } from '#web/shell/texts/texts.ts';
import { isTest, layers, sourcesIn } from './sources.ts';

const templates: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(errorCatalogue).map(([code, { message, hint }]) => [code, `${message} ${hint}`])),
  ...Object.fromEntries(Object.entries(findingTexts).map(([code, { message, fix }]) => [code, `${message} ${fix}`])), ...phrases,
};
const vocabularyOf: Readonly<Record<string, string>> = vocabularies;
/** Names of products, and of places in files and requests: the same in every language. */
const names = new Set(['MongoDB', 'Temporal', 'http-probe', 'ENOTFOUND', 'ETIMEDOUT']);
const placeHoles = new Set(['path', 'keyword', 'key', 'header']);

interface Said { hole: string; text: string; at: string }

/** Texts a source puts into holes itself, next to the code of the message. Of a template literal, what stands around its parts. */
function saidIn(path: string, text: string): Said[] {
  const found: Said[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const textsOf = (node: ts.Node): string[] => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
    if (ts.isTemplateExpression(node)) return [[node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…')];
    if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
    if (ts.isBinaryExpression(node) && /^(\?\?|\|\|)$/.test(node.operatorToken.getText())) return [...textsOf(node.left), ...textsOf(node.right)];
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return textsOf(node.expression);
    return ts.isArrayLiteralExpression(node) ? node.elements.flatMap(textsOf) : [];
  };
  const keep = (code: string, params: ts.ObjectLiteralExpression): void => params.properties.forEach((one) => {
    if (ts.isPropertyAssignment(one)) found.push(...textsOf(one.initializer).map((said) => ({ hole: `${code}.${one.name.getText()}`, text: said, at: `${path}:${file.getLineAndCharacterOfPosition(one.getStart()).line + 1}` })));
  });
  const visit = (node: ts.Node): void => {
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.arguments) {
      const code = node.arguments.flatMap(textsOf).find((said) => Object.hasOwn(templates, said));
      if (code !== undefined) node.arguments.filter(ts.isObjectLiteralExpression).forEach((params) => keep(code, params));
    }
    if (ts.isObjectLiteralExpression(node)) {
      const part = (name: string): ts.Expression | undefined => node.properties.filter(ts.isPropertyAssignment).find((one) => one.name.getText() === name)?.initializer;
      const [code, params] = [part('code'), part('params')];
      const known = code && textsOf(code).find((said) => Object.hasOwn(templates, said));
      if (known !== undefined && params && ts.isObjectLiteralExpression(params)) keep(known, params);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Keys of phrases have dots themselves. */
const partsOf = (hole: string): [string, string] => [hole.slice(0, hole.lastIndexOf('.')), hole.slice(hole.lastIndexOf('.') + 1)];
/** Why a text may not stand in a hole; null when it may. */
function faultOf({ hole, text }: Said): string | null {
  const [code, param] = partsOf(hole);
  if (Object.hasOwn(vocabularyOf, hole)) return names.has(text) || Object.hasOwn(phrases, `word.${vocabularyOf[hole]!}.${text}`) ? null : `no word of the vocabulary ${vocabularyOf[hole]!}`;
  if (names.has(text) || placeHoles.has(param) || !templates[code]!.includes(`{${param}}`)) return null;
  return /\p{Ll}{3,}/u.test(text) ? 'an English word' : null;
}

// What stops a start is told on the command line, which speaks English.
const told = sourcesIn(layers).filter((source) => !isTest(source)).flatMap(({ path, text }) => saidIn(path, text)).filter(({ hole }) => !Object.hasOwn(startErrors, hole.split('.')[0]!));

describe('words in the holes of messages', () => {
  it('are found where code says them itself', () => {
    const bad = "throw new CatalogueError('NOT_FOUND', { what: 'alarm thing' }); refuse('FORM_DATA_TOO_LARGE', { limit: isBig ? `${n} values` : '2 MB' }); const a = { code: 'SNMP_FAILED', params: { fault: 'it is gone' } };";
    expect(saidIn('a.ts', bad).filter((said) => faultOf(said) !== null).map(({ hole, text }) => [hole, text])).toEqual([['NOT_FOUND.what', 'alarm thing'], ['FORM_DATA_TOO_LARGE.limit', '… values'], ['SNMP_FAILED.fault', 'it is gone']]);
    expect(told.length).toBeGreaterThan(60);
  });
  it('are never English', () => expect(told.flatMap((said) => { const why = faultOf(said); return why === null ? [] : [`${said.at} ${said.hole} = "${said.text}": ${why}`]; })).toEqual([]));
  it('belong to a message that has the hole', () => expect(Object.keys(vocabularies).filter((hole) => { const [code, param] = partsOf(hole); return !Object.hasOwn(templates, code) || (!templates[code]!.includes(`{${param}}`) && hole !== 'TASK_GONE.outcome'); })).toEqual([]));
  it('have a hole they are for, or a place that says them', () => {
    const used = new Set<string>(Object.values(vocabularies));
    const all = sourcesIn(layers).filter((source) => !isTest(source) && !source.path.endsWith('.phrases.ts')).map(({ text }) => text).join('\n');
    expect(Object.keys(phrases).filter((key) => key.startsWith('word.') && !used.has(key.split('.')[1]!) && !all.includes(`'${key}'`))).toEqual([]);
  });
  it('are told in English by the API, in the reader\'s language by the portal, and by code where programs read', async () => {
    const shape = errorShape('NOT_FOUND', { what: 'alarm-source' });
    expect([shape.params, shape.message]).toEqual([{ what: 'alarm-source' }, 'There is no alarm source here, or you may not see it.']);
    expect((await loadTexts.zh()).tell(shape).message).toBe('未找到告警来源，或您无权查看。');
    expect((await loadTexts.ar()).tell(shape).message).toBe('المطلوب غير موجود هنا أو لا يحق لك الاطلاع عليه (مصدر إنذارات).');
  });
  it('are looked up one by one where a text holds several', async () => {
    expect(errorShape('APPROVAL_NOBODY', { node: 'Approve', slot: 'teamLead, owner of it' }).message).toBe('Nobody may approve at "Approve": the team has no lead, owner of it.');
    expect((await loadTexts.zh()).tell(errorShape('APPROVAL_NOBODY', { node: '审批', slot: 'teamLead, assignee' })).message).toBe('“审批”没有审批人：团队没有组长、工单没有受理人。');
  });
  it('leave what somebody named as it is', () => expect(worded('TASK_GONE', { by: 'Ana Silva, MD', how: 'completed', outcome: 'fixed' })).toEqual({ by: 'Ana Silva, MD', how: { phrase: 'word.ended.completed' }, outcome: 'fixed' }));
});
