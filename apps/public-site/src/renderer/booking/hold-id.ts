const name = 'cherha.hold'

/** The hold of this tab: an id and nothing else, so that a reload finds it again. Another tab has its own. */
export function keptHold(): string | null {
  try {
    const kept = sessionStorage.getItem(name)
    return kept !== null && /^[0-9a-f-]{36}$/.test(kept) ? kept : null
  } catch {
    // storage may be forbidden: a reload then begins anew
    return null
  }
}

export function keepHold(id: string | null): void {
  try {
    if (id === null) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, id)
  } catch {
    // as above
  }
}

/** A UUID of chance alone; `crypto.randomUUID` is only there on https. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
