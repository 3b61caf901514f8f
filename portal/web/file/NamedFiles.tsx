/** Files an answer names, as cards. */
import type { ReactNode } from 'react';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { FileCards } from './FileCard.tsx';

export function NamedFiles({ ids }: { ids: readonly string[] }): ReactNode {
  return <>{ids.map((id) => <NamedFile key={id} id={id} />)}</>;
}

function NamedFile({ id }: { id: string }): ReactNode {
  const { t } = useTexts();
  const { data, error } = useRead('files.read', { params: { id } }, { staleMs: 60_000 });
  return data ? <FileCards files={[data]} isCompact /> : error ? <span className="secondary">{t('file.gone')}</span> : null;
}
