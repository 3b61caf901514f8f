/** What the menu offers, by right. The rail, the bottom bar on phones and the home page read it. */
import type { Action } from '#domain/identity/identity.schema';
import type { IconName } from '../../ui/Icon.tsx';
import type { TextKey } from '../texts/texts.ts';

export interface MenuEntry {
  to: string;
  icon: IconName;
  label: TextKey;
  /** Any of these rights shows it; empty: everybody. */
  needs: readonly Action[];
  /** Any of these rights opens its pages, where that is more people than find it in their menu. */
  opens?: readonly Action[];
  group: 'home' | 'work' | 'alarms' | 'insight' | 'studio' | 'settings';
  /** Paths that belong to it beside its own. */
  also?: readonly string[];
  count?: 'mine' | 'approvals' | 'firing';
  /** Place on the phone's bottom bar. */
  phone?: number;
}

export const menu: readonly MenuEntry[] = [
  { to: '/', icon: 'home', label: 'menu.home', needs: [], group: 'home', phone: 1 },
  { to: '/requests', icon: 'bag', label: 'menu.requests', needs: ['ticket.create'], group: 'home', phone: 6 },
  { to: '/work', icon: 'work', label: 'menu.work', needs: ['task.assign'], opens: ['task.read'], group: 'work', count: 'mine', phone: 2 },
  { to: '/tickets', icon: 'tickets', label: 'menu.tickets', needs: ['ticket.read'], group: 'work', phone: 4 },
  { to: '/approvals', icon: 'approvals', label: 'menu.approvals', needs: ['task.read'], group: 'work', count: 'approvals', phone: 3 },
  { to: '/alarms', icon: 'alarms', label: 'menu.alarms', needs: ['alarm.read'], group: 'alarms', count: 'firing', phone: 5 },
  { to: '/insight/service-levels', icon: 'insight', label: 'menu.insight', needs: ['report.read'], group: 'insight' },
  { to: '/flows', icon: 'flows', label: 'menu.flows', needs: ['flow.read'], group: 'studio' },
  { to: '/runs', icon: 'bolt', label: 'menu.runs', needs: ['flow.read'], opens: ['run.read'], group: 'studio' },
  { to: '/events', icon: 'history', label: 'menu.events', needs: ['event.read'], group: 'settings' },
  { to: '/settings', icon: 'settings', label: 'menu.settings', needs: ['source.manage', 'deadLetter.read', 'settings.manage', 'demo.clear', 'directory.manage'], group: 'settings' },
];

export const menuFor = (allowed: readonly Action[]): MenuEntry[] => menu.filter((entry) => entry.needs.length === 0 || entry.needs.some((need) => allowed.includes(need)));

/** Whether these rights open the page at a path. What belongs to no entry is open: the server decides about each thing on it. */
export function mayOpen(allowed: readonly Action[], path: string): boolean {
  const entry = entryAt(menu, path);
  const needs = entry?.opens ?? entry?.needs ?? [];
  return needs.length === 0 || needs.some((need) => allowed.includes(need));
}

/** The entry a path belongs to. */
export const entryAt = (entries: readonly MenuEntry[], path: string): MenuEntry | null =>
  entries.find((entry) => (entry.to === '/' ? path === '/' : path === entry.to || path.startsWith(`${entry.to}/`))) ?? null;
