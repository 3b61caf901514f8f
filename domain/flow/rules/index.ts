/** The rules a flow is checked by. A new rule is a folder and one line here. */
import { located } from '../file/flow.findings.ts';
import type { Finding, FlowFile } from '../flow.schema.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import { boundariesRule } from './boundaries/boundaries.rule.ts';
import { conditionsRule } from './conditions/conditions.rule.ts';
import { deadEndRule } from './dead-end/dead-end.rule.ts';
import { edgesRule } from './edges/edges.rule.ts';
import { expressionsRule } from './expressions/expressions.rule.ts';
import { viewOf, type FlowRule } from './flow.view.ts';
import { formsRule } from './forms/forms.rule.ts';
import { kindsRule } from './kinds/kinds.rule.ts';
import { locksRule } from './locks/locks.rule.ts';
import { outcomesRule } from './outcomes/outcomes.rule.ts';
import { reachableRule } from './reachable/reachable.rule.ts';
import { repeatsRule } from './repeats/repeats.rule.ts';
import { returnsRule } from './returns/returns.rule.ts';
import { scopesRule } from './scopes/scopes.rule.ts';
import { sizeRule } from './size/size.rule.ts';
import { splitsRule } from './splits/splits.rule.ts';
import { startTriggersRule } from './start-triggers/start-triggers.rule.ts';
import { startsRule } from './starts/starts.rule.ts';
import { textsRule } from './texts/texts.rule.ts';
import { ticketStatesRule } from './ticket-states/ticket-states.rule.ts';
import { variablesRule } from './variables/variables.rule.ts';

export const flowRules = [
  sizeRule, kindsRule, startsRule, startTriggersRule, scopesRule, edgesRule, boundariesRule, repeatsRule, locksRule, returnsRule, reachableRule, deadEndRule, outcomesRule, splitsRule, conditionsRule, expressionsRule,
  variablesRule, formsRule, ticketStatesRule, textsRule,
] as const satisfies readonly FlowRule[];

const weight = { error: 0, warning: 1, info: 2 } as const;

/** Every finding on a flow, errors first. A flow with an error cannot be published. Never throws. */
export function checkFlow(file: FlowFile, registry: NodeRegistry): Finding[] {
  const view = viewOf(file, registry);
  return flowRules.flatMap((rule) => rule.check(view)).map((finding) => located(finding)).sort((a, b) => weight[a.severity] - weight[b.severity]);
}

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some((finding) => finding.severity === 'error');
