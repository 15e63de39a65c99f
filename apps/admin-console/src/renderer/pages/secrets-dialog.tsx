import type { AccountSecrets } from '@cherha/shared/protocol'
import { create } from 'qrcode'
import { useMemo } from 'react'
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
        <figure className="qr">
          <QrCode text={otpauth} label={t('secrets.qr')} />
          <figcaption>{t('secrets.scan')}</figcaption>
        </figure>
      )}
    </Dialog>
  )
}

const quietZone = 4

/** A QR code, black on white in every contrast, as one path. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' })
    const dots = Array.from(modules.data, (dark, index) =>
      dark === 0
        ? ''
        : `M${(index % modules.size) + quietZone} ${Math.floor(index / modules.size) + quietZone}h1v1h-1z`,
    )
    return { size: modules.size + 2 * quietZone, path: dots.join('') }
  }, [text])
  return (
    <svg className="solid" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={`M0 0h${size}v${size}H0z`} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
