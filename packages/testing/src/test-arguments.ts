import { HubStartError } from '@cherha/office-hub'

/** Where virtual time starts, ms; left out: now. Throws `HubStartError`, exit code 2. */
export function readNow(value: string | undefined, usage: string): number {
  const now = value === undefined ? Date.now() : Date.parse(value)
  if (Number.isNaN(now)) throw new HubStartError(`Use: ${usage}.`, 2)
  return now
}

/** Throws `HubStartError`, exit code 2. */
export function readPort(value: string | undefined, usage: string): number {
  const port = Number(value)
  if (!/^\d{1,5}$/.test(value ?? '') || port > 65_535) throw new HubStartError(`Use: ${usage}.`, 2)
  return port
}
