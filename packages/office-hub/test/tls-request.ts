import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { TLSSocket } from 'node:tls'

export interface TlsReply {
  readonly status: number
  readonly body: unknown
  /** SHA-256 of the server's certificate, hex; empty without TLS. */
  readonly fingerprint: string
}

/** A request over TLS that trusts any certificate and says which one it was, unless `ca` names the only one. */
export function tlsRequest(
  method: string,
  url: string,
  options: { body?: unknown; token?: string; ca?: string } = {},
): Promise<TlsReply> {
  return new Promise((resolve, reject) => {
    const trust =
      options.ca === undefined
        ? { rejectUnauthorized: false }
        : { ca: [options.ca], checkServerIdentity: () => undefined }
    const headers = {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const open = url.startsWith('https:') ? httpsRequest : httpRequest
    const request = open(url, { method, agent: false, headers, ...trust }, (answer) => {
      const certificate =
        'getPeerCertificate' in answer.socket ? (answer.socket as TLSSocket).getPeerCertificate() : null
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: JSON.parse(text),
          fingerprint: (certificate?.fingerprint256 ?? '').replaceAll(':', '').toLowerCase(),
        }),
      )
    })
    request.on('error', reject)
    request.end(options.body === undefined ? undefined : JSON.stringify(options.body))
  })
}
