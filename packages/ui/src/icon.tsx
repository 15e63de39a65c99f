import type { SVGProps } from 'react'

/** Paths of the design's icons on a 24 × 24 grid, stroked by the base style sheet. */
const paths = {
  arrow: 'M3.5 12H18M13 5l7 7-7 7',
  back: 'M20.5 12H6M11 5l-7 7 7 7',
  up: 'M12 20.5V4M5 11l7-7 7 7',
  down: 'M12 3.5V18M5 13l7 7 7-7',
  check: 'M4.5 12.5 10 18 20 6.5',
  cross: 'm5.5 5.5 13 13m0-13-13 13',
  diamond: 'M12 3 21 12l-9 9-9-9ZM12 8v4.5M12 15.8v.2',
  triangle: 'M12 3.5 22 20.5H2ZM12 10v5M12 17.6v.2',
  wifi: 'M3 9.5a13 13 0 0 1 18 0M6.5 13.3a8 8 0 0 1 11 0M12 18v.3',
  'wifi-off': 'M3 9.5a13 13 0 0 1 18 0M6.5 13.3a8 8 0 0 1 11 0M12 18v.3M4 3.5l16 17',
  sound: 'M4 9.5v5h3.5L12 19V5L7.5 9.5ZM15.5 9a4.2 4.2 0 0 1 0 6M18.3 6.2a8.2 8.2 0 0 1 0 11.6',
  pause: 'M8 4.5v15M16 4.5v15',
  backspace: 'M8.5 5H21v14H8.5L2.5 12ZM12 9.5l5 5m0-5-5 5',
  zoom: 'M2.5 18.5 7 6.5l4.5 12M4 15h6M13 18.5l4.25-9 4.25 9M14.4 16h5.7',
} as const

type DrawnIcon = 'clock-dashed' | 'contrast' | 'help' | 'ring' | 'square' | 'mark'
export type IconName = keyof typeof paths | DrawnIcon

/**
 * An icon of the design. Decoration by default (hidden from assistive technology): the word stands beside it.
 * Give `aria-label` and `role="img"` where it stands alone.
 */
export function Icon({ name, className, ...rest }: { name: IconName } & SVGProps<SVGSVGElement>) {
  const hidden = rest['aria-label'] === undefined ? { 'aria-hidden': true } : {}
  if (name === 'mark') {
    return (
      <svg className={['mark solid', className].filter(Boolean).join(' ')} viewBox="0 0 60 60" {...hidden} {...rest}>
        <path d="M2 6h14v48H2z" fill="#ffd400" />
        <path d="M23 6h14v48H23zM44 6h14v48H44z" />
      </svg>
    )
  }
  return (
    <svg className={className} viewBox="0 0 24 24" {...hidden} {...rest}>
      {drawing(name)}
    </svg>
  )
}

function drawing(name: Exclude<IconName, 'mark'>) {
  switch (name) {
    case 'clock-dashed':
      return (
        <>
          <circle cx="12" cy="12" r="8.5" strokeDasharray="3.2 3.476" strokeLinecap="butt" />
          <path d="M12 7.5V12l3 2" />
        </>
      )
    case 'contrast':
      return (
        <>
          <circle cx="12" cy="12" r="8.5" />
          <path d="M12 3.5v17a8.5 8.5 0 0 0 0-17Z" fill="currentColor" />
        </>
      )
    case 'help':
      return (
        <>
          <circle cx="12" cy="12" r="8.5" />
          <path d="M9.5 9.7c.2-1.5 1.2-2.3 2.6-2.3 1.5 0 2.6.9 2.6 2.3 0 2-2.6 2.2-2.6 4.1M12 16.8v.2" />
        </>
      )
    case 'ring':
      return <circle cx="12" cy="12" r="8.5" />
    case 'square':
      return <path d="M4 4h16v16H4z" fill="currentColor" />
    default:
      return <path d={paths[name]} />
  }
}
