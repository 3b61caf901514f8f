/** What the everyday tickets of the demonstration company are about. */
import type { Priority } from '#domain/ticket/ticket.schema';

export interface RoutineSubject {
  /** `{}` is one of the variants. */
  title: string; description: string; variants: readonly string[];
  team: 'network' | 'service-desk' | 'applications';
  /** As often as they stand here. */
  priorities: readonly Priority[];
  object: string | null;
  /** Labels without the severity; null where a person asks. */
  alarm: { name: string; severity: string; labels: Record<string, string> } | null;
  question: { asks: string; answers: string } | null;
  /** The interface a repair restarts; null where there is none to restart. */
  interfaceIndex: number | null;
  cause: string;
}

const asked = (team: RoutineSubject['team'], title: string, description: string, variants: readonly string[], priorities: readonly Priority[], cause: string, more: Partial<RoutineSubject> = {}): RoutineSubject =>
  ({ title, description, variants, team, priorities, cause, object: null, alarm: null, question: null, interfaceIndex: null, ...more });
const alarmed = (team: RoutineSubject['team'], title: string, description: string, variants: readonly string[], priorities: readonly Priority[], cause: string, object: string, name: string, severity: string, labels: Record<string, string>, interfaceIndex: number | null = null): RoutineSubject =>
  ({ title, description, variants, team, priorities, cause, object, question: null, interfaceIndex, alarm: { name, severity, labels: { alertname: name, ...labels } } });
const rooms = ['2.07', '3.14', '4.12', '5.01', '1.22'];
const floors = ['1', '2', '3', '4', '5'];

