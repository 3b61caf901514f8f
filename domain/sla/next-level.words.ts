/** The next level of escalation in words: "Level 2: to the team lead in 2 h of working time". */
import { workingText, type DurationTexts } from './duration.words.ts';
import type { NextLevel } from './next-level.schema.ts';

export const nextLevelText = ({ level, to, workingSeconds }: Pick<NextLevel, 'level' | 'to' | 'workingSeconds'>, texts: DurationTexts): string =>
  texts.t(`clock.next.${to}`, { level, time: workingText(workingSeconds, texts) });
