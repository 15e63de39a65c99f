/** White around the squares, as readers want it. */
const quiet = 4

/** The squares of a QR code, row by row; 0 is white. */
export interface QrModules {
  readonly size: number
  readonly data: ArrayLike<number>
}

/**
 * A QR code, black on white in every contrast, as one path.
 * @param modules what `create` of the package qrcode computes; null: not there yet, its paper is shown
 */
export function QrDots({ modules, label }: { readonly modules: QrModules | null; readonly label: string }) {
  const size = (modules?.size ?? versionThree) + quiet * 2
  return (
    <svg className="solid qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={`M0 0h${size}v${size}H0z`} fill="#ffffff" />
      {modules !== null && <path d={pathOf(modules)} fill="#000000" />}
    </svg>
  )
}

/** Squares a side of the size most codes here have. */
const versionThree = 29

function pathOf({ size, data }: QrModules): string {
  const dots = Array.from(data, (dark, index) =>
    dark === 0 ? '' : `M${(index % size) + quiet} ${Math.floor(index / size) + quiet}h1v1h-1z`,
  )
  return dots.join('')
}
