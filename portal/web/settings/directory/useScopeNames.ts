/** What the four dimensions of a scope can name, and a scope in words. */
import type { Scope } from '#domain/identity/identity.schema';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { labelIn, type Choice, type DirectoryNames } from './useDirectoryNames.ts';

export const dimensions = ['teams', 'ticketTypes', 'services', 'deviceGroups'] as const satisfies readonly (keyof Scope)[];
export interface ScopeNames { choices: Record<(typeof dimensions)[number], Choice[]>; /** Null: where the role holds by default. */ scope(scope: Scope | null): string }

export function useScopeNames({ teams, types }: Pick<DirectoryNames, 'teams' | 'types'>): ScopeNames {
  const { t, say, list } = useTexts();
  const objects = useRead('directory.scopeObjects', {}, { staleMs: 30_000 }).data;
  const named = (all: NonNullable<typeof objects>['services'] | undefined): Choice[] => (all ?? []).map(({ id, name, title }) => ({ value: id, label: title ? say(title) : name }));
  const choices = { teams, ticketTypes: types, services: named(objects?.services), deviceGroups: named(objects?.deviceGroups) };
  return {
    choices,
    scope(scope) {
      if (scope === null) return t('scope.default');
      const parts = dimensions.filter((dimension) => scope[dimension].length > 0).map((dimension) => t(`scope.${dimension}`, { names: list(scope[dimension].map((name) => labelIn(choices[dimension], name))) }));
      return parts.length === 0 ? t('scope.everywhere') : parts.join(' · ');
    },
  };
}
