import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const codeBytes = 24
/** Codes waiting to be used; an older one is forgotten, so that asking for codes cannot fill the memory. */
const mostOpenCodes = 64

/** One-time codes that let a page prove it was opened by whoever started the host. */
export class PairCodes {
  readonly #open: Buffer[] = []

  /** A new code: 192 random bits, base64url. */
  issue(): string {
    const code = randomBytes(codeBytes).toString('base64url')
    this.#open.push(digest(code))
    if (this.#open.length > mostOpenCodes) this.#open.shift()
    return code
  }

  /** True once for each issued code. Takes the same time for any wrong code. */
  redeem(code: string): boolean {
    const given = digest(code)
    let found = -1
    for (const [index, open] of this.#open.entries()) {
      if (timingSafeEqual(open, given)) found = index
    }
    if (found === -1) return false
    this.#open.splice(found, 1)
    return true
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * The cookie of a paired page. It proves itself by the host's secret alone, so it outlives a restart of the host,
 * the hub and the browser; another secret makes every old cookie worthless.
 */
export class PageCookie {
  /** Cookies of 127.0.0.1 are shared by all its ports: each host has a name of its own. */
  readonly name: string
  readonly #secret: Buffer
  readonly #scope: string

  constructor(role: string, port: number, secret: Buffer) {
    this.name = `cherha-${role}-${port}`
    this.#scope = `${role}|${port}`
    this.#secret = secret
  }

  /** Value of a `Set-Cookie` header. 400 days is the longest a browser keeps a cookie. */
  issue(): string {
    const nonce = randomBytes(16).toString('base64url')
    const days = 400
    return `${this.name}=${nonce}.${this.#mac(nonce)}; Path=/; Max-Age=${days * 86_400}; HttpOnly; SameSite=Strict`
  }

  /** @param header the request's `Cookie` header */
  isIn(header: string | undefined): boolean {
    for (const part of (header ?? '').split(';')) {
      const [name, value = ''] = part.trim().split('=', 2)
      if (name !== this.name) continue
      const [nonce = '', mac = ''] = value.split('.', 2)
      if (timingSafeEqual(digest(mac), digest(this.#mac(nonce)))) return true
    }
    return false
  }

  #mac(nonce: string): string {
    return createHmac('sha256', this.#secret).update(`browser-host page|${this.#scope}|${nonce}`).digest('base64url')
  }
}
