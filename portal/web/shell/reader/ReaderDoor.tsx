/** Gives everything inside the reader's texts, direction and look, and changes them without a reload. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ConfigProvider } from 'antd';
import arabic from 'antd/locale/ar_EG';
import english from 'antd/locale/en_GB';
import chinese from 'antd/locale/zh_CN';
import { useMedia } from '../../ui/useMedia.ts';
import { dark, light, paint } from '../theme/palette.ts';
import { themeOf } from '../theme/theme.ts';
import { loadTexts, type Texts } from '../texts/texts.ts';
import { TextsContext } from '../texts/useTexts.tsx';
import { directionOf, ReaderContext, rememberReader, tagOf, type Reader } from './reader.ts';

const antdTexts = { en: english, zh: chinese, ar: arabic };

export function ReaderDoor({ nonce, first, children }: { nonce: string; first: Reader & { texts: Texts }; children: ReactNode }): ReactNode {
  const [look, setLook] = useState(first.look);
  const [texts, setTexts] = useState(first.texts);
  const isDeviceDark = useMedia('(prefers-color-scheme: dark)');
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  const isDark = look === 'dark' || (look === 'system' && isDeviceDark);
  const palette = isDark ? dark : light;
  const { locale } = texts;
  const direction = directionOf(locale);

  useEffect(() => {
    paint(document.documentElement, palette);
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark, palette]);
  useEffect(() => {
    document.documentElement.lang = tagOf(locale);
    document.documentElement.dir = direction;
  }, [direction, locale]);
  const choices = useRef(0);
  const choose = useCallback(async (next: Reader) => {
    const mine = ++choices.current;
    const wanted = await loadTexts[next.locale]();
    // The texts of an earlier choice may come after those of a later one.
    if (mine !== choices.current) return false;
    setTexts((was) => (was.locale === wanted.locale ? was : wanted));
    setLook(next.look);
    rememberReader(localStorage, next);
    return true;
  }, []);
  const reader = useMemo(() => ({ locale, look, isDark, choose }), [choose, isDark, locale, look]);
  const theme = useMemo(() => themeOf(palette, isStill), [isStill, palette]);
  return (
    <ConfigProvider csp={{ nonce }} theme={theme} direction={direction} locale={antdTexts[locale]} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <ReaderContext value={reader}><TextsContext value={texts}>{children}</TextsContext></ReaderContext>
    </ConfigProvider>
  );
}
