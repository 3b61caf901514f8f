/** What a notice says, as data in every language. The templates are handlebars: `{{hole}}` is a parameter of the notice, `{{#if hole}}` asks whether it has one. Rendering is the channels'. */
import type { NoticeParams } from '../notice.schema.ts';

/** A text of a notice: no language may be missing. */
export interface EveryLanguage { readonly en: string; readonly zh: string; readonly ar: string }

export interface NoticeTemplate {
  /** One line. The key of the ticket stands first: mail programs sort by it. */
  subject: EveryLanguage;
  title: EveryLanguage;
  /** What happened and what is asked now; one that comes to nothing is left out. */
  lines: readonly EveryLanguage[];
  /** Parameter with what somebody wrote. */
  quote?: string;
  /** What the button that leads to the portal says. */
  action: EveryLanguage;
  /** Parameters as they come, for tests and previews. Every hole has one here. */
  example: NoticeParams;
}

/** What every notice knows of its ticket. */
export const exampleTicket = { key: 'INC-1042', title: 'Uplink of sw-core-2 is down', priority: 'P2' } as const satisfies NoticeParams;
