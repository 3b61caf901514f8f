/** What the command bar offers: pages and actions from here, and what the server finds, each by the rights of its own route. */
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { foundBy } from '#domain/catalog/catalog.visible';
import { termsOf } from '#domain/ticket/ticket.terms';
import { lookSchema, type Action } from '#domain/identity/identity.schema';
import { locales } from '#domain/values';
import type { IconName } from '../../ui/Icon.tsx';
import { useRead } from '../api/read.ts';
import { menuFor } from '../frame/menu.ts';
import { useChooseReader } from '../reader/useChooseReader.ts';
import { useMay, useMe } from '../session/session.ts';
import type { TicketFilters } from '../../ticket/list/filters.ts';
import { parseMailbox } from '../../notify/filters.ts';
import { useTexts } from '../texts/useTexts.tsx';
import { useEntryLabel } from '../frame/useEntryLabel.ts';
import type { TextKey } from '../texts/texts.ts';
import { ranked } from './match.ts';

export interface Command {
  id: string;
  icon: IconName;
  title: string;
  /** Beside the title, quieter: a key, a state, a mail address. */
  note?: string;
  run(): void;
}
export interface CommandGroup { title: string; commands: readonly Command[] }

/** Fewer letters than this are asked of nobody: they would find everything. */
const searchFrom = 2;
const shownOfEach = 5;
/** Longest text the routes take that are asked; what is typed beyond it finds nothing more. */
const searchedChars = 100;

/** Groups for what was typed; `isSearching` while the server still looks. */
export function useCommands(typed: string): { groups: readonly CommandGroup[]; isSearching: boolean } {
  const { t } = useTexts();
  const own = useOwnCommands();
  const found = useFound(typed);
  const ownMatched = ranked(own, (command) => `${command.title} ${command.note ?? ''}`, typed, typed.trim() === '' ? 20 : shownOfEach);
  const groups = [{ title: t('command.group.go'), commands: ownMatched }, ...found.groups].filter((group) => group.commands.length > 0);
  return { groups, isSearching: found.isSearching };
}

function useOwnCommands(): readonly Command[] {
  const { t } = useTexts();
  const me = useMe();
  const may = useMay();
  const labelOf = useEntryLabel();
  const navigate = useNavigate();
  const choose = useChooseReader();
  const pages = menuFor(me.actions).map((entry): Command => ({ id: `go.${entry.to}`, icon: entry.icon, title: labelOf(entry), run: () => void navigate({ to: entry.to }) }));
  const newTicket: Command = { id: 'new', icon: 'plus', title: t('top.newLong'), run: () => void navigate({ to: '/tickets/new' }) };
  const here = useTicketHere();
  const ofTicket: Command[] = here === null ? [] : [{ id: 'pdf', icon: 'letter', title: t('document.command', { key: here }), run: () => void navigate({ to: '/tickets/$key', params: { key: here }, search: { pdf: true } }) }];
  const away: Command = { id: 'go./absences', icon: 'clock', title: t('absence.menu'), run: () => void navigate({ to: '/absences' }) };
  const programs: Command[] = [
    { id: 'go./mailbox', icon: 'message', title: t('mailbox.title'), run: () => void navigate({ to: '/mailbox', search: parseMailbox({}) }) },
    { id: 'go./mailbox/told', icon: 'message', title: t('told.title'), run: () => void navigate({ to: '/mailbox', search: parseMailbox({ settings: true }) }) },
    away,
    { id: 'go./api-tokens', icon: 'lock', title: t('top.apiTokens'), run: () => void navigate({ to: '/api-tokens' }) },
    { id: 'go./api/docs', icon: 'external', title: t('top.apiDocs'), run: () => void navigate({ to: '/api/docs' }) },
  ];
  const languages = locales.map((locale): Command => ({ id: `language.${locale}`, icon: 'message', title: t(`language.${locale}`), note: t('top.language'), run: () => choose({ locale }) }));
  const looks = lookSchema.options.map((look): Command => ({ id: `look.${look}`, icon: 'eye', title: t(`look.${look}`), note: t('top.look'), run: () => choose({ look }) }));
  return [...ofTicket, ...(may('ticket.create') ? [newTicket] : []), ...pages, ...programs, ...languages, ...looks];
}

