import { maxFileBytes } from '@cherha/shared/workflow'
import type { App } from '../app.ts'

/** A file as large as a file may be, and a little more: what is just too large is told in words the clerk understands. */
export const rawLimitBytes = maxFileBytes + 1_024

/** Routes whose body is a file: its raw bytes, whatever its type is said to be. */
export async function withRawFiles(app: App, routes: (app: App) => void): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: rawLimitBytes }, (_request, body, done) =>
      done(null, body),
    )
    routes(scope)
  })
}

/** The body of such a route; without a body, no bytes. */
export function bytesOf(body: unknown): Uint8Array {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}
