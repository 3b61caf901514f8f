/** Where a special day came from, in words: "pack:DE-BE", "file:holidays.ics", "feed:<id>". */
import type { Texts } from '../../shell/texts/texts.ts';

export function sourceText(source: string, { t }: Pick<Texts, 't'>, feedNames: ReadonlyMap<string, string> = new Map()): string {
  const [kind, ...rest] = source.split(':');
  const name = rest.join(':');
  switch (kind) {
    case 'pack': return t('calendar.source.pack', { place: name });
    case 'file': return t('calendar.source.file', { name });
    case 'feed': return t('calendar.source.feed', { name: feedNames.get(name) ?? name });
    default: return source;
  }
}
