import { useEffect, useState } from 'react'

/** White around the squares, as readers want it. */
const quiet = 4

/** A QR code as one path, drawn when its program has come. */
export function QrCode({ content, label }: { readonly content: string; readonly label: string }) {
  const [drawn, setDrawn] = useState<{ readonly size: number; readonly path: string } | null>(null)
  useEffect(() => {
    let wanted = true
    void import('qrcode').then(({ create }) => {
      const { modules } = create(content, { errorCorrectionLevel: 'M' })
      if (wanted)
        setDrawn({ size: modules.size, path: pathOf(modules.size, (row, column) => modules.get(row, column) === 1) })
    })
    return () => {
      wanted = false
    }
  }, [content])
  const size = (drawn?.size ?? 29) + quiet * 2
  return (
    <svg className="qr solid" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path className="paper" d={`M0 0h${size}v${size}H0z`} />
      {drawn !== null && <path d={drawn.path} />}
    </svg>
  )
}

function pathOf(size: number, isDark: (row: number, column: number) => boolean): string {
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`
    }
  }
  return path
}
