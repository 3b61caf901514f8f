/** Names of what SLAs are about: ticket types, teams, calendars; and the conditions of one as a sentence. */
import type { PolicyConditions } from '#domain/sla/sla.policy';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';

export interface PolicyNames {
  types: readonly { value: string; label: string }[];
  teams: readonly { value: string; label: string }[];
  calendars: readonly { value: string; label: string }[];
  /** The key itself where the thing is gone. */
  calendar(key: string): string;
  conditions(conditions: PolicyConditions): string;
}

export function usePolicyNames(): PolicyNames {
  const { t, say, list } = useTexts();
  const [types, teams, calendars] = [useRead('ticketTypes.list', {}, { staleMs: 60_000 }), useRead('teams.list', {}, { staleMs: 60_000 }), useRead('calendars.list', {}, { staleMs: 10_000 })];
  const options = {
    types: (types.data?.items ?? []).map(({ key, name }) => ({ value: key, label: say(name) })), teams: (teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: say(name) })),
    calendars: (calendars.data?.items ?? []).map(({ key, name }) => ({ value: key, label: say(name) })),
  };
  const named = (known: readonly { value: string; label: string }[], values: readonly string[]): string => list(values.map((value) => known.find((one) => one.value === value)?.label ?? value));
  return {
    ...options,
    calendar: (key) => named(options.calendars, [key]),
    conditions: ({ ticketType, priority, team, service }) => {
      const parts = [
        ticketType ? t('policy.if.ticketType', { values: named(options.types, ticketType) }) : null, priority ? t('policy.if.priority', { values: list(priority) }) : null,
        team ? t('policy.if.team', { values: named(options.teams, team) }) : null, service ? t('policy.if.service', { values: list(service) }) : null,
      ].filter((part) => part !== null);
      return parts.length === 0 ? t('policy.noCondition') : parts.join(' · ');
    },
  };
}
