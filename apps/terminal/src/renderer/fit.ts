const width = 1080
const height = 1920

/** Shows the whole kiosk in a window of any size; at 1080 × 1920 the scale is exactly 1. */
export function fitToWindow(): void {
  const fit = (): void => {
    const scale = Math.min(window.innerHeight / height, window.innerWidth / width)
    document.body.style.setProperty('zoom', String(scale))
    document.body.style.setProperty('margin-inline', 'auto')
  }
  fit()
  window.addEventListener('resize', fit)
}
