/** Colours, direction, type and motion of drawings, as the page has them. */
import { useMemo } from 'react';
import { directionOf, useReader } from '../shell/reader/reader.ts';
import { dark, light } from '../shell/theme/palette.ts';
import { fontFamily } from '../shell/theme/theme.ts';
import { useMedia } from '../ui/useMedia.ts';
import type { Look } from './bars.ts';

export function useLook(): Look {
  const { isDark, locale } = useReader();
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  return useMemo(() => ({ palette: isDark ? dark : light, isRtl: directionOf(locale) === 'rtl', font: fontFamily, hasMotion: !isStill }), [isDark, locale, isStill]);
}