/** The key of the ticket whose page is open. */
const useTicketHere = (): string | null => useRouterState({ select: ({ location }) => /^\/tickets\/([A-Z]{2,5}-\d{1,9})(\/|$)/.exec(location.pathname)?.[1] ?? null });

function useFound(typed: string): { groups: CommandGroup[]; isSearching: boolean } {
  const { t, say } = useTexts();
  const may = useMay();
  const navigate = useNavigate();
  const q = typed.trim().slice(0, searchedChars);
  const options = (needs: Action) => ({ isEnabled: q.length >= searchFrom && may(needs), staleMs: 10_000 });
  const tickets = useRead('tickets.list', { query: { q, sort: 'updated', limit: shownOfEach } }, options('ticket.read'));
  const alarms = useRead('alarmGroups.list', { query: { q, limit: shownOfEach } }, options('alarm.read'));
  const flows = useRead('flows.list', {}, options('flow.read'));
  const catalog = useRead('catalogItems.list', {}, options('ticket.create'));
  const objects = useRead('objects.list', { query: { q } }, options('object.read'));
  const people = useRead('people.list', { query: { q } }, options('directory.read'));
  const views = useRead('views.list', { query: { list: 'tickets' } }, options('ticket.read'));
  const reads = [views, catalog, tickets, alarms, flows, objects, people];
  const listTickets = (search: Record<string, string>) => () => void navigate({ to: '/tickets', search: { category: 'all', ...search } });
  const group = <T>(title: TextKey, items: readonly T[] | undefined, toCommand: (item: T) => Command): CommandGroup => ({ title: t(title), commands: (q.length < searchFrom ? [] : items ?? []).slice(0, shownOfEach).map(toCommand) });
  const groups = [
    group('command.group.views', ranked(views.data?.items ?? [], (view) => view.name, q, shownOfEach), (view) => ({ id: `view.${view.id}`, icon: view.team === null ? 'tickets' : 'people', title: view.name, note: t('tickets.title'), run: () => void navigate({ to: '/tickets', search: { ...view.search, view: view.id } as TicketFilters }) })),
    group('command.group.requests', termsOf(q).length === 0 ? [] : foundBy(catalog.data?.items ?? [], q), (item) => ({ id: `request.${item.key}`, icon: item.icon, title: say(item.name), run: () => void navigate({ to: '/requests/new/$item', params: { item: item.key } }) })),
    group('command.group.tickets', tickets.data?.items, (ticket) => ({ id: `ticket.${ticket.key}`, icon: 'tickets', title: ticket.title, note: `${ticket.key} · ${say(ticket.stateName)}`, run: () => void navigate({ to: '/tickets/$key', params: { key: ticket.key } }) })),
    group('command.group.alarms', alarms.data?.items, (alarm) => ({ id: `alarm.${alarm.id}`, icon: 'alarms', title: alarm.title, run: () => void navigate({ to: '/alarms/$id', params: { id: alarm.id } }) })),
    group('command.group.flows', ranked(flows.data?.items ?? [], (flow) => `${say(flow.name)} ${flow.key}`, q, shownOfEach), (flow) => ({ id: `flow.${flow.key}`, icon: 'flows', title: say(flow.name), run: () => void navigate({ to: '/flows/$key', params: { key: flow.key } }) })),
    group('command.group.objects', objects.data?.items, (object) => ({ id: `object.${object.id}`, icon: 'device', title: object.name, note: t('command.itsTickets'), run: listTickets({ q: object.name }) })),
    group('command.group.people', people.data?.items, (person) => ({ id: `person.${person.id}`, icon: 'person', title: person.name, note: t('command.theirTickets'), run: listTickets({ assignee: person.id }) })),
  ];
  return { groups, isSearching: q.length >= searchFrom && reads.some((read) => read.isFetching && read.data === undefined) };
}
