import { contentSecurityPolicy } from './csp.ts'

const nothing = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
].map((feature) => `${feature}=()`)

/**
 * Headers of every answer. The page loads nothing from elsewhere, runs no inline script and cannot be framed.
 * @param connect see `contentSecurityPolicy`
 */
export function pageHeadersFor(connect: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(connect),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': [...nothing, 'autoplay=(self)', 'fullscreen=(self)', 'screen-wake-lock=(self)'].join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}

/** Headers of a page whose hub connection is its own origin. */
export const pageHeaders = pageHeadersFor([])
