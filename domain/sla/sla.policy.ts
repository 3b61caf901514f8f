/** What an SLA promises to which tickets, as data, and which SLA a ticket gets. Clocks made from it are counted elsewhere. */
import { z } from 'zod';
import { CatalogueError, errorDetail, errorShape, type ErrorDetail } from '../errors.ts';
import { problemOf, says } from '../issue.ts';
import { textSchema } from '../values.ts';
import { clockKinds, newClock, pausesByDefault, type ClockFacts } from './clock.ts';
import { parseOffset, parseTarget } from './duration.ts';

const keySchema = z.string().regex(/^\S{1,64}$/, says('calendar.key'));
const checkedText = (check: (text: string) => unknown) => z.string().max(64).superRefine((text, context) => {
  try {
    check(text);
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    context.addIssue({ code: 'custom', message: errorShape(thrown.code, thrown.params).message });
  }
});

const positiveTarget = (text: string): void => {
  const { days, ms } = parseTarget(text);
  if (days === 0 && ms === 0) throw new CatalogueError('SLA_DURATION_INVALID', { text });
};

export const policyClockSchema = z.strictObject({
  kind: z.enum(clockKinds),
  target: checkedText(positiveTarget).describe('PT4H = working time, P5D = working days.'),
  warn: checkedText((text) => parseOffset(text, 'warn')).optional().describe('Before due (-PT30M) or a share of the target used (75%). Default: no warning.'),
  /** Default: false for response and nextResponse, else true. */
  pauses: z.boolean().optional().describe('Whether the clock is held while the ticket waits.'),
  calendarId: keySchema,
  /** Team or flow segment of an OLA, step of a step clock. */
  scope: z.string().max(100).optional(),
  countFrom: z.enum(['creation', 'assignment']).default('creation'),
  onReopen: z.enum(['exclude', 'include', 'restart']).default('exclude').describe('Time between solving and reopening: held, counted, or the clock begins anew.'),
  dayTarget: z.enum(['keepClockTime', 'endOfWorkingDay']).default('keepClockTime'),
  pastBreach: z.enum(['stays', 'follows']).default('stays').describe('A breach that happened, after the target is relaxed.'),
});
export type PolicyClock = z.infer<typeof policyClockSchema>;

const anyOf = z.array(z.string().min(1)).min(1).optional();

/** Every condition given has to hold; within one, any of its values. */
export const policyConditionsSchema = z.strictObject({ ticketType: anyOf, priority: anyOf, team: anyOf, service: anyOf });
export type PolicyConditions = z.infer<typeof policyConditionsSchema>;

export const slaPolicySchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  isEnabled: z.boolean().default(true),
  appliesTo: policyConditionsSchema.default({}),
  /** Said openly, since it would otherwise catch every ticket without anybody noticing. */
  isLastResort: z.boolean().default(false),
  clocks: z.array(policyClockSchema).min(1).max(20),
});
export type SlaPolicy = z.infer<typeof slaPolicySchema>;

/** What of a ticket decides its SLA. */
export interface SlaSubject { ticketType: string; priority: string; team?: string | null; service?: string | null }

export interface PolicyChoice {
  policy: SlaPolicy;
  /** Conditions that made the choice; empty for the last resort. */
  because: (keyof PolicyConditions)[];
  isLastResort: boolean;
  /** Other SLAs that would have applied, next best first. */
  passedOver: string[];
}

/**
 * The SLA of a ticket: of those whose conditions all hold, the one with the most conditions, then with the fewest values, then the lowest id. One marked as last resort
 * is taken only where no other applies, and says so. Switched-off SLAs never apply. Null: the ticket has no SLA.
 */
export function policyFor(ticket: SlaSubject, policies: readonly SlaPolicy[]): PolicyChoice | null {
  const applying = policies.filter((policy) => policy.isEnabled && holds(policy, ticket)).sort(bySpecificity);
  const policy = applying[0];
  if (policy === undefined) return null;
  return { policy, because: conditionsOf(policy), isLastResort: conditionsOf(policy).length === 0, passedOver: applying.slice(1).map((each) => each.id) };
}

/** The parsed SLA. Throws SLA_POLICY_INVALID, SLA_POLICY_CATCHES_ALL or SLA_POLICY_CLOCK_TWICE with every fault as details. */
export function parsePolicy(input: unknown): SlaPolicy {
  const parsed = slaPolicySchema.safeParse(input);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => { const path = issue.path.map(String).join('.') || '(SLA)'; return errorDetail('SLA_POLICY_INVALID', path, { path, reason: problemOf(issue) }); });
    throw new CatalogueError('SLA_POLICY_INVALID', details[0]!.params, details);
  }
  const faults = policyFaults(parsed.data);
  if (faults.length > 0) throw new CatalogueError(faults[0]!.code, { policy: parsed.data.id, kind: twiceKind(parsed.data) ?? '' }, faults);
  return parsed.data;
}

/** Idle clocks of a ticket under an SLA. Ids are stable: `<policy>/<kind>` or `<policy>/<kind>/<scope>`. */
export const clocksOf = (policy: SlaPolicy): ClockFacts[] => policy.clocks.map((clock) => newClock({
  id: [policy.id, clock.kind, ...(clock.scope === undefined ? [] : [clock.scope])].join('/'),
  kind: clock.kind, policyId: policy.id, calendarId: clock.calendarId, target: clock.target,
  ...(clock.warn === undefined ? {} : { warn: clock.warn }), isPausable: clock.pauses ?? pausesByDefault(clock.kind),
  switches: { countFrom: clock.countFrom, onReopen: clock.onReopen, dayTarget: clock.dayTarget, pastBreach: clock.pastBreach },
}));

const conditionNames = Object.keys(policyConditionsSchema.shape) as (keyof PolicyConditions)[];
const conditionsOf = (policy: SlaPolicy): (keyof PolicyConditions)[] => conditionNames.filter((name) => policy.appliesTo[name] !== undefined);
const valuesOf = (policy: SlaPolicy): number => conditionsOf(policy).reduce((sum, name) => sum + policy.appliesTo[name]!.length, 0);

function holds(policy: SlaPolicy, ticket: SlaSubject): boolean {
  const conditions = conditionsOf(policy);
  if (conditions.length === 0) return policy.isLastResort;
  return conditions.every((name) => {
    const value = ticket[name];
    return value != null && policy.appliesTo[name]!.includes(value);
  });
}

const bySpecificity = (a: SlaPolicy, b: SlaPolicy): number =>
  conditionsOf(b).length - conditionsOf(a).length || valuesOf(a) - valuesOf(b) || (a.id < b.id ? -1 : 1);

function policyFaults(policy: SlaPolicy): ErrorDetail[] {
  const twice = twiceKind(policy);
  return [
    ...(conditionsOf(policy).length === 0 && !policy.isLastResort ? [errorDetail('SLA_POLICY_CATCHES_ALL', 'appliesTo', { policy: policy.id })] : []),
    ...(twice === null ? [] : [errorDetail('SLA_POLICY_CLOCK_TWICE', 'clocks', { policy: policy.id, kind: twice })]),
  ];
}

function twiceKind(policy: SlaPolicy): string | null {
  const seen = new Set<string>();
  for (const clock of policy.clocks) {
    const key = `${clock.kind}/${clock.scope ?? ''}`;
    if (seen.has(key)) return clock.kind;
    seen.add(key);
  }
  return null;
}
