import { create } from 'qrcode'
import { useMemo } from 'react'

const quietZone = 4

/** A QR code, black on white in every contrast, as one path. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
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
    <svg className="solid qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={`M0 0h${size}v${size}H0z`} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
