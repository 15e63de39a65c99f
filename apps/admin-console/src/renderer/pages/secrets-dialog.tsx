import type { AccountSecrets } from '@cherha/shared/protocol'
import { QrDots } from '@cherha/ui'
import { create } from 'qrcode'
import { Note } from '../parts/badge.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useConsoleTexts } from '../texts/texts.ts'

/** A new password and the secret of its codes, once: closed, they are nowhere. */
export function SecretsDialog({
  secrets,
  onClose,
}: {
  readonly secrets: AccountSecrets
  readonly onClose: () => void
}) {
  const t = useConsoleTexts()
  const { login, password, totpSecret, otpauth } = secrets
  return (
    <Dialog heading={t('secrets.heading', { login })} onClose={onClose} closeText={t('secrets.close')}>
      <Note tone="risk">
        <p>{t('secrets.once')}</p>
      </Note>
      <dl className="facts secrets">
        <div>
          <dt>{t('signIn.password')}</dt>
          <dd className="code">{password}</dd>
        </div>
        {totpSecret !== null && (
          <div>
            <dt>{t('secrets.key')}</dt>
            <dd className="code small">{totpSecret.match(/.{1,4}/g)?.join(' ')}</dd>
          </div>
        )}
      </dl>
      {otpauth !== null && (
        <figure className="scan">
          <QrDots modules={create(otpauth, { errorCorrectionLevel: 'M' }).modules} label={t('secrets.qr')} />
          <figcaption>{t('secrets.scan')}</figcaption>
        </figure>
      )}
    </Dialog>
  )
}
