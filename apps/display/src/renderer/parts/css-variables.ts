import 'react'

// Style sheets take figures from components as custom properties.
declare module 'react' {
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined
  }
}
