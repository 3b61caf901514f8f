/** Takes back what was done in this scope, the last first, and goes on. */
import type { NodeKind } from '../node.kind.ts';
import { takeBackKind, takingBack, type TakeBackConfig } from '../node.compensation.ts';

export const takeBackEventKind: NodeKind<TakeBackConfig> = {
  ...takeBackKind, kind: 'take-back', category: 'message',
  title: { en: 'Take back', zh: '补偿', ar: 'تراجع' },
  about: { en: 'Undoes what was done in this scope, the last first, and goes on.', zh: '撤销此范围内已完成的步骤，后完成的先撤销，然后继续。', ar: 'يلغي ما أُنجز في هذا النطاق، الأخير أولًا، ثم يتابع.' },
  outcomes: () => [{ key: null, name: { en: 'Taken back', zh: '已补偿', ar: 'تم التراجع' }, isRequired: true }],
  behaviour: takingBack((turn) => turn.leave()),
};
