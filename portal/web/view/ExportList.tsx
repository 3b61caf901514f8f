/** Saves a list as it is filtered as a file. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { QueryOf } from '#api/routes';
import { asFault, type ApiFault } from '../shell/api/client.ts';
import { download } from '../shell/api/download.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { Icon } from '../ui/Icon.tsx';

type Exported = 'alarmGroups.export';
/** `onFault` is told why there is no file; null when one is tried anew. */
export function ExportList<N extends Exported>({ route, query, onFault }: { route: N; query: QueryOf<N>; onFault: (fault: ApiFault | null) => void }): ReactNode {
  const { t } = useTexts();
  const [isBusy, setIsBusy] = useState(false);
  async function save(): Promise<void> {
    setIsBusy(true);
    onFault(null);
    await download(route, query).catch((thrown: unknown) => onFault(asFault(thrown)));
    setIsBusy(false);
  }
  return <Button loading={isBusy} icon={<Icon name="download" size={16} />} onClick={() => void save()}>{t('bulk.export')}</Button>;
}
