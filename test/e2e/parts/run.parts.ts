/** Where the tokens of a ticket's run stand: on the drawing, and by the token log folded by hand. */
import type { Page } from 'playwright-core';
import { readApi } from './page.wait.ts';

interface LogLine { seq: number; type: string; token: string | null; node: string | null; data?: unknown }

/** Steps that hold a token on the drawing, sorted; a scope's own waiting token is not drawn. */
export const drawnTokens = (page: Page): Promise<string[]> =>
  page.locator('[data-node][data-tokens]').evaluateAll((nodes) => nodes.flatMap((node) => Array.from({ length: Number(node.getAttribute('data-tokens')) }, () => node.getAttribute('data-node') ?? '')).sort());

/** What the page says in words, as node ids. */
export const saidTokens = async (page: Page): Promise<string[]> => (await page.locator('[data-run-at]').first().getAttribute('data-run-at') ?? '').split(' ').filter(Boolean).sort();

/** Every line of the log of the ticket's latest run. */
export async function tokenLog(page: Page, key: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer: { items: LogLine[]; next: string | null } = await readApi(page, `/api/tickets/${key}/log?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    lines.push(...answer.items);
    cursor = answer.next;
  }
  return lines;
}

/** `enter` puts a token on a node; `leave`, `consume` and `cancel` take it off. Scopes hold the tokens inside them, so they are left out. */
export function foldedTokens(log: readonly LogLine[], scopes: ReadonlySet<string> = new Set(['handle', 'quiet'])): string[] {
  const at = new Map<string, string>();
  for (const { type, token, node } of [...log].sort((a, b) => a.seq - b.seq)) {
    if (token === null) continue;
    if (type === 'enter' && node !== null) at.set(token, node);
    if (type === 'leave' || type === 'consume' || type === 'cancel') at.delete(token);
  }
  return [...at.values()].filter((node) => !scopes.has(node)).sort();
}

/** Steps a token reached, in order, each once in a row. */
export const pathOf = (log: readonly LogLine[]): string[] => [...log].sort((a, b) => a.seq - b.seq).filter((line) => line.type === 'enter' && line.node !== null).map((line) => line.node ?? '');
