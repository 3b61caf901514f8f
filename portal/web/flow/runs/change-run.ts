/** What of a run's drawing can be chosen in a change of it, and the operation that was put together. Whether it can be done, the preview says. */
import type { RunOperation } from '#domain/flow/change/change.schema';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Assignment } from '#domain/flow/nodes/assignment';
import { outcomesOf, type Outcome } from '#domain/flow/nodes/node.kind';
import type { Locale } from '#domain/values';
import { nodeKinds } from '../kinds.ts';

export type ChangeKind = RunOperation['do'];
export interface ChangeTyped { do: ChangeKind; kind: 'task' | 'approval'; before: string | null; name: string; assignments: readonly Assignment[]; rejectedTo: string | null; step: string | null; outcome: string | null; to: string | null }
type Told = { tokens: readonly { node: string; waitsFor: string | null }[]; file: FlowFile };

const waysInto = (file: FlowFile, node: string): number => Object.values(file.edges).filter(({ to }) => to === node).length;

/** Steps a token can be put to: neither starts nor what sits on an edge, nor where ways come together. */
const isTarget = (file: FlowFile, id: string): boolean => {
  const kind = nodeKinds[file.nodes[id]?.kind ?? ''];
  return kind?.takesInput === true && waysInto(file, id) > 0 && !(kind.behaviour.settle !== undefined && waysInto(file, id) > 1);
};
const isBeside = (file: FlowFile, id: string, other: string | null): boolean => other === null || file.nodes[id]?.scope === file.nodes[other]?.scope;

/** Steps before which one can be put in. */
export const placesIn = (file: FlowFile): string[] => Object.keys(file.nodes).filter((id) => isTarget(file, id));
/** Steps of the same part. */
export const targetsBeside = (file: FlowFile, step: string | null): string[] => placesIn(file).filter((id) => isBeside(file, id, step));
/** Steps where something stands that can be moved. */
export const standingIn = ({ tokens, file }: Told): string[] => [...new Set(tokens.filter(({ waitsFor, node }) => waitsFor !== 'join' && file.nodes[node] !== undefined).map(({ node }) => node))];
/** An end of the same part, for what is rejected. */
export const endBeside = (file: FlowFile, step: string | null): string | null => targetsBeside(file, step).find((id) => nodeKinds[file.nodes[id]!.kind]?.category === 'end') ?? null;

/** The ways by which a step can be skipped, where there are several. */
export function waysOut(file: FlowFile, step: string | null): Outcome[] {
  const node = step === null ? undefined : file.nodes[step];
  const kind = nodeKinds[node?.kind ?? ''];
  const keys = new Set(Object.values(file.edges).filter(({ from }) => from === step).map(({ outcome }) => outcome ?? null));
  if (!node || !kind || keys.size < 2 || keys.has(null)) return [];
  const config = kind.config.safeParse(node.config);
  const named = config.success ? outcomesOf(kind, config.data, node) : [];
  return [...keys].map((key) => named.find((outcome) => outcome.key === key) ?? { key, name: { en: key ?? '' }, isRequired: false });
}

/** Null while something is missing. */
export function operationOf(typed: ChangeTyped, file: FlowFile, locale: Locale): RunOperation | null {
  const { step, to, outcome, before, name, assignments, kind, rejectedTo } = typed;
  switch (typed.do) {
    case 'skip': return step === null || (outcome === null && waysOut(file, step).length > 0) ? null : { do: 'skip', step, ...(outcome === null ? {} : { outcome }) };
    case 'move': return step === null || to === null ? null : { do: 'move', step, to };
    case 'insert': {
      const isNamed = assignments.length > 0 && assignments.every((one) => Object.values(one).every((value) => value !== ''));
      if (before === null || name.trim() === '' || !isNamed || (kind === 'approval' && rejectedTo === null)) return null;
      return { do: 'insert', kind, before, name: { en: name.trim(), [locale]: name.trim() }, assignments: [...assignments], ...(kind === 'approval' ? { rejectedTo: rejectedTo! } : {}) };
    }
  }
}