export const routineSubjects: readonly RoutineSubject[] = [
  asked('service-desk', 'Password of {} has expired', 'The reminder came while I was away.', ['the mail account', 'the laptop', 'the expense app', 'the VPN'], ['P3', 'P3', 'P2', 'P4'], 'Identity checked by call-back, new password set.'),
  asked('service-desk', 'Printer on floor {} prints blank pages', 'Since this morning, from every program.', floors, ['P4', 'P4', 'P3'], 'Toner was empty; replaced, and the counter reset.', { question: { asks: 'Does the test page print?', answers: 'No, it is blank as well.' } }),
  asked('service-desk', 'New laptop for {}', 'Starts on the first of the month.', ['a colleague in sales', 'an intern', 'the new controller', 'a colleague in purchasing'], ['P4', 'P4', 'P3'], 'Laptop set up and handed over.', { question: { asks: 'Which programs are needed besides mail and office?', answers: 'The ledger and the expense app.' } }),
  asked('service-desk', 'Meeting room {}: no picture', 'The screen stays black with two laptops.', rooms, ['P3', 'P2', 'P4'], 'Cable of the table box was worn; replaced.'),
  asked('service-desk', 'Mailbox does not synchronise on {}', 'New mail comes hours later.', ['the phone', 'the tablet', 'the second laptop'], ['P3', 'P3', 'P4'], 'Profile made anew, old one removed.', { object: 'mail', question: { asks: 'Is the device in the company profile?', answers: 'Yes, since spring.' } }),
  asked('service-desk', 'Headset {}', 'Colleagues hear me badly.', ['crackles', 'has no sound', 'disconnects'], ['P4', 'P3'], 'Firmware updated, cushion replaced.'),
  asked('network', 'Wi-Fi is slow on floor {}', 'Video calls freeze all the time.', floors, ['P3', 'P3', 'P2'], 'Two access points used the same channel; moved apart.', { object: 'lan', question: { asks: 'Is it the same with the cable?', answers: 'No, with the cable it is fine.' } }),
  asked('network', 'No network at desk {}', 'The light at the socket is off.', rooms, ['P3', 'P2', 'P3'], 'Socket patched to the switch again.', { object: 'lan' }),
  asked('network', 'Please open the firewall for {}', 'Needed for the test with the supplier.', ['the payment provider', 'the label printer', 'the partner portal'], ['P4', 'P3', 'P4'], 'Rule added for the two addresses, ends in ninety days.', { object: 'fw-edge-1', question: { asks: 'Which addresses and ports, and until when?', answers: 'Port 443 to the two in the attached list, for three months.' } }),
  asked('network', 'VPN asks for the code twice', 'From {} only.', ['home', 'the hotel', 'the train'], ['P3', 'P4'], 'Clock of the token was off; synchronised.'),
  asked('applications', 'Ledger: {} shows last month', 'Figures were right yesterday.', ['the cost report', 'the open items', 'the cash plan'], ['P3', 'P2', 'P3', 'P3'], 'Nightly load had stopped; started again and watched.', { object: 'ledger-db', question: { asks: 'Which company code?', answers: '1000.' } }),
  asked('applications', 'Expense app: {}', 'It says "try again later".', ['receipt is refused', 'trip cannot be closed', 'approval does not arrive'], ['P3', 'P3', 'P4'], 'Queue of the mail gateway was full; emptied.', { object: 'payments', question: { asks: 'Please send the number of the trip.', answers: 'It is in the subject of the mail.' } }),
  asked('applications', 'Access to {}', 'For the quarter end.', ['the data warehouse', 'the contract archive', 'the price list'], ['P4', 'P3', 'P4'], 'Role granted after approval by the owner.', { question: { asks: 'Read only, or also to change?', answers: 'Read only.' } }),
  asked('applications', 'Order import from {} fails', 'Ten orders are stuck.', ['Northwind', 'Contoso', 'the web shop'], ['P2', 'P2', 'P1', 'P3'], 'One order had an unknown unit; corrected and imported.', { object: 'api' }),
  asked('applications', 'Invoices are printed in {}', 'The customer asked for their language.', ['English', 'the wrong layout', 'black and white'], ['P4', 'P3'], 'Language of the customer record corrected.'),
  alarmed('network', 'sw-core-1: interface {} flaps', 'Interface went down and up five times in ten minutes.', ['eth-3', 'eth-7', 'eth-12'], ['P2', 'P3'], 'Optics cleaned, cable reseated.', 'sw-core-1', 'InterfaceFlapping', 'major', { instance: 'sw-core-1' }),
  alarmed('network', 'sw-core-2: errors on {}', 'Frame errors above 1 %.', ['uplink-2'], ['P2', 'P1', 'P2'], 'Optics module replaced from stock.', 'sw-core-2.uplink-2', 'InterfaceErrors', 'major', { instance: 'sw-core-2', interface: 'uplink-2', ifIndex: '2' }, 2),
  alarmed('network', 'fw-edge-1: {}', 'Threshold exceeded for five minutes.', ['session table 90 percent', 'packet loss 3 percent', 'CPU 95 percent'], ['P1', 'P2', 'P2'], 'A scan from one address; blocked at the provider.', 'fw-edge-1', 'EdgePressure', 'critical', { instance: 'fw-edge-1' }),
  alarmed('applications', 'Queue orders: {}', 'Consumers are slower than producers.', ['lag above ten minutes', 'capacity 90 percent'], ['P1', 'P2', 'P2'], 'Consumer restarted; memory limit raised.', 'queue', 'QueueLag', 'critical', { service: 'queue' }),
  alarmed('applications', 'app-host-{}: disk almost full', 'Volume data is above 90 %.', ['1', '2', '3'], ['P2', 'P3', 'P3'], 'Old logs compressed; rotation shortened.', 'app-host-1', 'DiskSpaceLow', 'warning', { instance: 'app-host-1' }),
  alarmed('applications', 'Payments: {}', 'The check failed three times.', ['answer above two seconds', 'certificate ends in five days'], ['P1', 'P2'], 'Connection pool enlarged; certificate renewed.', 'payments', 'PaymentsCheck', 'critical', { service: 'payments' }),
  alarmed('service-desk', 'Mail: {}', 'Above its threshold for ten minutes.', ['queue of outgoing mail is long', 'spam filter does not answer'], ['P2', 'P3'], 'Filter restarted; queue empty after six minutes.', 'mail', 'MailQueue', 'major', { service: 'mail' }),
];
