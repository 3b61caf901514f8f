/** What is done with a flow once all its ways are drawn: gateways that would wait for ways that exclude each other, forms of steps that were left out, and one language for all of it. */
import type { FlowEdge } from '#domain/flow/flow.schema';
import type { Text } from '#domain/values';
import { grouped } from '../bpmn/bpmn.draft.ts';
import type { BkDraft } from './bk.draft.ts';
import { isChinese } from './bk.values.ts';

export function finish(draft: BkDraft): void {
  mergeWays(draft);
  dropForms(draft);
}

/** A gateway here waits for every way into it. Ways of which only one is taken are brought together before. */
function mergeWays(draft: BkDraft): void {
  const into = grouped(Object.values(draft.edges), ({ to }) => to);
  for (const [id, { kind }] of Object.entries(draft.nodes)) {
    if (kind !== 'parallel' && kind !== 'inclusive') continue;
    const ways = into.get(id) ?? [];
    if (draft.splits.has(id)) merge(draft, id, ways);
    else for (const same of grouped(ways, ({ from }) => from).values()) merge(draft, id, same);
  }
}

function merge(draft: BkDraft, to: string, ways: readonly FlowEdge[]): void {
  if (ways.length < 2) return;
  const before = draft.invent(`${to}-before`, 'exclusive', draft.nodes[to]!.scope);
  for (const way of ways) way.to = before;
  draft.join(`${before}-on`, { from: before, to });
}

function dropForms(draft: BkDraft): void {
  const used = new Set(Object.values(draft.nodes).map(({ config }) => config['form']));
  for (const form of Object.keys(draft.forms)) if (!used.has(form)) delete draft.forms[form];
}

/** Names of what was added are in the languages of the rest, so that nothing looks half translated. True: the flow is in Chinese. */
export function inOneLanguage(draft: BkDraft): boolean {
  const texts = [draft.name, draft.about, ...Object.values(draft.nodes).flatMap(({ name, description }) => [name, description]), ...Object.values(draft.edges).map(({ name }) => name), ...Object.values(draft.forms).map(({ title }) => title), ...Object.values(draft.variables).map(({ title }) => title)]
    .filter((text): text is Text => text !== undefined);
  const isFlowChinese = texts.some(({ en }) => isChinese(en));
  for (const text of texts) {
    delete text.ar;
    if (isFlowChinese) text.zh ??= text.en;
    else delete text.zh;
  }
  return isFlowChinese;
}
