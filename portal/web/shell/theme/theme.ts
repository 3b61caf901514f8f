/** The portal's identity as Ant Design tokens. Colours come from palette.ts; sizes from the 4-8-12-16-24 scale. */
import { theme, type ThemeConfig } from 'antd';
import { dark, type Palette } from './palette.ts';

export const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans SC', 'Noto Naskh Arabic', 'Helvetica Neue', Arial, sans-serif";
export const monoFamily = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Noto Sans Mono', monospace";

/** `isStill`: for who asked their device for less motion; nothing opens step by step then, or lies out of reach while it does. */
export function themeOf(palette: Palette, isStill = false): ThemeConfig {
  return {
    algorithm: palette === dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { prefix: 'ant', key: palette === dark ? 'signalbox-dark' : 'signalbox' },
    hashed: false,
    token: {
      // Said, because those derived of it are too dim to read in the dark.
      colorLinkHover: palette['brand-strong'], colorLinkActive: palette['brand-strong'],
      colorPrimary: palette.brand, colorLink: palette.brand, colorInfo: palette.info, colorError: palette.critical, colorWarning: palette.warning, colorSuccess: palette.ok,
      colorText: palette.ink, colorTextSecondary: palette['ink-2'], colorTextTertiary: palette['ink-3'], colorTextPlaceholder: palette['ink-3'], colorTextDescription: palette['ink-3'],
      colorBgLayout: palette.page, colorBgContainer: palette.surface, colorBgElevated: palette.surface, colorBorder: palette['line-strong'], colorBorderSecondary: palette.line, colorSplit: palette.line,
      fontFamily, fontFamilyCode: monoFamily, fontSize: 14, fontSizeSM: 12, fontSizeLG: 15, lineHeight: 1.5, fontWeightStrong: 600,
      borderRadius: 6, borderRadiusSM: 4, borderRadiusLG: 8, controlHeight: 32, controlHeightSM: 26, controlHeightLG: 40,
      boxShadow: palette['shadow-float'], boxShadowSecondary: palette['shadow-float'], boxShadowTertiary: palette.shadow,
      motionDurationFast: '0.12s', motionDurationMid: '0.16s', motionDurationSlow: '0.2s', motion: !isStill, wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', primaryColor: palette['ink-on-brand'], colorPrimary: palette.brand, colorPrimaryHover: palette['brand-strong'], colorPrimaryActive: palette['brand-strong'], fontWeight: 500, contentFontSizeLG: 15, contentFontSizeSM: 13 },
      Tooltip: { colorBgSpotlight: palette === dark ? palette['line-strong'] : palette.ink, fontSize: 13 },
      Tabs: { horizontalMargin: '0', titleFontSize: 14, horizontalItemGutter: 24, horizontalItemPadding: '10px 0' },
      Segmented: { trackBg: palette['surface-2'], itemSelectedBg: palette.surface },
      Input: { inputFontSizeSM: 13, activeShadow: `0 0 0 2px ${palette['brand-tint']}` },
      // Days of the months beside it, and those that cannot be chosen, are read too.
      DatePicker: { colorTextDisabled: palette['ink-3'] },
      Modal: { titleFontSize: 16 },
      Skeleton: { gradientFromColor: palette['surface-2'], gradientToColor: palette.line },
    },
  };
}
