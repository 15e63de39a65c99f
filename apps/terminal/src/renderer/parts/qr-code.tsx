import { QrDots } from '@cherha/ui'
import { create } from 'qrcode'
import { useMemo } from 'react'

/** A text as a QR code. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = useMemo(() => create(text, { errorCorrectionLevel: 'M' }), [text])
  return <QrDots modules={modules} label={label} />
}
