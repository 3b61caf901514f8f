/** The pieces several kinds' configs are made of, and how findings about them are made. */
import { z } from 'zod';
import { says } from '../../issue.ts';
import { phrase, sayParam, type MessageParams, type Phrase } from '../../message.ts';
import type { Json, Text } from '../../values.ts';
import { findingOf, type FindingPlace } from '../finding.ts';
import type { FindingCode } from '../finding.texts.ts';
import type { Finding, FlowNode } from '../flow.schema.ts';
import type { NodeExpression } from './node.kind.ts';
import { isSecret } from '../kernel/kernel.expressions.ts';
import { isSafeName } from '../kernel/kernel.paths.ts';

/** A variable's name, or a member of one: "tries", "ticket.priority". */
export const pathSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}(\.[A-Za-z_][A-Za-z0-9_]{0,79}){0,4}$/, says('config.path'))
  .refine((path) => path.split('.').every(isSafeName), says('config.reserved'));
export const nameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}$/, says('config.name')).refine(isSafeName, says('config.reserved'));
/** Text that may be FEEL: "=" in front. */
export const literalOrFeelSchema = z.string().max(4001);
export const feelSchema = z.string().min(1, says('config.expression')).max(4000);
/** Messages have dotted names: "alarm.recovered". */
export const messageNameSchema = z.string().min(1, says('config.message')).max(100);

/** Variables the engine fills in and flows read; of `ticket`, these members may be set. */
export const builtInVariables = ['ticket', 'object', 'team', 'requester', 'alarm'] as const;
export const settableTicketMembers = ['title', 'priority', 'assignee', 'team', 'fields'] as const;

export const done: Text = { en: 'Done', zh: '完成', ar: 'تم' };
export const withdrawn: Text = { en: 'Withdrawn', zh: '已撤回', ar: 'سُحب' };

/** FEEL inside values where "=" marks it, with a pointer to each. */
export function expressionsIn(value: Json | undefined, field: string): NodeExpression[] {
  if (typeof value === 'string') return value.startsWith('=') ? [{ field, text: value.slice(1) }] : [];
  if (typeof value !== 'object' || value === null || isSecret(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => expressionsIn(inner, `${field}/${key}`));
}

/** A finding of a kind about its own settings. `field` is a JSON pointer into the config. */
export const faultOf = (node: FlowNode & { id: string }, code: FindingCode, field: string | null, params: MessageParams = {}, more: FindingPlace = {}): Finding => findingOf(code, params, { node: node.id, field, ...more });

/** A null as an incident quotes it: with the reason of the language of expressions, where there is one. */
export const quotedNull = ([reason]: readonly Phrase[]): string | Phrase => (reason === undefined ? 'null' : phrase('feel.null-because', { reason }));
/** Reasons as the token log keeps them: in English, the first few. */
export const loggedReasons = (reasons: readonly Phrase[]): string[] => reasons.slice(0, 3).map((reason) => sayParam(reason));
