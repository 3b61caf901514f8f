/** Which settings page is open, as the address says it. */
import type { Action } from '#domain/identity/identity.schema';

export const sections = [{ key: 'sources', needs: 'source.manage' }, { key: 'deadLetters', needs: 'deadLetter.read' }, { key: 'demo', needs: 'demo.clear' }] as const satisfies readonly { key: string; needs: Action }[];
export type SectionKey = (typeof sections)[number]['key'];
export interface SettingsSearch { section?: SectionKey }
export function parseSection(search: Readonly<Record<string, unknown>>): SettingsSearch {
  const found = sections.find((section) => section.key === search['section']);
  return found ? { section: found.key } : {};
}
