/** The lines of an explanation in the reader's language. */
import type { ReactNode } from 'react';
import type { MessageParams } from '#domain/message';
import { explainWire } from '#domain/sla/explain.words';
import type { Json } from '#domain/values';
import { useTexts } from '../shell/texts/useTexts.tsx';

export interface ExplainedLine { code: string; params: Record<string, Json>; text: string }

export function ExplainLines({ lines }: { lines: readonly ExplainedLine[] }): ReactNode {
  const { locale, tell } = useTexts();
  return <ol className="small">{lines.map((line, at) => <li key={at} data-explain={line.code}><bdi>{explainWire(line, locale) ?? tell({ code: line.code, params: line.params as MessageParams, message: line.text }).message}</bdi></li>)}</ol>;
}
