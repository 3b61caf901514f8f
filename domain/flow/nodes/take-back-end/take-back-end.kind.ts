/** Where one token ends, when what was done in this scope has been taken back. */
import type { NodeKind } from '../node.kind.ts';
import { takeBackKind, takingBack, type TakeBackConfig } from '../node.compensation.ts';

export const takeBackEndKind: NodeKind<TakeBackConfig> = {
  ...takeBackKind, kind: 'take-back-end', category: 'end',
  title: { en: 'End by taking back', zh: '补偿后结束', ar: 'انتهاء بالتراجع' },
  about: { en: 'Undoes what was done in this scope, the last first; then this way is over.', zh: '撤销此范围内已完成的步骤，后完成的先撤销；然后此分支结束。', ar: 'يلغي ما أُنجز في هذا النطاق، الأخير أولًا؛ ثم ينتهي هذا المسار.' },
  outcomes: () => [],
  behaviour: takingBack((turn) => turn.endToken()),
};
