import { QrDots, type QrModules } from '@cherha/ui'
import { useEffect, useState } from 'react'

/** A QR code, drawn when its program has come. */
export function QrCode({ content, label }: { readonly content: string; readonly label: string }) {
  const [modules, setModules] = useState<QrModules | null>(null)
  useEffect(() => {
    let wanted = true
    void import('qrcode').then(({ create }) => {
      if (wanted) setModules(create(content, { errorCorrectionLevel: 'M' }).modules)
    })
    return () => {
      wanted = false
    }
  }, [content])
  return <QrDots modules={modules} label={label} />
}
