/**
 * How the portal speaks and looks to who reads it. Signed in, the person's own choice holds on every device; before that, and for the first paint, what
 * this browser remembers, else what the device says.
 */
import { createContext, use } from 'react';
import { localeSchema, type Locale } from '#domain/values';
import { lookSchema, type Look } from '#domain/identity/identity.schema';

export interface Reader { locale: Locale; look: Look }

/** `isDark`: how it looks now, whoever decided it. `choose` resolves when the page speaks and looks so; false: something else was chosen meanwhile. */
export interface ReaderChoice extends Reader { isDark: boolean; choose(chosen: Reader): Promise<boolean> }
export const ReaderContext = createContext<ReaderChoice | null>(null);
export const useReader = (): ReaderChoice => {
  const reader = use(ReaderContext);
  if (reader === null) throw new Error('useReader stands outside of ReaderDoor');
  return reader;
};

const keptAs = 'signalbox.reader';

/** The first of the device's languages that the portal speaks; English without one. */
export function deviceLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const known = localeSchema.safeParse(language.toLowerCase().split('-')[0]);
    if (known.success) return known.data;
  }
  return 'en';
}

/** What this browser remembers; anything unreadable counts as nothing. */
export function rememberedReader(storage: Pick<Storage, 'getItem'>, languages: readonly string[]): Reader {
  const fallback: Reader = { locale: deviceLocale(languages), look: 'system' };
  try {
    const kept = JSON.parse(storage.getItem(keptAs) ?? '{}') as { locale?: unknown; look?: unknown };
    return { locale: localeSchema.catch(fallback.locale).parse(kept.locale), look: lookSchema.catch(fallback.look).parse(kept.look) };
  } catch {
    return fallback;
  }
}

export function rememberReader(storage: Pick<Storage, 'setItem'>, { locale, look }: Reader): void {
  try {
    storage.setItem(keptAs, JSON.stringify({ locale, look }));
  } catch {
    // A full or forbidden storage only costs the first paint.
  }
}

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr');
/** The language tag for the page and for formats of dates and numbers; Arabic with Latin digits, as the figures beside them. */
export const tagOf = (locale: Locale): string => ({ en: 'en-GB', zh: 'zh-CN', ar: 'ar-u-nu-latn' })[locale];
