import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { PortalKind } from './ports.ts'

/** What a key begins with: whoever finds one in a log or a repository sees what it is. */
const prefixes = { live: 'cherha_live_', sandbox: 'cherha_test_' } as const
const form = /^cherha_(?:live|test)_[A-Za-z0-9_-]{43}$/

/** A new key of a portal: 256 random bits. Only its hash is kept. */
export function newApiKey(kind: PortalKind): { readonly key: string; readonly hash: string } {
  const key = `${prefixes[kind]}${randomBytes(32).toString('base64url')}`
  return { key, hash: hashApiKey(key) }
}

/** What is kept of a key. SHA-256 alone: it is random, there is nothing to guess. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The key of a header `authorization: Bearer …`; null: there is none, or it cannot be one. */
export function apiKeyOf(header: string | undefined): string | null {
  const [, key = ''] = /^Bearer +(\S+) *$/i.exec(header ?? '') ?? []
  return form.test(key) ? key : null
}

/**
 * A key for what is kept of a portal's requests. It is made of the API key, which the server does not have: without a
 * request of that portal nobody can read its answers or try phone numbers against them.
 */
export function keptKey(apiKey: string, purpose: 'answer' | 'body' | 'booking'): Buffer {
  return Buffer.from(hkdfSync('sha256', apiKey, '', `portal ${purpose}`, 32))
}
