/** What is told has a template: rules and kinds make findings by code and parameters, and say no sentence of their own. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findingTexts } from '#domain/flow/finding.texts';
import { phrases } from '#domain/phrases';
import { isTest, sourcesIn } from './sources.ts';

const flow = sourcesIn(['domain/flow']).filter((source) => !isTest(source));
const told = flow.filter(({ path }) => /^domain\/flow\/(rules|nodes|soundness|file|form)\//.test(path) && !/\.(texts|phrases|errors)\.ts$/.test(path));
/** Texts that are data in every language, and what rules and schemas say on their own pages. */
const data = new Set(['en', 'zh', 'ar', 'about', 'description']);

/** Whole sentences among the literals of a source. */
function sentences(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && data.has(node.name.getText())) return;
    const said = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : null;
    if (said !== null && /^["A-Z$][^ ]*( [^ ]+){2,}\.$/.test(said)) found.push(said);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('messages', () => {
  it('are found where code says them itself', () => expect(sentences("atNode(node, 'x', `${named(node)} is never reached.`, 'Draw an edge to it.'); const t = { en: 'Waits until it comes.' };")).toEqual(['${named(node)} is never reached.', 'Draw an edge to it.']));
  it.each(told.map(({ path, text }) => [path, text]))('%s leaves its sentences to templates', (_, text) => expect(sentences(text)).toEqual([]));
  it('have a code somebody finds', () => {
    const all = sourcesIn(['domain/flow', 'portal/server/flow', 'cli/flow', 'integrations/bpmn', 'integrations/bk-itsm']).filter((source) => !isTest(source) && !source.path.endsWith('.texts.ts')).map(({ text }) => text).join('\n');
    expect(Object.keys(findingTexts).filter((code) => !all.includes(`'${code}'`))).toEqual([]);
  });
  it('have a phrase somebody says', () => {
    const all = sourcesIn(['domain', 'integrations/sources', 'integrations/executors', 'portal/server']).filter((source) => !isTest(source) && !source.path.endsWith('.phrases.ts')).map(({ text }) => text).join('\n');
    // Types, shapes, languages, rights, words and kinds of files are put together from their names.
    const made = /^(type|form\.type|form\.shape|flow\.type|flow\.language|feel\.type|feel\.null|feel\.word|right|word|file\.is)\./;
    expect(Object.keys(phrases).filter((key) => !made.test(key) && !all.includes(`'${key}'`))).toEqual([]);
  });
});
