/**
 * Every colour of the portal, by meaning. The only place with hex values: put on the page as CSS variables (`var(--sb-ink)`), and handed to Ant Design
 * by theme.ts. Red, amber and green belong to states. Each pair of text on surface meets AA, each mark 3:1 (palette.test.ts).
 */
export const light = {
  ink: '#101828', 'ink-2': '#475467', 'ink-3': '#616B80', 'ink-on-brand': '#FFFFFF',
  page: '#F7F8FA', surface: '#FFFFFF', 'surface-2': '#F2F4F7', 'surface-hover': '#F5F7FB', line: '#E4E7EC', 'line-strong': '#CDD3DD',
  brand: '#2F54EB', 'brand-strong': '#1F3FC4', 'brand-tint': '#EEF2FF', 'brand-line': '#C3D0FF',
  rail: '#101828', 'rail-ink': '#AEB9CC', 'rail-ink-on': '#FFFFFF', 'rail-on': '#26324A', 'rail-line': '#2A364C',
  critical: '#C4161C', 'critical-tint': '#FDECEC', major: '#E8590C', 'major-tint': '#FEF0E6', minor: '#A77B00', 'minor-tint': '#FBF4DD',
  warning: '#B7791F', 'warning-tint': '#FDF3E1', info: '#1C6DD0', 'info-tint': '#E8F1FC', ok: '#2B8A3E', 'ok-tint': '#E9F6EC',
  unknown: '#868E96', 'unknown-tint': '#F1F3F5', maintenance: '#6741D9', 'maintenance-tint': '#F1EDFC', paused: '#5B6B86', 'paused-tint': '#EEF1F5',
  /** Text in a state's colour where a word must carry it (late figures, danger buttons): darker than the mark. */
  'critical-ink': '#A31217', 'warning-ink': '#8A5A10', 'ok-ink': '#1F6B30',
  /** Conversation: what only colleagues see. */
  internal: '#FFF9E8', 'internal-line': '#EBD9A0', 'internal-ink': '#6B5200',
  /** Categories of steps (canvas, strip). */
  people: '#1D62C9', 'people-tint': '#E6EFFC', machine: '#6D3BD1', 'machine-tint': '#EFE9FB', decision: '#0B7A75', 'decision-tint': '#E0F3F1',
  time: '#4A5A73', 'time-tint': '#EAEEF3', message: '#0A7390', 'message-tint': '#E0F2F7', edge: '#98A2B3', grid: '#DDE2EA',
  focus: '#2F54EB', shadow: '0 1px 2px rgb(16 24 40 / 6%)', 'shadow-float': '0 8px 24px rgb(16 24 40 / 14%), 0 2px 6px rgb(16 24 40 / 8%)',
} as const;

export type ColourName = keyof typeof light;
export type Palette = Readonly<Record<ColourName, string>>;

/** The same meanings on a dark ground. Marks have values of their own: the light ones would glow or drown. */
export const dark: Palette = {
  ink: '#E9EDF5', 'ink-2': '#B3BDCE', 'ink-3': '#8F9BB0', 'ink-on-brand': '#0B1020',
  page: '#0E1320', surface: '#161C2C', 'surface-2': '#1F2739', 'surface-hover': '#1B2335', line: '#263047', 'line-strong': '#3A4763',
  brand: '#6F8CFF', 'brand-strong': '#A3B5FF', 'brand-tint': '#1D2748', 'brand-line': '#38498A',
  rail: '#0A0E18', 'rail-ink': '#9AA6BB', 'rail-ink-on': '#FFFFFF', 'rail-on': '#212B42', 'rail-line': '#222B3F',
  critical: '#FF6B6B', 'critical-tint': '#3A1B22', major: '#FF8F4D', 'major-tint': '#38231A', minor: '#D8AE3A', 'minor-tint': '#322A18',
  warning: '#E0A548', 'warning-tint': '#33291A', info: '#5AA2F2', 'info-tint': '#182C45', ok: '#5BC277', 'ok-tint': '#17301F',
  unknown: '#98A2B3', 'unknown-tint': '#232B3B', maintenance: '#A58BFF', 'maintenance-tint': '#2A2347', paused: '#93A3C0', 'paused-tint': '#222C40',
  'critical-ink': '#FF9B9B', 'warning-ink': '#F0C27A', 'ok-ink': '#86D99C',
  internal: '#2B2616', 'internal-line': '#574A20', 'internal-ink': '#E6CE86',
  people: '#7DB0FA', 'people-tint': '#1A2A45', machine: '#B59BFF', 'machine-tint': '#2A2148', decision: '#4FC7BF', 'decision-tint': '#12302F',
  time: '#A5B4CC', 'time-tint': '#232C3D', message: '#5CC3DF', 'message-tint': '#122F3A', edge: '#66738C', grid: '#263047',
  focus: '#8FA6FF', shadow: '0 1px 2px rgb(0 0 0 / 40%)', 'shadow-float': '0 8px 24px rgb(0 0 0 / 55%), 0 2px 6px rgb(0 0 0 / 40%)',
};

/** Puts the palette on the page through the CSSOM, which a strict policy allows. */
export function paint(root: HTMLElement, palette: Palette): void {
  for (const [name, value] of Object.entries(palette)) root.style.setProperty(`--sb-${name}`, value);
}

/** Relative luminance contrast of two #RRGGBB colours, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const channel = (at: number): number => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  };
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
