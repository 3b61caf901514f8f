/** The dialog that keeps a page whose session ended until somebody has signed in again beside it. */
import { useEffect, useState, type ReactNode } from 'react';
import { Button, Modal } from 'antd';
import { useTexts } from '../texts/useTexts.tsx';
import { sessionChannel, signInAddress, type Me } from './session.ts';

/** Waits behind a dialog until the person has signed in in another tab. Somebody else signing in gets a fresh page. */
export function SignInAgain({ isOpen, person, read, onBack }: { isOpen: boolean; person: string; read: () => Promise<Me>; onBack: (me: Me) => void }): ReactNode {
  const { t } = useTexts();
  const [isWaiting, setIsWaiting] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    const look = (): void => void read().then((me) => (me.person.id === person ? onBack(me) : location.reload()), () => undefined);
    const channel = new BroadcastChannel(sessionChannel);
    channel.addEventListener('message', look);
    addEventListener('focus', look);
    return () => { channel.close(); removeEventListener('focus', look); setIsWaiting(false); };
  }, [isOpen, onBack, person, read]);
  return (
    <Modal
      open={isOpen} title={t('session.ended')} closable={false} mask={{ closable: false }} keyboard={false}
      footer={[
        <Button key="reload" onClick={() => location.assign(signInAddress(location.pathname + location.search))}>{t('session.reload')}</Button>,
        <Button key="in" type="primary" autoFocus href={signInAddress('/signed-in')} target="_blank" rel="opener" onClick={() => setIsWaiting(true)}>{t('session.signIn')}</Button>,
      ]}
    >
      <p>{t('session.endedWhy')}</p>
      {isWaiting ? <p className="secondary">{t('session.waiting')}</p> : null}
    </Modal>
  );
}
